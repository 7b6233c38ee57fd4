import type { AuditEntry } from '../model/audit.ts'
import { dayOf, instantOf, type CalendarDate } from '../model/dates.ts'
import type { OutcomeId, PersonId } from '../model/ids.ts'
import type { Person } from '../model/person.ts'
import { ProblemError } from '../model/problem.ts'
import { retentionFacts, retentionOf, type Retention, type RetentionFacts } from '../model/retention.ts'
import { trailOf, type AuditKind } from '../model/trail.ts'
import type { DeskParts } from './desk-parts.ts'
import type { AccessFile, AccessGiven, AccessPreview } from './subject-access.ts'
import { timelineOf } from './timeline-of.ts'

/** What is done at a desk about what is held: who saw it, how long it is kept. Every look is noted in the audit. */
export interface RecordDesk {
  /** Notes in the audit that this person's page was opened. */
  viewPerson(id: PersonId): Promise<void>
  viewOutcome(id: OutcomeId): Promise<void>
  /** Who saw, changed, signed and sent what, newest first; of one person where one is given. Reading it is itself noted. */
  readTrail(person?: PersonId): Promise<readonly AuditEntry[]>
  /** The same as a FHIR R4 Bundle of AuditEvents, JSON in UTF-8. @param nameOf as for `trailCsv`. */
  trailAsFhir(trail: readonly AuditEntry[], nameOf: (person: PersonId) => string): Promise<Uint8Array>
  /** How long what is held of this person has to be kept, and why; undefined for somebody who is not on the caseload. */
  retention(id: PersonId): Promise<Retention | undefined>
  /** Everything held about this person, laid out for review. @throws {ProblemError} `person-unknown`. */
  previewAccess(id: PersonId): Promise<AccessPreview>
  /** Notes in the record that it leaves, then gives the zip. @throws {ProblemError} whatever keeps it from being noted. */
  makeAccessPackage(preview: AccessPreview, given: AccessGiven): Promise<AccessFile>
  /** Nothing of this person may be erased until the hold is lifted. @throws {ProblemError} `reason-missing`. */
  setLegalHold(id: PersonId, because: string): Promise<void>
  /** @throws {ProblemError} `reason-missing`. */
  liftLegalHold(id: PersonId, because: string): Promise<void>
}

export function recordDesk(parts: DeskParts): RecordDesk {
  const { vault, profile, effects, refresh } = parts
  const by = (): string => profile.get().card.name
  const today = (): CalendarDate => dayOf(effects.clock())

  async function note(kind: AuditKind, detail: string, person?: PersonId): Promise<void> {
    await vault.audit.add({ at: instantOf(effects.clock()), by: by(), kind, detail: detail.slice(0, 500), ...(person && { person }) })
  }

  const desk: RecordDesk = {
    viewPerson: (id) => note('viewed', 'Opened the person’s page', id),
    async viewOutcome(id) {
      const found = await vault.outcomes.get(id)
      if (found) await note('viewed', `Opened the outcome of ${found.outcome.huddle.title}`, found.outcome.person.id)
    },
    async readTrail(person) {
      await note('viewed', person ? 'Opened the list of who saw and changed what' : 'Opened the team’s list of who saw and changed what', person)
      const trail = trailOf(await vault.audit.all(), await vault.outcomes.all(), profile.get().card.device)
      return person ? trail.filter((entry) => entry.person === person) : trail
    },
    async trailAsFhir(trail, nameOf) {
      const [{ auditBundle }, { canonicalBytes }] = await Promise.all([import('../record/fhir/audit-events.ts'), import('../record/canonical.ts')])
      return canonicalBytes(await auditBundle({ trail, team: profile.get().team, nameOf, at: instantOf(effects.clock()) }))
    },
    async retention(id) {
      const person = await vault.people.get(id)
      return person && retentionOf(await factsOf(parts, person), today())
    },
    async setLegalHold(id, because) {
      const reason = reasonIn(because)
      const legalHold = { since: instantOf(effects.clock()), by: by(), because: reason }
      const held = await vault.people.change([id], (person) => person && { ...person, legalHold })
      if (held.length === 0) return
      await note('changed', `Set a legal hold: ${reason}`, id)
      await refresh()
    },
    async liftLegalHold(id, because) {
      const reason = reasonIn(because)
      const holdLiftedAt = instantOf(effects.clock())
      const freed = await vault.people.change([id], (person) => {
        if (!person) return undefined
        const { legalHold: _lifted, ...free } = person
        return { ...free, holdLiftedAt }
      })
      if (freed.length === 0) return
      await note('changed', `Lifted the legal hold: ${reason}`, id)
      await refresh()
    },
    // What these need is loaded with the first package.
    previewAccess: async (id) => (await import('./subject-access.ts')).previewAccess(parts, desk, id),
    makeAccessPackage: async (preview, given) => (await import('./subject-access.ts')).makeAccessPackage(parts, preview, given),
  }
  return desk
}

/** What the retention rule asks of this person, from all that this device knows. */
export async function factsOf({ vault, effects, actionsOf }: DeskParts, person: Person): Promise<RetentionFacts> {
  const days = (await timelineOf(vault, person.id, effects)).flatMap(({ on, kind }) => (kind === 'review-due' ? [] : [on]))
  const acted = actionsOf(person.id).map(({ updatedAt }) => dayOf(Date.parse(updatedAt)))
  return retentionFacts(person, [...days, ...acted])
}

function reasonIn(because: string): string {
  const reason = because.trim().slice(0, 1000)
  if (reason) return reason
  throw new ProblemError({
    code: 'reason-missing',
    happened: 'A legal hold is set and lifted with a reason only.',
    kept: 'Nothing was changed.',
    todo: 'Say in a few words why, then save again.',
  })
}
