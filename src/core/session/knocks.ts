import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { maySee, type SharingAgreement } from '../model/person.ts'
import type { PersonId } from '../model/ids.ts'
import type { StaffCard } from '../model/team.ts'
import type { FrontDoor } from './front-door.ts'
import type { Knocks } from './live-huddle.ts'

/**
 * Who waits at the door, and what they would see if they were let in.
 * @param agreementOf what somebody has agreed to, where this device knows it
 */
export function knockDesk(door: FrontDoor, huddle: HuddleDoc, agreementOf: (person: PersonId) => SharingAgreement | undefined): Knocks {
  function opens(person: PersonId, card: StaffCard): 'yes' | 'no' | 'unknown' {
    const [agreement, about] = [agreementOf(person), huddle.about()]
    if (!agreement || !about) return 'unknown'
    return maySee(agreement, card.organisationKind, about.team.holder) ? 'yes' : 'no'
  }
  return {
    waiting: door.knocks,
    keeper: door.keeper,
    describe(card) {
      const agenda = huddle.agenda()
      const initials = (open: ReturnType<typeof opens>): string[] => agenda.filter(({ personId }) => opens(personId, card) === open).map((item) => item.initials)
      return { card, sees: initials('yes'), seesNot: initials('no'), unsure: initials('unknown') }
    },
    admit: door.admit,
    decline: door.decline,
  }
}
