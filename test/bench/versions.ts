import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export const projectRoot = resolve(import.meta.dirname, '../..')

const packageFile = z.object({ version: z.string() })

/** The version of a library as it is installed here. */
export function versionOf(library: string): string {
  return packageFile.parse(JSON.parse(readFileSync(join(projectRoot, 'node_modules', library, 'package.json'), 'utf8'))).version
}
