import papa from 'papaparse'
import { caseloadProblem as problem } from './caseload-problems.ts'

/** One row of an extract: its number as a spreadsheet shows it (the headings are row 1), and a cell for each column. */
export interface CaseloadRow {
  readonly row: number
  readonly cells: readonly string[]
}

export const caseloadEncodings = ['UTF-8', 'UTF-16', 'Windows-1252'] as const

/** A file as it was read: nothing of it is judged yet. */
export interface CaseloadFile {
  readonly columns: readonly string[]
  readonly rows: readonly CaseloadRow[]
  readonly encoding: (typeof caseloadEncodings)[number]
}

export const caseloadLimits = { bytes: 20 * 1024 * 1024, rows: 20_000, columns: 100 } as const

/**
 * Reads a CSV (or tab, semicolon or bar separated) extract whose first filled row holds the headings.
 * @throws {ProblemError} `csv-empty`, `csv-too-large`, `csv-not-text`, `csv-is-page`, `csv-one-column`, `csv-quotes`, `csv-no-rows`.
 */
export function readCaseload(bytes: Uint8Array): CaseloadFile {
  if (bytes.length > caseloadLimits.bytes) throw problem.tooLarge()
  const { text, encoding } = decode(bytes)
  return { ...readTable(text), encoding }
}

/** The same for text that was pasted, which has no encoding of its own. */
export function readPastedCaseload(text: string): CaseloadFile {
  if (text.length > caseloadLimits.bytes) throw problem.tooLarge()
  return { ...readTable(text.replace(/^\uFEFF/, '')), encoding: 'UTF-8' }
}

function decode(bytes: Uint8Array): Pick<CaseloadFile, 'encoding'> & { readonly text: string } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' }
  if (first === 0x50 && second === 0x4b) throw problem.isWorkbook()
  if (bytes.includes(0)) throw problem.notText()
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}

function readTable(text: string): Pick<CaseloadFile, 'columns' | 'rows'> {
  if (text.trim() === '') throw problem.empty()
  if (/^\s*(?:<!doctype|<html|<\?xml|<table)/i.test(text)) throw problem.isPage()
  if (/^(?:%PDF|\{\\rtf)/.test(text) || Array.from(text.slice(0, 4096)).some(isNoText)) throw problem.notText()
  const { data, errors } = papa.parse<string[]>(text, { header: false, skipEmptyLines: false, delimiter: delimiterOf(text) })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) throw problem.brokenQuotes((broken.row ?? 0) + 1)

  const filled = data.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [head, ...body] = filled
  if (!head) throw problem.empty()
  const headed = head.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (headed < 2) throw problem.oneColumn()
  if (body.length === 0) throw problem.noRows()
  if (body.length > caseloadLimits.rows) throw problem.tooLarge()
  const width = body.reduce((widest, { cells }) => Math.max(widest, cells.findLastIndex((cell) => cell !== '') + 1), headed)
  if (width > caseloadLimits.columns) throw problem.tooLarge()

  return {
    columns: uniqueNames(Array.from({ length: width }, (_, at) => head.cells[at]?.trim() ?? '')),
    rows: body.map(({ row, cells }) => ({ row, cells: Array.from({ length: width }, (_, at) => unguarded(cells[at] ?? '')) })),
  }
}

/** What stands between the headings. The cells below do not count: a list within them may use any of these. */
function delimiterOf(text: string): string {
  const headings = (/^.*\S.*$/m.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const [most] = [',', '\t', ';', '|'].map((mark) => ({ mark, count: headings.split(mark).length })).toSorted((a, b) => b.count - a.count)
  return most?.mark ?? ','
}

/** Below the printable range only the tab and the ends of lines belong in a table. */
const isNoText = (character: string): boolean => character < ' ' && !/\s/.test(character)

/** A column without a heading is named by its place; a second column of one name by its number. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map((name, at) => {
    const wanted = name || `Column ${at + 1}`
    let unique = wanted
    for (let count = 2; seen.has(unique); count += 1) unique = `${wanted} (${count})`
    seen.add(unique)
    return unique
  })
}

/** What a spreadsheet would run as a formula instead of showing it. */
const formulaStart = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

export const startsLikeFormula = (text: string): boolean => formulaStart.test(text)

/** The mark that our own exports put before such a cell comes off again. */
const unguarded = (cell: string): string => (cell.startsWith("'") && startsLikeFormula(cell.slice(1)) ? cell.slice(1) : cell)

/** CSV that a spreadsheet opens as it stands: a byte-order mark, and every formula kept as text. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${papa.unparse([...rows], { escapeFormulae: formulaStart, newline: '\r\n' })}\r\n`
}
