import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { placeAfter } from '../../../src/core/doc/anchors.ts'
import { lettersBetween, namesOf, wordsOf } from '../../../src/core/doc/letters.ts'
import { mostSuggestionEntries, openSuggestions, suggestionsOn } from '../../../src/core/doc/suggestions.ts'
import { entryId } from '../../../src/core/model/ids.ts'
import { longestSuggestion, type Proposal, type Suggestion } from '../../../src/core/model/suggestion.ts'
import { meet, noteSeats, paragraph } from './docs.ts'

const nadia = { name: 'Nadia Clegg', role: 'Mental health nurse' }
const sam = { name: 'Sam Wood', role: 'Social worker' }

const seats = (count: number) =>
  noteSeats(count, (doc, effects) => suggestionsOn(doc, 'formulation', effects)).map(({ beside: suggestions, ...seat }) => {
    const instead = (from: number, length: number, adds: string, at = 0): Proposal => {
      const type = seat.paragraphAt(at)
      const removes = lettersBetween(seat.note, { type, index: from }, { type, index: from + length })
      return { removes: namesOf(removes), quote: wordsOf(removes), place: placeAfter({ type, index: from + length }), adds }
    }
    return {
      ...seat,
      suggestions,
      instead,
      /** Suggests other words in the place of these. */
      reword: (words: string, adds: string) => suggestions.suggest(instead(String(seat.paragraphAt(0).toJSON()).indexOf(words), words.length, adds), nadia),
    }
  })

function pair(text = 'Lost the flat in spring.') {
  const [one, other] = seats(2)
  if (!one || !other) throw new Error('two seats')
  one.note.push([paragraph(text)])
  meet(one.doc, other.doc)
  return { one, other }
}

