import { readGuardedJson } from '../../../model/guarded-json.ts'
import { ProblemError } from '../../../model/problem.ts'

/** Bytes, folders within one another, and values in all, of a FHIR file: see SPEC.md, C. */
export const fhirLimits = { bytes: 20 * 1024 * 1024, depth: 60, values: 1_000_000, people: 2_000 } as const

/** The JSON value of a file that may hold people. @throws {ProblemError} `fhir-too-large`, `fhir-not-json`. */
export const readFhirJson = (bytes: Uint8Array): unknown => readGuardedJson(bytes, fhirLimits, { tooLarge, notJson })

const kept = 'Nothing was imported, and your caseload is as it was.'

export const tooLarge = (): ProblemError =>
  new ProblemError({
    code: 'fhir-too-large',
    happened: 'This file is larger, or nested more deeply, than a FHIR file of people can be: 20 MB, 2,000 people, 1,000,000 values, 60 levels.',
    kept,
    todo: 'Check that it is the right file, or ask for the people in several files.',
  })

const notJson = (cause: unknown): ProblemError =>
  new ProblemError(
    { code: 'fhir-not-json', happened: 'This file begins like JSON and is not whole: it cannot be read to its end.', kept, todo: 'Make the extract again, and choose the new file.' },
    { cause },
  )

export const notFhir = (happened: string): ProblemError =>
  new ProblemError({ code: 'fhir-no-people', happened, kept, todo: 'Choose a file that holds a FHIR R4 Bundle or Patient in JSON.' })
