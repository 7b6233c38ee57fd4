import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseloadFieldNames, caseloadFields, guessMapping, type CaseloadField } from '../../../src/core/model/caseload-columns.ts'
import { readCaseload } from '../../../src/core/model/caseload-csv.ts'
import { caseloadCsv, problemRowsCsv, whatToDo } from '../../../src/core/model/caseload-export.ts'
import { correctCell, keepKey, type ImportPreview } from '../../../src/core/model/caseload-import.ts'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { person as personParser } from '../../../src/core/model/person.ts'
import { afterImport, now, preview, readFixture, table, type Cells } from './caseload-builders.ts'

const kinds = ({ rows }: ImportPreview): string[] => rows.map(({ kind }) => kind)

/** What is wrong, as `row column wrong`. */
const faultsOf = ({ rows }: ImportPreview): string[] =>
  rows.flatMap((each) => (each.kind === 'problem' ? each.faults.map(({ row, column, wrong }) => `${row} ${column}: ${wrong}`) : []))

describe('importing the extracts that record systems give', () => {
  it('[C1] every row of a sound extract is added, byte-order mark, commas, quotes and accents included', () => {
    const result = preview(readFixture('caseload-60.csv'))
    expect(faultsOf(result)).toEqual([])
    expect(result.plan.add).toHaveLength(60)
    expect(result.plan.add.map(({ familyName }) => familyName)).toContain('van der Berg, Jr')
    expect(result.plan.add.map(({ preferredName }) => preferredName)).toContain('Sam "Sammy"')
    expect(result.plan.add.filter(({ nhsNumber }) => nhsNumber.kind === 'absent')).toHaveLength(1)
    for (const person of result.plan.add) expect(personParser.parse(person)).toEqual(person)
  })

  it('[C2] of an extract with errors the good rows come in, and each bad one names its row, its column and the remedy', () => {
    const result = preview(readFixture('caseload-with-problems.csv'))
    expect(result.rows).toHaveLength(25)
    expect(result.plan.add).toHaveLength(13)
    expect(faultsOf(result)).toEqual([
      '4 NHS Number: The last digit does not fit the others, so a digit is wrong or two have changed places.',
      '6 Date of Birth: There is no such day as “31/02/1990”.',
      '8 Date of Birth: “12/13/1980” has no month 13; the day comes before the month.',
      '10 Family Name: Nothing is given here.',
      '11 NHS Number: The same NHS number is in row 12 too.',
      '12 NHS Number: The same NHS number is in row 11 too.',
      '14 Referral Date: “soon” is not a date.',
      '16 Given Name: This starts like a formula.',
      '18 Status: “Unknown to us” is not one of the words that can stand here.',
      '20 Date of Birth: This day of birth is in the future.',
      '22 Area: “Mars” is not an area that the team knows.',
      '24 Family Name: This looks like part of a web page.',
    ])
    const remedies = result.rows.flatMap((each) => (each.kind === 'problem' ? each.faults.map(({ remedy }) => remedy) : []))
    expect(remedies).not.toContain('')
  })

  it.each(['caseload-60.csv', 'caseload-with-problems.csv'])('[C3] %s imported a second time adds nobody and changes nobody', (name) => {
    const file = readFixture(name)
    const first = preview(file)
    const second = preview(file, { existing: first.plan.add })
    expect(second.plan).toEqual({ add: [], update: [], known: [], unchanged: first.plan.add.length })
  })
})

describe('correcting a row', () => {
  const problems = readFixture('caseload-with-problems.csv')

  it('[C4] a corrected cell is judged again, and the row then comes in', () => {
    const rows = correctCell(problems.rows, 6, problems.columns.indexOf('Date of Birth'), '28/02/1990')
    const result = preview({ ...problems, rows })
    expect(result.plan.add).toHaveLength(14)
    expect(result.plan.add.map(({ born }) => born)).toContain('1990-02-28')
  })

  it('[C4] when one of two rows about one person is corrected or left out, the other comes in', () => {
    const corrected = correctCell(problems.rows, 12, 0, '')
    expect(kinds(preview({ ...problems, rows: corrected })).slice(9, 11)).toEqual(['add', 'add'])
    expect(kinds(preview(problems, { leftOut: new Set([12]) })).slice(9, 11)).toEqual(['add', 'problem'])
  })

  it('[C5] a formula, markup or a new area may be kept as written, and is not asked about again', () => {
    const keepAsWritten = new Set([keepKey(16, 'givenName'), keepKey(22, 'area'), keepKey(24, 'familyName')])
    const first = preview(problems, { keepAsWritten })
    expect(first.plan.add).toHaveLength(16)
    expect(first.plan.add.map(({ familyName }) => familyName)).toContain('<img src=x onerror=alert(1)>')
    expect(preview(problems, { existing: first.plan.add }).plan).toEqual({ add: [], update: [], known: [], unchanged: 16 })
  })

  it('[C5] an impossible date may not be kept as written', () => {
    expect(kinds(preview(problems, { keepAsWritten: new Set([keepKey(6, 'born')]) }))[4]).toBe('problem')
  })
})

