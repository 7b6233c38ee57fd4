import { z } from 'zod'
import type { FhirAnswer } from '../core/model/fhir-answer.ts'

/** What came back over HTTP; `body` is undefined where it was longer than is read. */
export interface RawAnswer {
  readonly status: number
  readonly location: string
  readonly etag: string
  readonly retryAfter: string
  readonly body: string | undefined
}

const operationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.object({
        severity: z.string().optional(),
        code: z.string().optional(),
        diagnostics: z.string().optional(),
        details: z.object({ text: z.string().optional() }).optional(),
        expression: z.array(z.string()).optional(),
      }),
    )
    .min(1),
})
const identified = z.object({ resourceType: z.literal('Bundle'), identifier: z.object({ value: z.string().max(500) }) })

/** Whether a body is the document of this identifier: undefined where it is no document at all. */
export function isDocument(body: string | undefined, identifier: string): boolean | undefined {
  const read = identified.safeParse(jsonIn(body))
  return read.success ? read.data.identifier.value === identifier : undefined
}

/** @param seen whether what is kept there is another document; else it could not be seen */
export const noReceipt = (seen: boolean): FhirAnswer => ({
  kind: 'refused',
  said: [
    seen
      ? 'It says that it holds this document already, and what it holds there is another one. Whoever looks after the server should know that it does not search by identifier.'
      : 'It says that it holds this document already, and does not let that be read, so this is no receipt.',
  ],
})

const keptBundle = z.object({ resourceType: z.literal('Bundle'), id: z.string().min(1).max(64) })

/** Reads what a server said to a conditional create by the rules of R4 (http.html#create, #ccreate). @param now milliseconds */
export function readFhirAnswer(answer: RawAnswer, now: number): FhirAnswer {
  const { status } = answer
  if (status === 200 || status === 201) return received(answer)
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const because = issuesIn(answer.body)
    return {
      kind: 'later',
      said: bounded([statusWords[status] ?? `The server could not take it just now (${status}).`, ...because].join(' '), 2000),
      afterSeconds: secondsIn(answer.retryAfter, now),
    }
  }
  const said = issuesIn(answer.body)
  const opening = statusWords[status] ?? (status >= 300 && status < 400 ? 'It sends documents on to another address, and this one is not followed there.' : `It refused the document (${status}).`)
  return { kind: 'refused', said: [opening, ...said].slice(0, 20) }
}

/** A success counts only where a FHIR server speaks: a sign-in page that answers 200 has kept nothing. */
function received({ status, location, etag, body }: RawAnswer): FhirAnswer {
  const kept = keptBundle.safeParse(jsonIn(body))
  const where = location || (kept.success ? `Bundle/${kept.data.id}` : '')
  if (!where) return { kind: 'refused', said: ['It answered, but not as a FHIR server does: it did not say where it keeps the document. Check its address.'] }
  return { kind: 'received', location: bounded(where, 2000), etag: bounded(etag, 500), hadIt: status === 200 }
}

const statusWords: Readonly<Record<number, string>> = {
  400: 'It found the document malformed.',
  401: 'It does not accept the token.',
  403: 'It knows the token, and does not let it send documents.',
  404: 'There is no place for documents at that address.',
  405: 'It takes no documents at that address.',
  409: 'It holds something that conflicts with this document.',
  410: 'The place for documents at that address is gone.',
  412: 'It holds this document more than once already, so it cannot tell which one is meant.',
  413: 'The document is larger than it takes.',
  415: 'It does not take FHIR JSON.',
  422: 'It could read the document, and its rules refuse it.',
  429: 'The server asks to wait: too much was sent to it.',
  503: 'The server is not working just now.',
}

/** Each issue as a sentence: what the server says, and where in the document. */
function issuesIn(body: string | undefined): string[] {
  const outcome = operationOutcome.safeParse(jsonIn(body))
  if (!outcome.success) return []
  return outcome.data.issue.slice(0, 19).map(({ severity, code, diagnostics, details, expression }) => {
    const words = plain(details?.text || diagnostics || code || 'no reason given').replace(/\.$/, '')
    const where = expression?.[0] ? ` (at ${plain(expression[0])})` : ''
    return bounded(`${severity === 'warning' || severity === 'information' ? 'It notes' : 'It says'}: ${words}${where}.`, 1000)
  })
}

function jsonIn(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '')
  } catch {
    return undefined
  }
}

/** Seconds, or a date; a day at most, and nothing where it cannot be read. */
function secondsIn(retryAfter: string, now: number): number {
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - now) / 1000)
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, seconds)) : 0
}

const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
const bounded = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
