import type { NamedPerson } from '../../../core/model/decision.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { deviceName } from '../../team/team-words.ts'

/** Whether two names are read as one, whatever their capitals. */
export const isSameName = (one: string, other: string): boolean => one.localeCompare(other, 'en-GB', { sensitivity: 'accent' }) === 0

/** What stands below a name that a field offers: role and organisation, and the device of two whom these do not tell apart. */
export function besidesName({ name, role, device }: NamedPerson, here: readonly StaffCard[]): string {
  const card = here.find((each) => each.device === device)
  if (!card) return role
  const alike = here.filter((other) => isSameName(other.name, name) && other.role === card.role && other.organisation === card.organisation)
  return [role, card.organisation, ...(alike.length > 1 ? [`device ${deviceName(card.device)}`] : [])].join(', ')
}

/** A name where several stand side by side: with what else is known of them where two are the same. */
export function nameAmong(person: NamedPerson, several: readonly NamedPerson[], here: readonly StaffCard[]): string {
  if (several.filter(({ name }) => isSameName(name, person.name)).length < 2) return person.name
  const gone = person.device ? `device ${deviceName(person.device)}` : 'as typed'
  return `${person.name} (${besidesName(person, here) || gone})`
}