describe('finding who a row is about', () => {
  const known = preview(table({})).plan.add

  it('[C6] by NHS number: what changed is listed, and the person keeps their id', () => {
    const [row] = preview(table({ 'Given Name': 'Dec', Status: 'Active' }), { existing: known }).rows
    expect(row).toMatchObject({ kind: 'update', person: { id: known[0]?.id }, changes: [{ field: 'givenName', from: 'Declan', to: 'Dec' }, { field: 'step', from: 'Referred', to: 'Active' }] })
  })

  it('[C6] by name and day of birth where the row has no NHS number, whatever the capitals', () => {
    expect(kinds(preview(table({ 'NHS Number': '', 'Family Name': 'OSEI' }), { existing: known }))).toEqual(['update'])
  })

  it('[C6] a row never goes to one of two people: where it could be either, it says so', () => {
    const twins = [...known, ...known].map((person, at) => ({ ...person, id: at === 0 ? person.id : personParser.shape.id.parse('f'.repeat(32)), nhsNumber: { kind: 'absent' as const, reason: 'Not yet traced' as const } }))
    expect(faultsOf(preview(table({ 'NHS Number': '' }), { existing: twins }))).toEqual([expect.stringContaining('2 people on the caseload')])
  })

  it('[C6] one name and day of birth with two NHS numbers is asked about; kept as written, they are two people', () => {
    const other = table({ 'NHS Number': '9990000026' })
    expect(kinds(preview(other, { existing: known }))).toEqual(['problem'])
    expect(kinds(preview(other, { existing: known, keepAsWritten: new Set([keepKey(2, 'nhsNumber')]) }))).toEqual(['add'])
  })

  it('[C6] an NHS number that is here under another name and day of birth overwrites nobody', () => {
    expect(kinds(preview(table({ 'Family Name': 'Rowe', 'Date of Birth': '01/02/1970' }), { existing: known }))).toEqual(['problem'])
  })

  it('[J71] since when an agreement stands is noted where the row changes it, and by nothing else', () => {
    const agreed = preview(table({ 'Agreed To Share With': 'NHS; GP' })).plan.add.map((person) => ({ ...person, agreementSince: instantOf(now - 1000) }))
    const since = (cells: Cells): string | undefined => preview(table(cells), { existing: agreed }).plan.update[0]?.agreementSince
    expect(since({ 'Agreed To Share With': 'NHS; GP', Status: 'Active' })).toBe(instantOf(now - 1000))
    expect(since({ 'Agreed To Share With': 'NHS', Status: 'Active' })).toBe(instantOf(now))
  })

  it('[J93] a changed agreement is later than the one that it is changed from, also where that was noted by a clock that is ahead', () => {
    const ahead = preview(table({ 'Agreed To Share With': 'NHS; GP' })).plan.add.map((person) => ({ ...person, agreementSince: instantOf(now + 60_000) }))
    expect(preview(table({ 'Agreed To Share With': 'NHS' }), { existing: ahead }).plan.update[0]?.agreementSince).toBe(instantOf(now + 60_001))
  })

  it('[C7] an empty cell takes nothing away that is known', () => {
    const full = preview(table({ Keyworker: 'Hana Gill', 'Next Review': '01/12/2026', 'Agreed To Share With': 'NHS; GP' })).plan.add
    expect(kinds(preview(table({ 'NHS Number': '', Keyworker: '' }), { existing: full }))).toEqual(['unchanged'])
  })
})

describe('mapping columns', () => {
  it('[C8] columns are guessed by the headings that record systems use, each column once', () => {
    const mapping = guessMapping(['NHS No.', 'Surname', 'FORENAME', 'D.O.B.', 'Key worker', 'Something else', 'Surname'])
    expect(mapping).toEqual({
      nhsNumber: { kind: 'column', index: 0 },
      familyName: { kind: 'column', index: 1 },
      givenName: { kind: 'column', index: 2 },
      born: { kind: 'column', index: 3 },
      keyworker: { kind: 'column', index: 4 },
    })
  })

  it('[C8] a field that the file lacks can have one value for every row', () => {
    const { columns, rows } = table({})
    const mapping = { ...guessMapping(columns), referralRoute: { kind: 'always', text: 'Letter' } } as const
    expect(preview({ columns, rows }, { mapping }).plan.add[0]?.referralRoute).toBe('Letter')
  })
})

const cell = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('', '9990000018', '999 000 0026', '31/02/1990', '07/06/1985', '=1+1', '@x', "'=x", '<b>', 'Osei', 'Female', 'GP', 'Phone', 'Active', 'West Leeds', 'Declined', 'NHS; GP', '"', 'a\nb', 'a,b'),
)
const goodRow = fc.record({
  'NHS Number': fc.constantFrom('', '9990000018', '9990000026', '9990000034'),
  'Family Name': fc.constantFrom('Osei', 'Rowe', '=Rowe'),
  'Given Name': fc.constantFrom('Declan', 'Ann'),
  'Date of Birth': fc.constantFrom('07/06/1985', '01-Feb-1970'),
  Status: fc.constantFrom('Active', 'Referred', 'Lost'),
  Keyworker: fc.constantFrom('', 'Hana Gill'),
})

