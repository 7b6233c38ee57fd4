import type { PersonId } from '../../core/model/ids.ts'

/** Who is chosen once `ids` are those ticked among the people shown: whoever is not shown stays as they were. */
export function stillChosen(chosen: ReadonlySet<PersonId>, shown: readonly { readonly id: PersonId }[], ids: ReadonlySet<unknown>): ReadonlySet<PersonId> {
  const here = new Set(shown.map(({ id }) => id))
  return new Set([...chosen].filter((id) => !here.has(id)).concat([...here].filter((id) => ids.has(id))))
}
