import type { AuditEntry, auditKinds } from './audit.ts'
import { writeCsv } from './caseload-csv.ts'
import { clinicalDateTime, dayOf, type CalendarDate } from './dates.ts'
import { answersTo, type FiledOutcome } from './filed-outcome.ts'
import type { DeviceId, PersonId } from './ids.ts'

export type AuditKind = (typeof auditKinds)[number]

/**
 * Who looked at, changed, signed or sent what, newest first: this device's own audit, and what colleagues answered on
 * theirs to the outcomes that this device holds, late answers included.
 */
export function trailOf(audit: readonly AuditEntry[], outcomes: readonly FiledOutcome[], mine: DeviceId): AuditEntry[] {
  const ofOthers = outcomes.flatMap((filed) =>
    answersTo(filed).flatMap((answer): AuditEntry[] => {
      if (answer.card.device === mine) return []
      const { at, card } = answer
      const { outcome } = filed
      const detail = answer.kind === 'signed' ? `Signed the outcome of ${outcome.huddle.title}` : `Declined to sign the outcome of ${outcome.huddle.title}: ${answer.because}`
      return [{ at, by: card.name, kind: answer.kind === 'signed' ? 'signed' : 'refused', person: outcome.person.id, detail }]
    }),
  )
  return [...audit, ...ofOthers].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

export interface TrailFilter {
  readonly person?: PersonId | undefined
  readonly by?: string | undefined
  readonly kind?: AuditKind | undefined
  /** The first and the last day that count, on this device's clock. */
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
}

export function filterTrail(trail: readonly AuditEntry[], { person, by, kind, from, until }: TrailFilter): AuditEntry[] {
  return trail.filter((entry) => {
    const day = from || until ? dayOf(Date.parse(entry.at)) : undefined
    return (
      (person === undefined || entry.person === person) &&
      (by === undefined || entry.by === by) &&
      (kind === undefined || entry.kind === kind) &&
      (day === undefined || ((from === undefined || day >= from) && (until === undefined || day <= until)))
    )
  })
}

/** `Viewed`, `Without agreement`. */
export function kindInWords(kind: AuditKind): string {
  const words = kind.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

export const trailHeadings = ['When', 'Who', 'What', 'Person', 'In words'] as const

/** @param nameOf how a person is called here; an empty text where nobody knows them any more. */
export function trailCsv(trail: readonly AuditEntry[], nameOf: (person: PersonId) => string): string {
  return writeCsv([trailHeadings, ...trail.map(({ at, by, kind, person, detail }) => [clinicalDateTime(at), by, kindInWords(kind), person ? nameOf(person) : '', detail])])
}
