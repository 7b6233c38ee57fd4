import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ProblemError } from '../core/model/problem.ts'
import { nodeHostHandlers } from '../node/host-handlers.ts'
import { configFolder, recordsSettings } from '../node/settings-file.ts'
import { noSignalling } from './no-signalling.ts'
import { openApp } from './open-app.ts'
import { defaultPort, startWebHost, type WebHost } from './web-host.ts'

export interface LaunchOptions {
  /** Asked for by name, or by what only the web host has: a port, and a link to open oneself. */
  readonly web: boolean
  readonly port: number
  readonly open: boolean
  readonly records: string | undefined
}

/** @throws {ProblemError} `bad-option`, naming it. */
export function parseLaunch(argv: readonly string[]): LaunchOptions {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...argv],
      options: {
        web: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        records: { type: 'string' },
      },
    }))
  } catch (error) {
    throw badOption(error instanceof Error ? error.message : String(error))
  }
  const port = values.port === undefined ? defaultPort : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw badOption(`--port ${values.port ?? ''} is not a port: 1024 to 65535.`)
  const open = values['no-open'] !== true
  return { web: values.web === true || !open || values.port !== undefined, port, open, records: values.records }
}

/** Starts the web host as `npm start` does, and keeps it until the process is told to end. */
export async function main(argv: readonly string[], root: string = resolve(import.meta.dirname, '../renderer')): Promise<WebHost> {
  const { port, open, records } = parseLaunch(argv)
  const settings = recordsSettings(configFolder(process.env), records)
  const { 'window.open': _page, ...handlers } = nodeHostHandlers({
    kind: 'web',
    records: settings,
    signalling: noSignalling,
    openWindow: async () => ({ opened: false, address: '' }),
  })
  const host = await startWebHost({ root, port, handlers })
  console.log(`MDT Huddle is ready at ${host.link()}`)
  console.log('Keep this window open while you use it; Ctrl+C ends it.')
  if (open) await openApp(host.link())
  return host
}

const badOption = (happened: string): ProblemError =>
  new ProblemError({
    code: 'bad-option',
    happened,
    kept: 'Nothing was started.',
    todo: 'After npm start -- you can say --web, --no-open, --port N and --records DIR.',
  })
