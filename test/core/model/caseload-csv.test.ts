import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { caseloadLimits, readCaseload, readPastedCaseload, writeCsv } from '../../../src/core/model/caseload-csv.ts'
import { ProblemError, type Problem } from '../../../src/core/model/problem.ts'
import { preview } from './caseload-builders.ts'

const text = 'Family Name,Given Name\r\nÓ Briain,Siân\r\n'

function utf16(content: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + content.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, littleEndian)
  for (let at = 0; at < content.length; at += 1) view.setUint16(2 + at * 2, content.charCodeAt(at), littleEndian)
  return bytes
}

function problemWith(read: () => unknown): Problem | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  return undefined
}

describe('what a file is written in', () => {
  it.each([
    ['UTF-8', utf8.encode(text)],
    ['UTF-8', utf8.encode(`\uFEFF${text}`)],
    ['UTF-16', utf16(text, true)],
    ['UTF-16', utf16(text, false)],
    ['Windows-1252', Uint8Array.from(text, (char) => char.charCodeAt(0))],
  ] as const)('[C12] %s is read, and named', (encoding, bytes) => {
    const file = readCaseload(bytes)
    expect(file).toEqual({ encoding, columns: ['Family Name', 'Given Name'], rows: [{ row: 2, cells: ['Ó Briain', 'Siân'] }] })
  })

  it.each([
    [',', 'Family Name,Given Name\nOsei,"Declan; known as Dec"'],
    [';', 'Family Name;Given Name\nOsei;"Declan; known as Dec"'],
    ['tab', 'Family Name\tGiven Name\nOsei\tDeclan; known as Dec'],
  ])('[C12] the headings tell what stands between cells: %s', (_name, pasted) => {
    expect(readPastedCaseload(pasted).rows[0]?.cells).toEqual(['Osei', 'Declan; known as Dec'])
  })

  it('[C12] rows are numbered as a spreadsheet numbers them, empty rows and lines within a cell included', () => {
    const { rows } = readPastedCaseload('A,B\n1,2\n\n"3\n3",4\n,\n5,6')
    expect(rows).toEqual([
      { row: 2, cells: ['1', '2'] },
      { row: 4, cells: ['3\n3', '4'] },
      { row: 6, cells: ['5', '6'] },
    ])
  })

  it('[C12] cells beyond the headings and headings of one name are kept, each under a name of its own', () => {
    expect(readPastedCaseload('A,A,\n1,2,3,4').columns).toEqual(['A', 'A (2)', 'Column 3', 'Column 4'])
  })
})

describe('a file that is no caseload', () => {
  it.each([
    ['csv-empty', utf8.encode('')],
    ['csv-empty', utf8.encode(' \r\n,,\r\n')],
    ['csv-not-text', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
    ['csv-not-text', Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d, 0x31)],
    ['csv-not-text', Uint8Array.of(1, 2, 3, 4, 5)],
    ['csv-not-text', Uint8Array.of(65, 44, 0, 66)],
    ['csv-is-page', utf8.encode('<!doctype html><title>Sign in</title>')],
    ['csv-one-column', utf8.encode('Family Name\nOsei\nRowe')],
    ['csv-no-rows', utf8.encode('Family Name,Given Name\n')],
    ['csv-quotes', utf8.encode('A,B\n1,2\n"3,4\n5,6\n')],
    ['csv-too-large', new Uint8Array(caseloadLimits.bytes + 1).fill(65)],
    ['csv-too-large', utf8.encode(`A,B\n${'1,2\n'.repeat(caseloadLimits.rows + 1)}`)],
    ['csv-too-large', utf8.encode(`A,B\n${'1,'.repeat(caseloadLimits.columns)}2`)],
  ])('[C13] %s is said in a sentence, and nothing is imported', (code, bytes) => {
    expect(problemWith(() => readCaseload(bytes))).toMatchObject({ code, happened: expect.stringMatching(/\.$/), kept: expect.stringContaining('Nothing was imported'), todo: expect.stringMatching(/\.$/) })
  })

  it('[C13] a quotation mark that is never closed names the row, for the rows behind it cannot be told apart', () => {
    expect(() => readCaseload(utf8.encode('A,B\n1,2\n"3,4\n5,6\n'))).toThrow(/row 3/)
  })
})

describe('a file that is written', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '=a\nb', '＝1'])('[C11] %j is kept as text in a spreadsheet, and comes back as it was', (cell) => {
    const csv = writeCsv([['A', 'B'], ['x', cell]])
    expect(csv.slice(1)).not.toMatch(/(?:^|[,"\n])[=+@\t＝-]/)
    expect(readCaseload(utf8.encode(csv)).rows[0]?.cells).toEqual(['x', cell])
  })
})

const columns = ['NHS Number', 'Family Name', 'Given Name', 'Date of Birth', 'Referral Date', 'Referral Source', 'Referral Route', 'Status', 'Contact Preference', 'Area', 'Next Review']
const manyRows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ row: at + 2, cells: ['', `Family${at}`, 'Given', '07/06/1985', '02/11/2026', 'GP', 'Phone', 'Active', 'Phone', 'West Leeds', '01-Dec-2026'] }))

/** How often a cell or a field of a person is read while so many known people are imported again. */
function looksFor(count: number): number {
  let looks = 0
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, key) {
        looks += 1
        return Reflect.get(of, key)
      },
    })
  const existing = preview({ columns, rows: manyRows(count) }).plan.add.map(counted)
  const rows = manyRows(count).map(({ row, cells }) => ({ row, cells: counted(cells) }))
  expect(preview({ columns, rows }, { existing }).plan.unchanged).toBe(count)
  return looks
}

describe('a long file', () => {
  it('[C14] 20,000 rows come in, and are all known the second time', { tags: '@long' }, () => {
    const rows = manyRows(20_000)
    const { plan } = preview({ columns, rows })
    expect(plan.add).toHaveLength(20_000)
    expect(preview({ columns, rows }, { existing: plan.add }).plan.unchanged).toBe(20_000)
  })

  it('[C37] each row and each person is looked at a fixed number of times, however many there are', () => {
    expect(looksFor(400)).toBeLessThanOrEqual(2 * looksFor(200))
  })
})
