import { z } from 'zod'
import { instant, instantAfter, type Instant } from './dates.ts'
import { sharingAgreement, type Person, type SharingAgreement } from './person.ts'
import { organisationKinds, type OrganisationKind } from './team.ts'

/** What a person has agreed to, and since when it is known to be so; computers that held it before that was noted do not say. */
export const agreementNote = z.strictObject({ agreement: sharingAgreement, since: instant.optional() })
export type AgreementNote = z.infer<typeof agreementNote>

export const agreementOf = ({ agreement, agreementSince }: Pick<Person, 'agreement' | 'agreementSince'>): AgreementNote => ({
  agreement,
  ...(agreementSince && { since: agreementSince }),
})

/** What nobody has noted the time of is earlier than whatever has one. */
export const isLater = (one: Instant | undefined, other: Instant | undefined): boolean => one !== undefined && (other === undefined || one > other)

const kindsOf = (agreement: SharingAgreement): OrganisationKind[] => organisationKinds.filter((kind) => agreement.kind === 'agreed' && agreement.with.includes(kind))
const isSame = (one: SharingAgreement, other: SharingAgreement): boolean => one.kind === other.kind && kindsOf(one).join() === kindsOf(other).join()

/** What both leave open. Where that is nothing, and neither is a refusal, the person is to be asked. */
export function closing(one: SharingAgreement, other: SharingAgreement): SharingAgreement {
  if (JSON.stringify(one) === JSON.stringify(other)) return one
  if (one.kind === 'declined' || other.kind === 'declined') return { kind: 'declined' }
  if (one.kind === 'not-asked' || other.kind === 'not-asked') return { kind: 'not-asked' }
  const both = organisationKinds.filter((kind) => one.with.includes(kind) && other.with.includes(kind))
  return both.length > 0 ? { kind: 'agreed', with: both } : { kind: 'not-asked' }
}

/**
 * What a record comes to that meets what stands in the person's document: a later note closes, and opens nothing, as everybody who
 * has the document can write there.
 */
export function heeding(held: AgreementNote, said: AgreementNote): AgreementNote {
  if (!isLater(said.since, held.since)) return held
  const agreement = closing(held.agreement, said.agreement)
  if (isSame(agreement, held.agreement)) return held
  return isSame(agreement, said.agreement) ? said : { ...held, agreement }
}

/** How far ahead of this computer's clock a note may be made; beyond that one of two clocks is wrong, milliseconds. */
const mostAhead = 5 * 60_000

/**
 * What is held, where a note that is ahead of this computer's clock opens more: what both leave open, noted as just after that
 * one. Else nothing that was noted by a clock that is right could close what one that is wrong has opened. What is held at a
 * time that is ahead itself has been through this, or through a change of it, and stands as it is.
 * @param now by this computer's clock, milliseconds
 */
export function afterOneAhead(held: AgreementNote, said: AgreementNote, now: number): AgreementNote {
  const isAhead = (since: Instant): boolean => Date.parse(since) > now + mostAhead
  if (!held.since || isAhead(held.since) || !said.since || !isAhead(said.since)) return held
  const agreement = closing(held.agreement, said.agreement)
  if (isSame(agreement, said.agreement)) return held
  return { agreement: isSame(agreement, held.agreement) ? held.agreement : agreement, since: instantAfter(Date.parse(held.since), said.since) }
}

/** Of two notes the later one; where neither is, what both leave open. In whatever order several are put together, it comes to the same. */
export function standingNote(one: AgreementNote, other: AgreementNote): AgreementNote {
  if (isLater(one.since, other.since)) return one
  if (isLater(other.since, one.since)) return other
  return { ...one, agreement: closing(one.agreement, other.agreement) }
}
