import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { caseloadFieldNames, caseloadFields, guessMapping, type CaseloadField } from '../../../src/core/model/caseload-columns.ts'
import { correctCell } from '../../../src/core/model/caseload-import.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { readFhirPeople, type FhirFile } from '../../../src/core/record/fhir/reading/read-people.ts'
import { outcomeBundle } from '../../../src/core/record/fhir/outcome-bundle.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import { preview, today } from '../model/caseload-builders.ts'
import { aPerson } from '../model/people.ts'

const fixture = (name: string): Uint8Array => readFileSync(resolve(import.meta.dirname, '../../fixtures/fhir', name))
const fromJson = (value: unknown): FhirFile => readFhirPeople(utf8.encode(JSON.stringify(value)), today)

/** What comes in of the n-th person, by field. */
function cellsOf({ table }: FhirFile, at = 0): Partial<Record<CaseloadField, string>> {
  return Object.fromEntries(caseloadFieldNames.flatMap((field, index) => (table.rows[at]?.cells[index] ? [[field, table.rows[at].cells[index]]] : [])))
}

function refused(bytes: Uint8Array): string {
  try {
    readFhirPeople(bytes, today)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'taken'
}

const zofia = { resourceType: 'Patient', name: [{ use: 'official', given: ['Zofia'], family: 'Nowak' }], birthDate: '1979-03-02' }
const numbered = (code: string | undefined, value = '9990000603') => ({
  ...zofia,
  identifier: [
    {
      system: 'https://fhir.nhs.uk/Id/nhs-number',
      value,
      ...(code && { extension: [{ url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus', valueCodeableConcept: { coding: [{ code }] } }] }),
    },
  ],
})

describe('people from FHIR', () => {
  const file = readFhirPeople(fixture('three-people.json'), today)

  it('[C50] a UK Core Patient gives name, title, preferred name, NHS number, day of birth, gender, language, interpreter and GP', () => {
    expect(cellsOf(file)).toEqual({
      nhsNumber: '9990000603',
      familyName: 'Nowak',
      givenName: 'Zofia',
      preferredName: 'Zosia',
      title: 'Ms',
      born: '1979-03-02',
      gender: 'female',
      language: 'Polish',
      interpreter: 'Yes',
      gpPractice: 'B86051',
    })
    expect(cellsOf(file, 2)).toEqual({ familyName: 'Tesfay', givenName: 'Ruth', born: '1988-01-31', noNumberBecause: 'Seeking asylum', language: 'Tigrinya' })
  })

  it('[C51] everything else is listed: what a caseload has no place for, and every other resource with how many there are', () => {
    expect(file.people[0]?.notUsed).toEqual([
      'phone numbers and e-mail addresses',
      'addresses',
      'the organisation that looks after the record (Sample NHS Trust)',
      'another identifier (https://riverside.example/mrn)',
      'another name (Zofia Lis)',
      'other given names (Maria)',
      'ethnic category',
    ])
    expect(file.others).toEqual([
      { type: 'Consent', count: 1 },
      { type: 'Observation', count: 2 },
      { type: 'Organization', count: 1 },
      { type: 'something that is no FHIR resource', count: 1 },
    ])
  })

  it('[C51] no field of a Patient, whatever its name, is dropped without a word', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.jsonValue(), (field, value) => {
        const known = ['resourceType', 'id', 'meta', 'text', 'language', 'implicitRules', 'active', 'identifier', 'name', 'gender', 'birthDate', 'deceasedBoolean', 'deceasedDateTime', 'communication', 'generalPractitioner', 'managingOrganization', 'extension', 'contained']
        fc.pre(!known.includes(field))
        const { people } = readFhirPeople(utf8.encode(`{"resourceType":"Patient",${JSON.stringify(field)}:${JSON.stringify(value)}}`), today)
        expect(people[0]?.notUsed).toHaveLength(1)
      }),
    )
  })

  it('[C52] what is in doubt is said, and not guessed at', () => {
    expect(file.people[1]?.inDoubt).toEqual([
      'the NHS number was not taken: it does not agree with the person’s other details',
      'the day of birth is given as 1990-11 only',
      'the gender is given as “other”; ask the person, and write what they say',
    ])
    expect(cellsOf(file, 1)).toEqual({ familyName: 'Asante', givenName: 'Kofi' })
    expect(file.people[2]?.inDoubt).toContain('they have died, and the day is not given')
  })

  it.each([
    ['01', '9990000603', []],
    ['02', '9990000603', ['the NHS number has not been verified: present and not traced']],
    [undefined, '9990000603', ['the NHS number has not been verified: nothing is said of it']],
    ['04', undefined, ['the NHS number was not taken: a trace found nobody, or several people']],
    ['constructor', '9990000603', ['the NHS number has not been verified: constructor']],
  ])('[C52] an NHS number of verification status %s', (code, number, doubts) => {
    const read = fromJson(numbered(code))
    expect(cellsOf(read).nhsNumber).toBe(number)
    expect(read.people[0]?.inDoubt).toEqual(doubts)
  })

  it('[C52] of two NHS numbers none is taken; an old one is left aside', () => {
    const [one] = numbered('01').identifier
    const two = fromJson({ ...zofia, identifier: [one, { ...one, value: '9990000611' }] })
    expect(cellsOf(two).nhsNumber).toBeUndefined()
    expect(two.people[0]?.inDoubt).toContain('2 different NHS numbers are given, so none was taken')
    expect(cellsOf(fromJson({ ...zofia, identifier: [one, { ...one, value: '9990000611', use: 'old' }] })).nhsNumber).toBe('9990000603')
  })

  it('[C52] a part that is not in the form of FHIR is said to be left out', () => {
    const { people } = fromJson({ ...zofia, name: [...zofia.name, 'Zosia'], gender: 7 })
    expect(people[0]?.inDoubt).toEqual([expect.stringContaining('name:'), expect.stringContaining('gender:')])
  })

  it('[C53] a row from FHIR is matched as every row is: it starts a person, updates one, and never overwrites another', () => {
    const known = aPerson({ familyName: 'Nowak', givenName: 'Zofia', born: '1979-03-02', nhsNumber: { kind: 'known', number: '9990000603' } })
    const update = preview(file.table, { existing: [known] }).rows[0]
    expect(update).toMatchObject({ kind: 'update', person: { id: known.id, gpPractice: 'B86051', step: known.step, referredOn: known.referredOn, keyworker: known.keyworker } })
    const other = aPerson({ familyName: 'Other', born: '1960-01-01', nhsNumber: { kind: 'known', number: '9990000603' } })
    expect(preview(file.table, { existing: [other] }).rows[0]).toMatchObject({ kind: 'problem', faults: expect.arrayContaining([expect.objectContaining({ field: 'nhsNumber' })]) })
  })

  it('[C53] for somebody new the caseload’s own questions are asked, each with the words that may stand there', () => {
    const { table } = fromJson(numbered('01'))
    const [first] = preview(table).rows
    expect(first).toMatchObject({ kind: 'problem' })
    const faults = first?.kind === 'problem' ? first.faults : []
    expect(faults.map(({ field }) => field)).toEqual(['referredOn', 'referralSource', 'referralRoute', 'step', 'contactPreference'])
    expect(faults.filter(({ field, allowed }) => field !== 'referredOn' && !allowed)).toEqual([])
    const answers: Partial<Record<CaseloadField, string>> = { referredOn: '20/11/2026', referralSource: 'GP', referralRoute: 'Letter', step: 'Referred', contactPreference: 'Phone' }
    const answered = faults.reduce((rows, { field, index = -1 }) => correctCell(rows, 1, index, (field && answers[field]) ?? ''), table.rows)
    expect(preview({ columns: table.columns, rows: answered }).plan.add).toMatchObject([{ familyName: 'Nowak', referralSource: 'GP' }])
  })

  it('[C53] the headings are the caseload’s own, so no column needs to be matched', () => {
    expect(Object.keys(guessMapping(file.table.columns))).toHaveLength(caseloadFieldNames.length)
    expect(file.table.columns[0]).toBe(caseloadFields.nhsNumber.heading)
  })

  it('[C50] the person in a document of our own comes back as they went out', async () => {
    const { outcome, payload, answers } = await signedSample(1)
    const read = fromJson(await outcomeBundle(outcome, payload, answers))
    expect(cellsOf(read)).toMatchObject({ familyName: 'Osei', givenName: 'Declan', preferredName: 'Dec', title: 'Mx', born: '1985-06-07', nhsNumber: '9990000018' })
  })
})

describe('a FHIR file that is no friend', () => {
  it.each([
    ['not whole', '{"resourceType":"Patient"', 'fhir-not-json'],
    ['no FHIR', '{"people":[]}', 'fhir-no-people'],
    ['a list', '[{"resourceType":"Patient"}]', 'fhir-no-people'],
    ['a Bundle without people', '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation"}}]}', 'fhir-no-people'],
    ['a Bundle whose entries are no list', '{"resourceType":"Bundle","entry":{"a":1}}', 'fhir-no-people'],
    ['nested without end', `{"resourceType":"Patient","x":${'['.repeat(1_000_000)}`, 'fhir-too-large'],
    ['nested just beyond the limit', `{"resourceType":"Patient","x":${'['.repeat(60)}${']'.repeat(60)}}`, 'fhir-too-large'],
    ['more values than anybody means', `{"resourceType":"Patient","x":[${'0,'.repeat(1_000_001)}0]}`, 'fhir-too-large'],
    ['more people than a caseload', `{"resourceType":"Bundle","entry":[${Array.from({ length: 2001 }, () => '{"resource":{"resourceType":"Patient"}}').join(',')}]}`, 'fhir-too-large'],
  ])('[C54] %s is refused in a sentence, before anything is built of it', (_what, text, code) => {
    expect(refused(utf8.encode(text))).toBe(code)
  })

  it('[C54] a file of more than 20 MB, and one that is not UTF-8, are refused', () => {
    expect(refused(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x20))).toBe('fhir-too-large')
    expect(refused(Uint8Array.of(0x7b, 0xff, 0x7d))).toBe('fhir-not-json')
  })

  it('[C54] brackets within a text count for nothing', () => {
    expect(cellsOf(fromJson({ ...zofia, name: [{ family: `\\"${'['.repeat(40)}`, given: ['{'.repeat(70)] }] })).givenName).toBe('{'.repeat(70))
  })

  it('[C55] names that would reach the prototype reach nothing', () => {
    const read = readFhirPeople(
      utf8.encode('{"resourceType":"Patient","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"name":[{"family":"Nowak","given":["Zofia"],"__proto__":{"family":"Evil"}}],"birthDate":"1979-03-02"}'),
      today,
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(cellsOf(read)).toEqual({ familyName: 'Nowak', givenName: 'Zofia', born: '1979-03-02' })
    expect(read.people[0]?.notUsed).toEqual(['“__proto__”', '“constructor”'])
  })

  it('[C55] for all JSON values in a Patient’s place, it reads or refuses in a sentence', () => {
    const keys = ['identifier', 'name', 'gender', 'birthDate', 'deceasedBoolean', 'deceasedDateTime', 'communication', 'generalPractitioner', 'managingOrganization', 'extension', 'contained']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (fields) => {
        const { table } = fromJson({ ...fields, resourceType: 'Patient' })
        expect(preview(table).rows).toHaveLength(1)
      }),
      { numRuns: 500 },
    )
  })
})

it('[C51] a Patient that its own record system has marked as not in use is said to be so', () => {
  const said = fromJson({ ...zofia, active: false }).people.flatMap(({ inDoubt, notUsed }) => [...inDoubt, ...notUsed])
  expect(said.join(' ')).toMatch(/in use|active/)
})

it('[C50] a name or a number whose time ends on a day that is still to come is taken', () => {
  const ending = { period: { end: '2999-01-01' } }
  const [given] = numbered('01').identifier
  const file = fromJson({ ...zofia, name: [{ ...zofia.name[0], ...ending }], identifier: [{ ...given, ...ending }] })
  expect(cellsOf(file)).toMatchObject({ familyName: 'Nowak', nhsNumber: '9990000603' })
})