describe('suggestions on a note', () => {
  it('[C150] what is suggested changes nothing of what stands until somebody accepts it; who made it and who settled it are kept', () => {
    const { one, other } = pair()
    const id = one.reword('the flat', 'the room')
    meet(one.doc, other.doc)
    expect([one.read(), other.read()]).toEqual(['Lost the flat in spring.', 'Lost the flat in spring.'])
    expect(other.suggestions.list()).toMatchObject([{ by: nadia, client: one.doc.clientID, quote: 'the flat', standing: 'the flat', adds: 'the room', settled: undefined }])
    other.suggestions.accept(id, 'Sam Wood')
    meet(one.doc, other.doc)
    expect([one.read(), other.read()]).toEqual(['Lost the room in spring.', 'Lost the room in spring.'])
    expect(one.suggestions.list()).toMatchObject([{ by: nadia, adds: 'the room', quote: 'the flat', settled: { how: 'accepted', by: 'Sam Wood' } }])
    one.suggestions.accept(id, 'Nadia Clegg')
    expect(one.read()).toBe('Lost the room in spring.')
  })

  it('[C150] one that is declined changes nothing and can be opened again; accepted by one and declined by another while apart, it is accepted', () => {
    const { one, other } = pair()
    const id = one.reword('in spring', '')
    one.suggestions.decline(id, 'Nadia Clegg')
    expect(one.suggestions.list()).toMatchObject([{ settled: { how: 'declined', by: 'Nadia Clegg' } }])
    one.suggestions.accept(id, 'Nadia Clegg')
    expect(one.read()).toBe('Lost the flat in spring.')
    one.suggestions.reopen(id, 'Nadia Clegg')
    meet(one.doc, other.doc)
    expect(openSuggestions(other.suggestions.list())).toHaveLength(1)
    one.suggestions.decline(id, 'Nadia Clegg')
    other.suggestions.accept(id, 'Sam Wood')
    meet(one.doc, other.doc)
    for (const { suggestions, read } of [one, other]) {
      expect(read()).toBe('Lost the flat .')
      expect(suggestions.list()).toMatchObject([{ settled: { how: 'accepted', by: 'Sam Wood' } }])
    }
  })

  it('[C151] accepting takes out exactly the letters that were suggested: what was written among them meanwhile stays', () => {
    const { one, other } = pair()
    const id = one.reword('the flat in', '')
    other.paragraphAt(0).insert(9, 'rented ')
    meet(one.doc, other.doc)
    one.suggestions.accept(id, 'Nadia Clegg')
    meet(one.doc, other.doc)
    expect(other.read()).toBe('Lost rented  spring.')
  })

  it('[C151] accepted by two while apart, its words are in the text once, whoever settles it', () => {
    const { one, other } = pair()
    const id = one.reword('the flat', 'the room')
    meet(one.doc, other.doc)
    one.suggestions.accept(id, 'Nadia Clegg')
    other.suggestions.accept(id, 'Sam Wood')
    meet(one.doc, other.doc)
    other.suggestions.settle()
    one.suggestions.settle()
    meet(one.doc, other.doc)
    for (const { suggestions, read } of [one, other]) {
      expect(read()).toBe('Lost the room in spring.')
      expect(suggestions.list()).toMatchObject([{ settled: { how: 'accepted', by: 'Nadia Clegg' } }])
    }
  })

  it('[C151] words whose place is gone are put in at the end, further lines as paragraphs of their own, and none is lost', () => {
    const { one } = pair()
    // What could be undone is kept by Yjs where it was, and is not a place any more either.
    const undo = new Y.UndoManager(one.note)
    one.note.push([paragraph('Two moves since.')])
    const lost = one.suggestions.suggest(one.instead(3, 0, ' hard', 1), nadia)
    const after = one.suggestions.suggest(one.instead(24, 0, ' Alone.\nThen ill.\n'), nadia)
    one.note.delete(1, 1)
    one.suggestions.accept(lost, 'Nadia Clegg')
    one.suggestions.accept(after, 'Nadia Clegg')
    expect(one.read()).toBe('Lost the flat in spring. Alone.\nThen ill.\n\n hard')
    undo.destroy()
  })

  it('[C151] where a paragraph was gone on with, further lines are put in as one; an empty paragraph takes words as well', () => {
    const { one } = pair('')
    const empty = one.note.get(0) as Y.XmlElement
    empty.delete(0, 1)
    const id = one.suggestions.suggest({ removes: [], quote: '', place: placeAfter({ type: empty, index: 0 }), adds: 'Begun.' }, nadia)
    one.suggestions.accept(id, 'Nadia Clegg')
    expect(one.read()).toBe('Begun.')
    const lines = one.suggestions.suggest(one.instead(5, 0, ' well\nand soon'), nadia)
    one.suggestions.accept(lines, 'Nadia Clegg')
    expect(one.read()).toBe('Begun well and soon.')
  })

  it('[C152] letters that are set in elsewhere take their suggestion along, and nobody makes it about other letters', () => {
    const { one } = pair()
    const id = one.reword('in spring', 'in autumn')
    one.paragraphAt(0).delete(13, 11)
    expect(one.suggestions.list()).toMatchObject([{ standing: '', quote: 'in spring' }])
    one.note.push([paragraph('in spring.')])
    const { removes, place } = one.instead(0, 9, '', 1)
    one.suggestions.move(id, one.instead(0, 4, '').removes, place)
    expect(one.suggestions.list()).toMatchObject([{ standing: '' }])
    one.suggestions.move(id, removes, place)
    expect(one.suggestions.list()).toMatchObject([{ standing: 'in spring' }])
    one.suggestions.accept(id, 'Nadia Clegg')
    expect(one.read()).toBe('Lost the flat\nin autumn.')
  })

  it('[C153] undo takes back one’s own acceptance and nobody else’s words, and the suggestion is open again everywhere', () => {
    const { one, other } = pair()
    const undo = new Y.UndoManager([one.note, one.suggestions.kept], { trackedOrigins: new Set(['mine']), captureTimeout: 0 })
    const id = other.reword('the flat', 'the room')
    meet(one.doc, other.doc)
    one.doc.transact(() => one.suggestions.accept(id, 'Sam Wood'), 'mine')
    meet(one.doc, other.doc)
    other.paragraphAt(0).insert(0, 'They: ')
    meet(one.doc, other.doc)
    undo.undo()
    one.suggestions.follow()
    meet(one.doc, other.doc)
    for (const { suggestions, read } of [one, other]) {
      expect(read()).toBe('They: Lost the flat in spring.')
      expect(suggestions.list()).toMatchObject([{ standing: 'the flat', settled: undefined }])
    }
    other.suggestions.accept(id, 'Nadia Clegg')
    expect(other.read()).toBe('They: Lost the room in spring.')
  })

  it('[C154] for all interleavings, accepting and declining converge, and no accepted or unsuggested letter is lost or doubled', () => {
    const stretch = { at: fc.nat(2), where: fc.nat(30) }
    const length = fc.integer({ min: 1, max: 8 })
    const step = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), ...stretch }),
      fc.record({ kind: fc.constant('delete' as const), ...stretch, length }),
      fc.record({ kind: fc.constant('suggest' as const), ...stretch, length: fc.nat(6), adds: fc.nat(3) }),
      fc.record({ kind: fc.constant('answer' as const), at: fc.nat(2), which: fc.nat(5), how: fc.constantFrom('accept', 'accept', 'decline', 'reopen') }),
      fc.record({ kind: fc.constantFrom('meet' as const, 'both accept' as const), at: fc.nat(2), to: fc.nat(2), which: fc.nat(5) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = seats(3)
        const [first] = all
        const written = new Set('abcdefghijklmnopqrstuvwxyz')
        first?.note.push([paragraph([...written].join(''))])
        for (const each of all) if (first && each !== first) meet(first.doc, each.doc)
        let letter = 0x4e00
        const suggested = new Map<string, string>()
        const accepted = new Set<string>()
        const gone = new Set<string>()
        const next = () => String.fromCodePoint((letter += 1))
        for (const each of steps) {
          const seat = all[each.at]
          if (!seat) continue
          const text = seat.paragraphAt(0)
          const from = 'where' in each && text.length > 0 ? each.where % text.length : 0
          const some = 'length' in each ? Math.min(each.length, text.length - from) : 0
          if (each.kind === 'type') {
            const typed = next()
            written.add(typed)
            text.insert('where' in each ? each.where % (text.length + 1) : 0, typed)
          }
          if (each.kind === 'delete') {
            for (const one of String(text.toJSON()).slice(from, from + some)) gone.add(one)
            text.delete(from, some)
          }
          if (each.kind === 'suggest') {
            const adds = Array.from({ length: each.adds }, next).join('')
            suggested.set(seat.suggestions.suggest(seat.instead(from, some, adds), nadia), adds)
          }
          const accept = ({ suggestions }: typeof seat, chosen: Suggestion | undefined): void => {
            if (!chosen || chosen.settled) return
            accepted.add(chosen.id)
            for (const taken of chosen.standing) gone.add(taken)
            suggestions.accept(chosen.id, 'Sam Wood')
          }
          const one = each.kind === 'answer' ? seat.suggestions.list()[each.which] : undefined
          if (one && each.kind === 'answer') {
            if (each.how === 'accept') accept(seat, one)
            if (each.how === 'decline') seat.suggestions.decline(one.id, 'Sam Wood')
            if (each.how === 'reopen') seat.suggestions.reopen(one.id, 'Sam Wood')
          }
          if (each.kind !== 'meet' && each.kind !== 'both accept') continue
          const other = all[each.to]
          if (!other || other === seat) continue
          meet(seat.doc, other.doc)
          seat.suggestions.settle()
          if (each.kind === 'meet') continue
          meet(seat.doc, other.doc)
          const chosen = seat.suggestions.list().filter(({ settled }) => !settled)[each.which]
          for (const both of [seat, other]) accept(both, chosen)
        }
        for (let round = 0; round < 2; round += 1)
          for (const one of all)
            for (const other of all) {
              if (one === other) continue
              meet(one.doc, other.doc)
              other.suggestions.settle()
            }
        for (const one of all) for (const other of all) if (one !== other) meet(one.doc, other.doc)
        const read = first?.read() ?? ''
        for (const { read: readAt, suggestions } of all) {
          expect(readAt()).toBe(read)
          expect(suggestions.list()).toEqual(first?.suggestions.list())
        }
        expect(new Set(read).size).toBe([...read].length)
        const stands = new Set(read)
        const mustStand = [...written, ...[...accepted].flatMap((id) => [...(suggested.get(id) ?? '')])].filter((one) => !gone.has(one))
        expect(mustStand.filter((one) => !stands.has(one))).toEqual([])
        const onlySuggested = [...suggested].flatMap(([id, adds]) => (accepted.has(id) ? [] : [...adds]))
        expect(onlySuggested.filter((one) => stands.has(one))).toEqual([])
        for (const { id, settled } of first?.suggestions.list() ?? []) expect(settled?.how === 'accepted').toBe(accepted.has(id))
        expect((first?.suggestions.list() ?? []).map(({ id }) => String(id)).toSorted()).toEqual([...suggested.keys()].toSorted())
      }),
      { numRuns: 100 },
    )
  })

  it('[C151] letters that are named twice are taken out once', () => {
    const { one } = pair()
    const { removes, ...rest } = one.instead(5, 4, '')
    const id = one.suggestions.suggest({ ...rest, removes: [...removes, ...removes, ...one.instead(6, 2, '').removes] }, nadia)
    expect(one.suggestions.list()).toMatchObject([{ standing: 'the ' }])
    one.suggestions.accept(id, 'Nadia Clegg')
    expect(one.read()).toBe('Lost flat in spring.')
  })

  it('[C155] a note that holds as many suggestions as it can says so; one is as long as it may be and no longer', () => {
    const { one } = pair()
    const proposal = one.instead(0, 4, 'x')
    one.doc.transact(() => {
      for (let index = 0; index < mostSuggestionEntries; index += 1) one.suggestions.suggest(proposal, sam)
    })
    expect(() => one.suggestions.suggest(proposal, sam)).toThrow(/as many suggestions/)
    expect(one.suggestions.list()).toHaveLength(mostSuggestionEntries)
    expect(() => pair().one.suggestions.suggest({ ...proposal, adds: 'x'.repeat(longestSuggestion + 1) }, sam)).toThrow(/too_big/)
  })

  it('[C32] what a peer writes in the place of a suggestion is left out', () => {
    const { one } = pair()
    const id = entryId.parse('a'.repeat(32))
    const map = one.suggestions.kept
    const sound = { kind: 'suggestion', id, by: nadia, at: '2026-11-24T09:00:00.000Z', ...one.instead(0, 4, 'x') }
    for (const [key, value] of Object.entries({ [id]: { ...sound, adds: 7 }, b: sound, c: 7, ['c'.repeat(32)]: { ...sound, id: 'c'.repeat(32), removes: [{ client: -1, clock: 0, length: 1 }] } })) map.set(key, value)
    expect(one.suggestions.list()).toEqual([])
    map.set(id, { ...sound, removes: [{ client: 7, clock: 7, length: 9 }], place: { item: { client: 7, clock: 7 } } })
    one.suggestions.follow()
    one.suggestions.accept(id, 'Sam Wood')
    expect(one.read()).toBe('Lost the flat in spring.\nx')
  })
})
