import { problemOf } from '../../model/problem.ts'
import { checkLedger, type CheckedLedger } from './check-ledger.ts'
import type { Finding } from './finding.ts'
import { ledgerName } from './ledger-lines.ts'
import { namesIn, type RecordFolder } from './sort-paths.ts'

/** Where a records folder is read from. Paths are relative to it, with `/`. */
export interface RecordsReader {
  /** Every file, link or other thing that is not a folder, and every empty folder with a `/` at its end. */
  list(): Promise<readonly string[]>
  /** @throws whatever keeps a file from being read. */
  read(path: string): Promise<Uint8Array>
}

export async function readLedger(reader: RecordsReader, paths: readonly string[], findings: Finding[]): Promise<CheckedLedger> {
  if (!paths.includes(ledgerName)) {
    findings.push({ file: ledgerName, code: 'missing-ledger', sentence: `There is no ${ledgerName} in this folder.` })
    return { lines: [], findings: [] }
  }
  try {
    return await checkLedger(await reader.read(ledgerName))
  } catch (error) {
    findings.push({
      file: ledgerName,
      code: 'unreadable-file',
      sentence: `${ledgerName} could not be read: ${problemOf(error).happened}`,
    })
    return { lines: [], findings: [] }
  }
}

/** The folder's files, or undefined where one is missing or cannot be read: then there is nothing to hold together. */
export async function readFiles(
  reader: RecordsReader,
  folder: string,
  { kind, names }: RecordFolder,
  findings: Finding[],
): Promise<Map<string, Uint8Array> | undefined> {
  const files = new Map<string, Uint8Array>()
  const wanted = namesIn(kind)
  for (const name of wanted) {
    const file = `${folder}/${name}`
    if (!names.includes(name)) {
      findings.push({ file, code: 'missing-file', sentence: `${name} is missing from ${folder}.` })
      continue
    }
    try {
      files.set(name, await reader.read(file))
    } catch (error) {
      findings.push({
        file,
        code: 'unreadable-file',
        sentence: `${file} could not be read: ${problemOf(error).happened}`,
      })
    }
  }
  return files.size === wanted.length ? files : undefined
}
