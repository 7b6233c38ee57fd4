import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { problemOf } from '../core/model/problem.ts'
import { findingInWords, noticeInWords, signatoryInWords, verdictInWords } from '../core/record/report-words.ts'
import { verifyRecords, type RecordsReader, type RecordsReport } from '../core/record/verify.ts'
import { readRecords } from '../node/read-records.ts'
import { toTerminal, type Say } from './say.ts'

const usage = `Verify a records folder: npm run verify -- DIR [--json] [--head DIGEST]

  DIR            the records folder
  --json         print the report as JSON
  --head DIGEST  also require the ledger to contain the line with this digest, noted earlier

Exits 0 when everything holds, 1 when something does not, 2 when the folder could not be read, 3 when DIR is one package by
itself and holds as far as that can show: the records folder around it was not seen.`

/** The `verify` command. @returns the exit code. */
export async function main(argv: readonly string[], say: Say = toTerminal): Promise<number> {
  const asked = read(argv)
  if (!asked) {
    say.err(usage)
    return 2
  }
  if (asked.help) {
    say.out(usage)
    return 0
  }
  const folder = resolve(asked.folder)
  let reader: RecordsReader
  try {
    reader = await readRecords(folder)
  } catch (error) {
    say.err(`${folder} could not be read: ${whyUnreadable(error)}`)
    return 2
  }
  try {
    const report = await verifyRecords(reader, progressOn(say), asked.head === undefined ? {} : { knownHead: asked.head })
    say.out(asked.json ? JSON.stringify({ folder, ...report }, null, 2) : inWords(folder, report))
    if (!report.ok) return 1
    return report.alone ? 3 : 0
  } catch (error) {
    say.err(`${folder} could not be verified: ${problemOf(error).happened}`)
    return 2
  }
}

/** Told now and then, and cleared at the end: a large folder takes minutes, and a word for each of its folders would slow it down. */
function progressOn({ far }: Pick<Say, 'far'>): (done: number, total: number) => void {
  return (done, total) => {
    if (done === total) far?.('')
    else if (done % everyFolders === 1) far?.(`Verified ${done} of ${total}`)
  }
}

const everyFolders = 50

function whyUnreadable(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'there is no such folder.'
    case 'ENOTDIR':
      return 'it is a file, and no folder.'
    case 'EACCES':
    case 'EPERM':
      return 'this account may not read it.'
    default:
      return problemOf(error).happened
  }
}

interface Asked {
  readonly folder: string
  readonly json: boolean
  readonly help: boolean
  readonly head?: string
}

function read(argv: readonly string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        head: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const [folder, ...more] = positionals
    if (values.help) return { folder: '', json: false, help: true }
    if (!folder || more.length > 0 || (values.head !== undefined && !/^[0-9a-f]{64}$/.test(values.head)))
      return undefined
    return { folder, json: values.json, help: false, ...(values.head !== undefined && { head: values.head }) }
  } catch {
    return undefined
  }
}

function inWords(folder: string, report: RecordsReport): string {
  const { ok, findings, notices, signatories, head } = report
  const verdict = verdictInWords(folder, report)
  if (!ok) return [...findings.map(findingInWords), ...notices.map(noticeInWords), '', verdict].join('\n')
  return [
    verdict,
    ...signatories.map((each) => `  ${signatoryInWords(each)}`),
    ...notices.map(noticeInWords),
    ...(report.alone ? [] : [`Newest ledger line: ${head}`]),
  ].join('\n')
}
