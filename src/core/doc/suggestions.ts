import * as Y from 'yjs'
import { z } from 'zod'
import { instantOf } from '../model/dates.ts'
import type { NamedPerson } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { entryId, newId, type EntryId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import { suggestionEntry, type Letters, type Proposal, type Suggestion, type SuggestionEntry } from '../model/suggestion.ts'
import { absolutePlace } from './anchors.ts'
import { areWithin, broughtBack, namesOf, standingLetters, takeOut, wordsOf, type Stretch } from './letters.ts'
import { putIn } from './put-in.ts'
import { datedEntries } from './maps.ts'
import { register, type Register } from './register.ts'

/** Suggestions, acceptances and moves on one note at the most: see SPEC.md, C. */
export const mostSuggestionEntries = 2_000

type Kind<K extends SuggestionEntry['kind']> = Extract<SuggestionEntry, { kind: K }>

interface Account {
  readonly entry: Kind<'suggestion'>
  /** Newest first. */
  readonly moves: readonly Kind<'moved'>[]
  /** Oldest first; a second one only until devices that were apart have settled it. */
  readonly accepted: readonly Kind<'accepted'>[]
}

/**
 * Changes to one note that somebody suggests. They stand beside the note and not in it: what is written there is what
 * stands, until somebody accepts.
 */
export interface Suggestions {
  /** In the order of the text; those whose place is gone last. */
  list(): Suggestion[]
  /** What an open suggestion would change, as its letters stand now. */
  proposalOf(id: EntryId): { readonly removes: readonly Stretch[]; readonly place: Proposal['place']; readonly adds: string } | undefined
  /** @throws {ProblemError} `suggestions-full`. */
  suggest(proposal: Proposal, by: NamedPerson): EntryId
  /** Says otherwise what was suggested, while whoever suggested it goes on writing. One that changes nothing is taken back. */
  reword(id: EntryId, proposal: Proposal): void
  withdraw(id: EntryId): void
  /** Makes the change: exactly the letters that it names go, whatever was written between them. */
  accept(id: EntryId, by: string): void
  decline(id: EntryId, by: string): void
  /** Opens one again that was declined. */
  reopen(id: EntryId, by: string): void
  /** Says that the letters were cut out and set in elsewhere; other letters than it names are not taken. */
  move(id: EntryId, removes: Letters, place: Proposal['place']): void
  /** Lets suggestions follow letters that an undo on this device brought back. */
  follow(): void
  /** Where two accepted the same while apart, takes the second one's copy of its words out. Gives the same on every device. */
  settle(): void
  /** Where suggestions and acceptances are kept, for whoever undoes. */
  readonly kept: Y.Map<unknown>
  observe(onChange: () => void): () => void
}

export const openSuggestions = (all: readonly Suggestion[]): Suggestion[] => all.filter(({ settled }) => !settled)

export function suggestionsOn(doc: Y.Doc, name: string, effects: Effects): Suggestions {
  const note = doc.getXmlFragment(name)
  const map = doc.getMap<unknown>(`${name}:suggestions`)

  const entries = () => datedEntries(map, suggestionEntry, mostSuggestionEntries)
  /** Each suggestion with what became of it, oldest first. */
  function accounts(): Account[] {
    const all = entries()
    const about = new Map<EntryId, { moves: Kind<'moved'>[]; accepted: Kind<'accepted'>[] }>()
    for (const each of all) if (each.kind === 'suggestion') about.set(each.id, { moves: [], accepted: [] })
    for (const each of all) {
      if (each.kind === 'moved') about.get(each.to)?.moves.unshift(each)
      if (each.kind === 'accepted') about.get(each.to)?.accepted.push(each)
    }
    return all.flatMap((entry) => (entry.kind === 'suggestion' ? { entry, moves: [], accepted: [], ...about.get(entry.id) } : []))
  }
  const accountOf = (id: EntryId): Account | undefined => accounts().find(({ entry }) => entry.id === id)
  const declines = (id: EntryId): Register<'open' | 'declined'> =>
    register(doc.getMap(`${name}:suggestion:${id}`), z.enum(['open', 'declined']), effects)

  function settledBy({ entry: { id }, accepted: [accepted] }: Account): Suggestion['settled'] {
    if (accepted) return { how: 'accepted', by: accepted.by, at: accepted.at }
    // Declined by one and opened again by another while apart: it is open, so that nobody's point is lost.
    const held = declines(id).read()
    return held.kind === 'one' && held.value === 'declined' ? { how: 'declined', by: held.by, at: held.at } : undefined
  }

  /** Its letters and place by the newest account of them that holds its own letters. */
  function standing({ entry, moves }: Account): { removes: Stretch[]; place: Proposal['place']; at: number } {
    for (const { removes: wanted, place } of [...moves, entry]) {
      const removes = standingLetters(note, wanted)
      const words = wordsOf(removes)
      // Whoever moves a suggestion cannot make it be about other letters than those that somebody suggested to take out.
      if (!areWithin(words, entry.quote)) continue
      const at = absolutePlace(note, place)
      if (words !== '' || (entry.quote === '' && at < Infinity)) return { removes, place, at }
    }
    return { removes: [], place: entry.place, at: absolutePlace(note, entry.place) }
  }

  const clientOf = (key: string): number => {
    const { _map: items } = map
    return items.get(key)?.id.client ?? -1
  }
  function put(entry: SuggestionEntry): void {
    if (map.size >= mostSuggestionEntries && !map.has(entry.id)) throw full()
    map.set(entry.id, suggestionEntry.parse(entry))
  }
  const fresh = () => ({ id: newId(entryId, effects.random), at: instantOf(effects.clock()) })

  function move(id: EntryId, removes: Letters, place: Proposal['place']): void {
    put({ kind: 'moved', ...fresh(), to: id, removes, place })
  }

  return {
    kept: map,
    list: () =>
      accounts()
        .map((each) => ({ each, stands: standing(each) }))
        .toSorted((a, b) => (a.stands.at === b.stands.at ? 0 : a.stands.at - b.stands.at))
        .map(({ each, stands }) => {
          const { id, by, at, quote, adds } = each.entry
          const settled = settledBy(each)
          return { id, by, client: clientOf(id), at, quote, standing: wordsOf(stands.removes), adds: each.accepted[0]?.adds ?? adds, settled }
        }),
    proposalOf(id) {
      const found = accountOf(id)
      if (!found || settledBy(found)) return undefined
      const { removes, place } = standing(found)
      return { removes, place, adds: found.entry.adds }
    },
    suggest(proposal, by) {
      const own = fresh()
      put({ kind: 'suggestion', ...own, by, ...proposal })
      return own.id
    },
    reword(id, proposal) {
      const found = accountOf(id)
      if (!found) return
      if (proposal.adds === '' && proposal.removes.length === 0) map.delete(id)
      else put({ ...found.entry, ...proposal })
    },
    withdraw: (id) => map.delete(id),
    accept: (id, by) =>
      doc.transact(() => {
        const found = accountOf(id)
        if (!found || settledBy(found)) return
        const { adds } = found.entry
        const { removes, place } = standing(found)
        // In first, so that its place is still beside the letters that go.
        const added = namesOf(putIn(note, place, adds))
        takeOut(standingLetters(note, namesOf(removes)))
        put({ kind: 'accepted', ...fresh(), to: id, by, adds, added })
      }),
    decline: (id, by) => declines(id).write('declined', by),
    reopen: (id, by) => declines(id).write('open', by),
    move,
    follow() {
      for (const each of accounts()) {
        if (settledBy(each)) continue
        const { id, removes, quote, place } = each.entry
        const back = standingLetters(note, broughtBack(doc, removes))
        if (wordsOf(back).length > wordsOf(standing(each).removes).length && areWithin(wordsOf(back), quote)) move(id, namesOf(back), place)
      }
    },
    settle() {
      const second = accounts().flatMap(({ accepted }) => accepted.slice(1))
      if (second.length === 0) return
      doc.transact(() => {
        for (const { id, added } of second) {
          takeOut(standingLetters(note, added))
          map.delete(id)
        }
      })
    },
    observe(onChange) {
      doc.on('update', onChange)
      return () => doc.off('update', onChange)
    },
  }
}

function full(): ProblemError {
  return new ProblemError({
    code: 'suggestions-full',
    happened: `This note holds as many suggestions as it can (${mostSuggestionEntries.toLocaleString('en-GB')}, and what became of them).`,
    kept: 'Every suggestion that is there stays; the text is as it was.',
    todo: 'Turn “Suggest” off and write it into the note itself.',
  })
}
