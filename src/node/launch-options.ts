import { parseArgs } from 'node:util'
import { ProblemError } from '../core/model/problem.ts'

/** Fixed, because the app's store belongs to the address it is served from, port included. */
export const defaultPort = 47_820

export interface LaunchOptions {
  /** Asked for by name, or by what only the web host has: a port, and a link to open oneself. */
  readonly web: boolean
  readonly port: number
  readonly open: boolean
  /** The records folder for this launch, instead of the one remembered. */
  readonly records: string | undefined
  /** The same, of the folder that backups are written to. */
  readonly backups: string | undefined
}

const options = {
  web: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  records: { type: 'string' },
  backups: { type: 'string' },
} as const

/** What stands after `npm start --`. @throws {ProblemError} `bad-option`, naming it. */
export function parseLaunch(argv: readonly string[]): LaunchOptions {
  const values = parseStrictly(argv)
  const port = values.port === undefined ? defaultPort : Number(values.port)
  if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw badOption(`“${values.port ?? ''}” is not a port: that is a number from 1024 to 65535.`)
  }
  const open = values['no-open'] !== true
  return { web: values.web === true || !open || values.port !== undefined, port, open, records: values.records, backups: values.backups }
}

/** One of the folders among arguments that are not all ours: Electron's own stand beside them. */
export function folderOption(argv: readonly string[], which: 'records' | 'backups'): string | undefined {
  const { [which]: folder } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true }).values
  return typeof folder === 'string' ? folder : undefined
}

function parseStrictly(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    throw badOption(error instanceof Error ? error.message.split('. ')[0] ?? '' : String(error))
  }
}

const badOption = (happened: string): ProblemError =>
  new ProblemError({
    code: 'bad-option',
    happened: happened.endsWith('.') ? happened : `${happened}.`,
    kept: 'Nothing was started.',
    todo: 'After npm start -- you can say --web, --no-open, --port N, --records DIR and --backups DIR.',
  })
