/**
 * Where a sealed row stands, as text that is bound to it as associated data: a row that is moved to another table, owner
 * or id, or given another version, does not open.
 */
export interface RowPlace {
  readonly table: string
  /** The person under whose key it is sealed, or `team` for what belongs to nobody in particular. */
  readonly owner: string
  readonly id: string
  readonly version: number
}

/** Owners and tables hold no slash, and the version ends the text, so no two places read alike. */
export const placeText = ({ table, owner, id, version }: RowPlace): string => `mdt-huddle/vault/2/${table}/${owner}/${id}/${version}`

/** The owner of what belongs to the team as a whole. */
export const teamOwner = 'team'

const personDoc = /^person:([0-9a-f]{32})$/

/** Under whose key a document is sealed: a person's document under that person's. */
export const ownerOfDoc = (id: string): string => personDoc.exec(id)?.[1] ?? teamOwner
