import type { PersonId } from '../../../core/model/ids.ts'
import { bannerName, personInitials, type PersonIdentity } from '../../../core/model/person.ts'

/** How the trail names people: a private screen shows initials, what is saved to a file has the whole name. */
export function trailNames(people: ReadonlyMap<PersonId, PersonIdentity>, privately: boolean) {
  const by = (name: (person: PersonIdentity) => string) => (id: PersonId): string => {
    const known = people.get(id)
    return known ? name(known) : 'Somebody no longer held here'
  }
  return { onScreen: by(privately ? personInitials : bannerName), inFile: by(bannerName) }
}