describe('for all files', () => {
  it('[C9] no row vanishes and nothing throws, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 21, maxLength: 21 }), { maxLength: 12 }), (cells) => {
        const columns = caseloadFieldNames.map((field: CaseloadField) => caseloadFields[field].heading)
        const rows = cells.map((row, index) => ({ row: index + 2, cells: row }))
        const result = preview({ columns, rows })
        expect(result.rows.map(({ row }) => row)).toEqual(rows)
        for (const person of result.plan.add) expect(personParser.parse(person)).toEqual(person)
      }),
      { numRuns: 200 },
    )
  })

  it('[C9] each row is counted once, and a row that came in is unchanged the second time', () => {
    fc.assert(
      fc.property(fc.array(goodRow, { maxLength: 8 }), fc.array(goodRow, { maxLength: 4 }), (before, cells) => {
        const existing = afterImport([], preview(table(...before)))
        const file = table(...cells)
        const first = preview(file, { existing })
        const problems = first.rows.filter(({ kind }) => kind === 'problem').length
        expect(first.plan.add.length + first.plan.update.length + first.plan.unchanged + problems).toBe(cells.length)
        const caseload = afterImport(existing, first)
        expect(caseload).toHaveLength(existing.length + first.plan.add.length)
        const second = preview(file, { existing: caseload })
        const cameIn = first.rows.flatMap(({ kind }, at) => (kind === 'problem' ? [] : [second.rows[at]?.kind]))
        expect(cameIn).toEqual(cameIn.map(() => 'unchanged'))
      }),
      { numRuns: 500 },
    )
  })

  it('[C10] the rows with problems, saved and read again, keep every cell and say what to do', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (cells) => {
        const columns = ['NHS Number', 'Family Name', 'Given Name', 'Date of Birth', 'Other']
        const problems = preview({ columns, rows: cells.map((row, index) => ({ row: index + 2, cells: row })) }).rows.filter(({ kind }) => kind === 'problem')
        fc.pre(problems.length === cells.length)
        const again = readCaseload(utf8.encode(problemRowsCsv(columns, problems)))
        expect(again.columns).toEqual([...columns, whatToDo])
        // An apostrophe before a formula is the mark of our own exports: it comes off when a file is read.
        expect(again.rows.map((row) => row.cells.slice(0, 5))).toEqual(cells.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, ''))))
        for (const { cells: row } of again.rows) expect(row[5]).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })

  it('[C11] the caseload, exported and imported again, is unchanged; no cell of it starts like a formula', () => {
    const first = preview(readFixture('caseload-60.csv'))
    const odd = preview(table({ 'Family Name': '=cmd', Keyworker: '@sum' }), { existing: first.plan.add, keepAsWritten: new Set([keepKey(2, 'familyName'), keepKey(2, 'keyworker')]) })
    const caseload = afterImport(first.plan.add, odd)
    const csv = caseloadCsv(caseload)
    expect(csv).not.toMatch(/(?:^|,|")[=+@]/m)
    expect(preview(readCaseload(utf8.encode(csv)), { existing: caseload }).plan).toEqual({ add: [], update: [], known: [], unchanged: 61 })
  })
})

describe('a number that is on the caseload under another name', () => {
  const ama = { 'NHS Number': '9990000018', 'Given Name': 'Ama', 'Family Name': 'Osei', 'Date of Birth': '07/06/1985' }

  it('[C6] a brother’s row with his sister’s NHS number is asked about, and does not become her', () => {
    const existing = afterImport([], preview(table(ama)))
    const result = preview(table({ ...ama, 'Given Name': 'Kwame', 'Date of Birth': '12/01/1990' }), { existing })
    expect(kinds(result)).toEqual(['problem'])
  })

  it('[C6] a row that has one person’s number and another’s name and day of birth is asked about, also where both have one family name', () => {
    const kwame = { ...ama, 'NHS Number': '', 'Given Name': 'Kwame', 'Date of Birth': '12/01/1990' }
    const existing = afterImport([], preview(table(ama, kwame)))
    expect(existing).toHaveLength(2)
    const result = preview(table({ ...kwame, 'NHS Number': ama['NHS Number'] }), { existing })
    expect(kinds(result)).toEqual(['problem'])
  })
})

it('[C19] a referral on a day that is still to come is asked about', () => {
  expect(kinds(preview(table({ 'Referral Date': '02/11/2062' })))).toEqual(['problem'])
})

it('[C6] somebody without a number is the same person however the apostrophe, the hyphen or the accent of their name is set', () => {
  const others = [["O'Brien", 'O’Brien'], ['Smith-Jones', 'Smith Jones'], ['Nuñez', 'Nunez']] as const
  for (const [one, other] of others) {
    const existing = afterImport([], preview(table({ 'NHS Number': '', 'Family Name': one })))
    const [again] = kinds(preview(table({ 'NHS Number': '', 'Family Name': other }), { existing }))
    expect([other, again]).not.toEqual([other, 'add'])
  }
})
