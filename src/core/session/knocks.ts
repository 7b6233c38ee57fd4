import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { maySee, type Person } from '../model/person.ts'
import type { StaffCard } from '../model/team.ts'
import type { FrontDoor } from './front-door.ts'
import type { Knocks } from './live-huddle.ts'

/** Who waits at the door, and what they would see if they were let in. */
export function knockDesk(door: FrontDoor, huddle: HuddleDoc, people: () => readonly Person[]): Knocks {
  function mayOpen(personId: string, card: StaffCard): boolean {
    const person = people().find(({ id }) => id === personId)
    const about = huddle.about()
    return person !== undefined && about !== undefined && maySee(person.agreement, card.organisationKind, about.team.holder)
  }
  return {
    waiting: door.knocks,
    keeper: door.keeper,
    describe(card) {
      const agenda = huddle.agenda()
      const initials = (open: boolean): string[] => agenda.filter(({ personId }) => mayOpen(personId, card) === open).map((item) => item.initials)
      return { card, sees: initials(true), seesNot: initials(false) }
    },
    admit: door.admit,
    decline: door.decline,
  }
}
