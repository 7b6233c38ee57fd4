import type { Knock } from '../../../core/session/live-huddle.ts'
import { listed } from '../live/words.ts'

/** What somebody would see once they are in, and whose discussion stays closed to them. */
export function wouldSeeInWords({ card, sees, seesNot, unsure }: Knock): string {
  const always = 'They would see who is here and the agenda in initials'
  const discussions = sees.length === 0 ? (unsure.length === 0 ? ', and no discussion' : '') : `, and the discussion of ${listed(sees)}`
  const closed = seesNot.length === 0 ? '' : ` Not of ${listed(seesNot)}: no agreement to share with ${card.organisationKind}.`
  const open = unsure.length === 0 ? '' : ` ${listed(unsure)}: as each has agreed, which the computer that holds their record knows.`
  // Initials end in a stop of their own.
  return `${`${always}${discussions}`.replace(/\.$/, '')}.${closed}${open}`
}
