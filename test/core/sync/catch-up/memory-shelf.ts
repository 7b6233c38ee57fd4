import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { PersonId } from '../../../../src/core/model/ids.ts'
import type { OrganisationKind, StaffCard } from '../../../../src/core/model/team.ts'
import type { Shelf } from '../../../../src/core/sync/catch-up/shelf.ts'
import { holdingOf } from '../../../../src/core/sync/held-state.ts'

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Who may see each person, by kind of organisation; where nobody is named, nobody has said anything yet. */
export type Agreements = ReadonlyMap<PersonId, readonly OrganisationKind[]>

export interface MemoryShelf extends Shelf {
  doc(person: PersonId): Y.Doc
  addPaper(person: PersonId, text: string): void
  erase(person: PersonId): void
  /** Everybody of whom anything is here. */
  people(): PersonId[]
  paperTexts(person: PersonId): string[]
}

/** A device's holdings in this process's memory, under the same rules as the vault's. */
export function memoryShelf(mine: StaffCard, agreements: Agreements, asksWhoMay = true): MemoryShelf {
  const docs = new Map<PersonId, Y.Doc>()
  const papers = new Map<PersonId, Set<string>>()
  const erased = new Set<PersonId>()
  const watchers = new Set<() => void>()
  const changed = (): void => watchers.forEach((each) => each())

  const people = (): PersonId[] => [...new Set([...docs.keys(), ...papers.keys()])]
  const mayHold = (person: PersonId, { organisationKind }: StaffCard): boolean => !asksWhoMay || (agreements.get(person)?.includes(organisationKind) ?? false)
  const both = (person: PersonId, by: StaffCard): boolean => !erased.has(person) && mayHold(person, mine) && mayHold(person, by)
  function doc(person: PersonId): Y.Doc {
    const known = docs.get(person)
    if (known) return known
    const made = new Y.Doc()
    made.on('update', changed)
    docs.set(person, made)
    return made
  }
  const paperTexts = (person: PersonId): string[] => [...(papers.get(person) ?? [])].toSorted()

  return {
    doc,
    people,
    paperTexts,
    addPaper(person, text) {
      doc(person)
      papers.set(person, new Set([...paperTexts(person), text]))
      changed()
    },
    erase(person) {
      erased.add(person)
      docs.delete(person)
      papers.delete(person)
    },
    held: async (by) => people().flatMap((person) => (both(person, by) ? [{ person, digest: digestOf(JSON.stringify([holdingOf(doc(person)), paperTexts(person)])) }] : [])),
    closed: async (to) => [...erased, ...people().filter((person) => !both(person, to))],
    may: async (person, by) => both(person, by),
    papers: async (person) => paperTexts(person).map((text) => ({ digest: digestOf(text), text })),
    async take(person, texts, from) {
      const known = paperTexts(person)
      const fresh = texts.filter((text) => !known.includes(text))
      const sound = fresh.filter((text) => !text.startsWith('damaged'))
      if (sound.length > 0) {
        papers.set(person, new Set([...known, ...sound]))
        changed()
      }
      return { papers: sound.length, outcomes: sound.length, amiss: fresh.filter((text) => !sound.includes(text)).map((text) => `${text} from ${from.name}`) }
    },
    open: async (person) => ({ doc: doc(person), live: false, release: async () => undefined }),
    nameOf: async () => 'D. O.',
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
  }
}
