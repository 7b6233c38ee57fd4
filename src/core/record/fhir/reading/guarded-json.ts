import { ProblemError } from '../../../model/problem.ts'

/** Bytes, folders within one another, and values in all, of a FHIR file: see SPEC.md, C. */
export const fhirLimits = { bytes: 20 * 1024 * 1024, depth: 60, values: 1_000_000, people: 2_000 } as const

/**
 * The JSON value of a file that somebody else made. How deep and how large it is is counted before anything is built of it.
 *
 * @throws {ProblemError} `fhir-too-large`, `fhir-not-json`.
 */
export function readGuardedJson(bytes: Uint8Array): unknown {
  if (bytes.length > fhirLimits.bytes) throw tooLarge()
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw notJson(error)
  }
  measure(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notJson(error)
  }
}

/** Counts brackets and commas outside of texts. @throws {ProblemError} `fhir-too-large`. */
function measure(text: string): void {
  let depth = 0
  let values = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charCodeAt(at)
    if (quoted) {
      if (mark === backslash) at += 1
      else if (mark === quote) quoted = false
    } else if (mark === quote) quoted = true
    else if (mark === openBrace || mark === openBracket) {
      depth += 1
      values += 1
    } else if (mark === closeBrace || mark === closeBracket) depth -= 1
    else if (mark === comma) values += 1
    if (depth > fhirLimits.depth || values > fhirLimits.values) throw tooLarge()
  }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

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
