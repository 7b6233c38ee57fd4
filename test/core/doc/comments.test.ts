import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchorAt } from '../../../src/core/doc/anchors.ts'
import { commentsOn, mostCommentEntries, openComments } from '../../../src/core/doc/comments.ts'
import { entryId } from '../../../src/core/model/ids.ts'
import { meet, noteSeats, paragraph } from './docs.ts'

const nadia = { name: 'Nadia Clegg', role: 'Mental health nurse' }
const sam = { name: 'Sam Wood', role: 'Social worker' }

const seats = (count: number) =>
  noteSeats(count, (doc, effects) => commentsOn(doc, 'formulation', effects)).map(({ beside: comments, ...seat }) => ({
    ...seat,
    comments,
    about: (words: string) => {
      const type = seat.paragraphAt(0)
      const from = String(type.toJSON()).indexOf(words)
      return anchorAt({ type, index: from, assoc: 0 }, { type, index: from + words.length, assoc: -1 })
    },
  }))

function pair() {
  const [one, other] = seats(2)
  if (!one || !other) throw new Error('two seats')
  one.note.push([paragraph('Lost the flat in spring.')])
  meet(one.doc, other.doc)
  return { one, other }
}

describe('comments on a note', () => {
  it('[C80] a comment stays with its words, whatever is written around and within them, and not with what is written beside', () => {
    const { one, other } = pair()
    one.comments.add(one.about('the flat'), 'Which one?', nadia)
    const text = other.paragraphAt(0)
    text.insert(13, ' (a room)')
    text.insert(9, 'rented ')
    text.insert(5, 'quickly ')
    text.insert(0, 'They ')
    meet(one.doc, other.doc)
    expect(one.read()).toBe('They Lost quickly the rented flat (a room) in spring.')
    expect(one.comments.list()).toMatchObject([{ text: 'Which one?', by: nadia, quote: 'the flat', standing: 'the rented flat', replies: [], resolved: undefined }])
    expect(other.comments.list()).toEqual(one.comments.list())
  })

  it('[C80] comments come in the order of the text; one over several paragraphs has all their words', () => {
    const { one } = pair()
    one.note.push([paragraph('Two moves since.')])
    one.comments.add(one.about('in spring'), 'last', nadia)
    one.comments.add(anchorAt({ type: one.paragraphAt(0), index: 9, assoc: 0 }, { type: one.paragraphAt(1), index: 3, assoc: -1 }), 'across', sam)
    expect(one.comments.list().map(({ text, standing }) => [text, standing])).toEqual([
      ['across', 'flat in spring.Two'],
      ['last', 'in spring'],
    ])
  })

  it('[C81] where the text was taken out the comment says so, with what it was about, and is not lost', () => {
    const { one, other } = pair()
    const id = one.comments.add(one.about('the flat'), 'Which one?', nadia)
    meet(one.doc, other.doc)
    other.paragraphAt(0).delete(5, 9)
    one.comments.reply(id, 'The one in Harehills.', sam)
    meet(one.doc, other.doc)
    for (const { comments } of [one, other]) {
      expect(comments.list()).toMatchObject([{ quote: 'the flat', standing: '', replies: [{ text: 'The one in Harehills.' }] }])
    }
    other.note.delete(0, 1)
    meet(one.doc, other.doc)
    expect(one.comments.list()).toMatchObject([{ quote: 'the flat', standing: '' }])
  })

  it('[C81] words that are cut out and set in elsewhere take their comment along', () => {
    const { one } = pair()
    const id = one.comments.add(one.about('in spring'), 'Which year?', nadia)
    one.paragraphAt(0).delete(13, 11)
    one.note.push([paragraph('in spring.')])
    const type = one.paragraphAt(1)
    one.comments.move(id, anchorAt({ type, index: 0, assoc: 0 }, { type, index: 9, assoc: -1 }))
    expect(one.comments.list()).toMatchObject([{ standing: 'in spring', quote: 'in spring' }])
  })

  it('[C82] resolved by one and reopened by another while apart, it is open', () => {
    const { one, other } = pair()
    const id = one.comments.add(one.about('the flat'), 'Which one?', nadia)
    one.comments.resolve(id, 'Nadia')
    meet(one.doc, other.doc)
    expect(other.comments.list()).toMatchObject([{ resolved: { by: 'Nadia' } }])
    expect(openComments(other.comments.list())).toEqual([])
    other.comments.reopen(id, 'Sam')
    one.comments.resolve(id, 'Nadia')
    meet(one.doc, other.doc)
    for (const { comments } of [one, other]) expect(openComments(comments.list())).toHaveLength(1)
    one.comments.resolve(id, 'Nadia')
    meet(one.doc, other.doc)
    for (const { comments } of [one, other]) expect(openComments(comments.list())).toEqual([])
  })

  it('[C83] for all interleavings, no comment and no reply is lost, all read the same, and no letter that still stands loses its comment', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), at: fc.nat(2), where: fc.nat(30) }),
      fc.record({ kind: fc.constant('delete' as const), at: fc.nat(2), where: fc.nat(30), length: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant('comment' as const), at: fc.nat(2), where: fc.nat(30), length: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant('answer' as const), at: fc.nat(2), which: fc.nat(5), how: fc.constantFrom('reply', 'resolve', 'reopen') }),
      fc.record({ kind: fc.constant('meet' as const), at: fc.nat(2), to: fc.nat(2) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = seats(3)
        const [first] = all
        first?.note.push([paragraph('abcdefghijklmnopqrstuvwxyz')])
        for (const each of all) if (first && each !== first) meet(first.doc, each.doc)
        let letter = 0x4e00
        let said = 0
        const quotes = new Map<string, string>()
        for (const next of steps) {
          const seat = all[next.at]
          if (!seat) continue
          const text = seat.paragraphAt(0)
          if (next.kind === 'type') text.insert(next.where % (text.length + 1), String.fromCodePoint((letter += 1)))
          const from = 'where' in next && text.length > 0 ? next.where % text.length : 0
          const length = 'length' in next ? Math.min(next.length, text.length - from) : 0
          if (next.kind === 'delete') text.delete(from, length)
          if (next.kind === 'comment' && length > 0) {
            const words = String(text.toJSON()).slice(from, from + length)
            quotes.set(seat.comments.add(anchorAt({ type: text, index: from, assoc: 0 }, { type: text, index: from + length, assoc: -1 }), 'why?', nadia), words)
          }
          const comment = next.kind === 'answer' ? seat.comments.list()[next.which] : undefined
          if (comment && next.kind === 'answer') {
            if (next.how === 'reply') seat.comments.reply(comment.id, `because ${(said += 1)}`, sam)
            if (next.how === 'resolve') seat.comments.resolve(comment.id, 'Nadia')
            if (next.how === 'reopen') seat.comments.reopen(comment.id, 'Sam')
          }
          const other = next.kind === 'meet' ? all[next.to] : undefined
          if (other && other !== seat) meet(seat.doc, other.doc)
        }
        for (let round = 0; round < 2; round += 1) for (const one of all) for (const other of all) if (one !== other) meet(one.doc, other.doc)
        const list = first?.comments.list() ?? []
        for (const { comments } of all) expect(comments.list()).toEqual(list)
        expect(list.map(({ id }) => String(id)).toSorted()).toEqual([...quotes.keys()].toSorted())
        expect(list.flatMap(({ replies }) => replies)).toHaveLength(said)
        const alive = new Set(first?.read())
        for (const { id, quote, standing } of list) {
          expect(quote).toBe(quotes.get(id))
          expect([...quote].filter((each) => alive.has(each) && !standing.includes(each))).toEqual([])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('[C84] a note that holds as many comments as it can says so and keeps them all', () => {
    const { one } = pair()
    const anchor = one.about('flat')
    one.doc.transact(() => {
      for (let index = 0; index < mostCommentEntries; index += 1) one.comments.add(anchor, 'x', nadia)
    })
    expect(() => one.comments.add(anchor, 'one too many', nadia)).toThrow(/as many comments/)
    expect(one.comments.list()).toHaveLength(mostCommentEntries)
  })

  it('[C32] what a peer writes in the place of a comment is left out', () => {
    const { one } = pair()
    const id = entryId.parse('a'.repeat(32))
    const map = one.doc.getMap('formulation:comments')
    const sound = { kind: 'comment', id, text: 'x', by: nadia, at: '2026-11-24T09:00:00.000Z', quote: '', anchor: one.about('flat') }
    for (const [key, value] of Object.entries({ [id]: { ...sound, text: '' }, b: sound, c: 7, ['c'.repeat(32)]: { ...sound, id: 'c'.repeat(32), anchor: { start: {}, end: { item: { client: -1, clock: 0 } } } } })) map.set(key, value)
    expect(one.comments.list()).toEqual([])
    map.set(id, { ...sound, anchor: { start: { item: { client: 7, clock: 7 } }, end: { tname: 'nothing here' } } })
    expect(one.comments.list()).toMatchObject([{ standing: '' }])
    map.set(id, { ...sound, anchor: { start: {}, end: {} } })
    expect(one.comments.list()).toMatchObject([{ standing: '' }])
  })
})
