import type * as Y from 'yjs'
import { z } from 'zod'
import { calendarDate, type CalendarDate } from '../model/dates.ts'
import { namedPerson, type NamedPerson } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { standings, waysMade, type Standing, type WayMade } from '../model/formulation.ts'
import { entryId, newId, type EntryId } from '../model/ids.ts'
import { register, type Register } from './register.ts'

const mostAuthors = 60

/** What is said of a formulation beside its text: who made it and how, how sure it is, when the person saw it. */
export interface FormulationFacts {
  readonly made: Register<WayMade>
  readonly standing: Register<Standing>
  readonly sharedOn: Register<CalendarDate>
  /** Who thought it through, the person and those close to them included; by name. */
  authors(): (NamedPerson & { readonly id: EntryId })[]
  addAuthor(author: NamedPerson): void
  removeAuthor(id: EntryId): void
}

export function formulationFacts(doc: Y.Doc, effects: Effects): FormulationFacts {
  const authors = doc.getMap<unknown>('formulation:authors')
  const readAuthors = (): (NamedPerson & { readonly id: EntryId })[] =>
    [...authors.keys()]
      .toSorted()
      .slice(0, mostAuthors)
      .flatMap((key) => {
        const [id, author] = [entryId.safeParse(key), namedPerson.safeParse(authors.get(key))]
        return id.success && author.success ? [{ id: id.data, ...author.data }] : []
      })
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  return {
    made: register(doc.getMap('formulation:made'), z.enum(waysMade), effects),
    standing: register(doc.getMap('formulation:standing'), z.enum(standings), effects),
    sharedOn: register(doc.getMap('formulation:sharedOn'), calendarDate, effects),
    authors: readAuthors,
    addAuthor(author) {
      const there = readAuthors()
      if (there.length >= mostAuthors || there.some(({ name }) => name === author.name)) return
      authors.set(newId(entryId, effects.random), author)
    },
    removeAuthor: (id) => authors.delete(id),
  }
}
