import { resolve } from 'node:path'
import { startInstallation, type Installation } from '../../src/cli/journey/installation.ts'

export const root = resolve(import.meta.dirname, '../..')

/** Starts the app at a free port in a home of its own, which `stop` takes away. */
export const startApp = (): Promise<Installation> => startInstallation({ root })
