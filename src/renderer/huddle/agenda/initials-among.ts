import type { AgendaItem } from '../../../core/model/huddle.ts'

/**
 * Initials as an agenda shows them: numbered where they are several people's, the same person the same on every screen,
 * wherever they are moved. Nothing of anybody is said by it.
 */
export function initialsAmong({ initials, personId }: Pick<AgendaItem, 'initials' | 'personId'>, agenda: readonly Pick<AgendaItem, 'initials' | 'personId'>[]): string {
  const people = [...new Set(agenda.flatMap((each) => (each.initials === initials ? [each.personId] : [])))].toSorted()
  return people.length < 2 ? initials : `${initials} (${people.indexOf(personId) + 1})`
}
