import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { formulationFacts as facts } from '../../../src/core/doc/formulation-facts.ts'
import { contentText } from '../../../src/core/doc/note-content.ts'
import { noteText } from '../../../src/core/doc/note-text.ts'
import { mostVersionCharacters, mostVersions, versionsOf } from '../../../src/core/doc/versions.ts'
import { entryId, itemId } from '../../../src/core/model/ids.ts'
import { countingRandom, now } from '../model/caseload-builders.ts'
import { meet, paragraph, testEffects } from './docs.ts'

const nadia = { name: 'Nadia Clegg', role: 'Mental health nurse' }
const sam = { name: 'Sam Wood', role: 'Social worker' }
const item = itemId.parse('1'.repeat(32))
const named = (name: string) => ({ kind: 'named', name }) as const
const readBack = { kind: 'read-back', item, huddle: 'Daily huddle' } as const
const closed = { kind: 'closed', item, huddle: 'Daily huddle' } as const

function seats(count: number) {
  const random = countingRandom()
  let time = now
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    const note = doc.getXmlFragment('formulation')
    return {
      doc,
      note,
      versions: versionsOf(doc, 'formulation', { random, clock: () => (time += 1000) }),
      write: (text: string) => note.push([paragraph(text)]),
      read: () => noteText(note),
    }
  })
}

function seat() {
  const [one] = seats(1)
  if (!one) throw new Error('a seat')
  return one
}

const newest = ({ versions }: ReturnType<typeof seat>) => {
  const [first] = versions.list()
  if (!first) throw new Error('no version')
  return first
}

describe('versions of a note', () => {
  it('[C70] a version says who kept it, when and why, and keeps the text as it stood', () => {
    const one = seat()
    one.write('Lost the flat in spring.')
    one.versions.keep(nadia, named('Before the review'))
    one.write('Two moves since.')
    one.versions.keep(sam, readBack)
    expect(one.versions.list()).toMatchObject([
      { by: sam, why: readBack },
      { by: nadia, why: { kind: 'named', name: 'Before the review' } },
    ])
    expect(one.versions.list().map(({ id }) => one.versions.text(id))).toEqual(['Lost the flat in spring.\nTwo moves since.', 'Lost the flat in spring.'])
  })

  it('[C70] what is read back and then closed unchanged is one version; what changed between is two; no text is none', () => {
    const one = seat()
    one.versions.keep(nadia, readBack)
    expect(one.versions.list()).toEqual([])
    expect(() => one.versions.keep(nadia, named('empty'))).toThrow(/nothing written yet/)
    one.write('Lost the flat.')
    one.versions.keep(nadia, readBack)
    one.versions.keep(nadia, readBack)
    one.versions.keep(nadia, closed)
    expect(one.versions.list().map(({ why }) => why)).toEqual([closed])
    one.write('And the job.')
    one.versions.keep(nadia, closed)
    expect(one.versions.list().map(({ why }) => why)).toEqual([closed, closed])
  })

  it('[C72] bringing a version back is a change like any other: what stood is kept first, and what others write meanwhile stays', () => {
    const [one, other] = seats(2)
    if (!one || !other) throw new Error('two seats')
    one.write('The first.')
    one.write('The second.')
    one.versions.keep(nadia, named('Both'))
    const both = newest(one).id
    one.note.delete(1, 1)
    meet(one.doc, other.doc)
    const text = (other.note.get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(4, 'very ')
    one.versions.restore(both, nadia)
    expect(one.read()).toBe('The first.\nThe second.')
    meet(one.doc, other.doc)
    expect(one.read()).toBe('The very first.\nThe second.')
    expect(other.read()).toBe(one.read())
    expect(newest(one)).toMatchObject({ by: nadia, why: { kind: 'before-restoring', restored: '“Both”' } })
    expect(one.versions.text(newest(one).id)).toBe('The first.')
  })

  it('[C72] what stood is not kept twice, and headings, lists and emphasis come back', () => {
    const one = seat()
    const bold = new Y.XmlText()
    const heading = new Y.XmlElement<{ level?: number }>('heading')
    heading.setAttribute('level', 2)
    heading.insert(0, [bold])
    one.note.push([heading as Y.XmlElement])
    bold.insert(0, 'What happened', { bold: {} })
    const before = one.note.toString()
    one.versions.keep(nadia, named('With a heading'))
    one.note.delete(0, 1)
    one.write('x')
    one.versions.keep(nadia, named('Without'))
    const [without, withHeading] = one.versions.list()
    if (!without || !withHeading) throw new Error('two versions')
    one.versions.restore(withHeading.id, sam)
    expect(one.note.toString()).toBe(before)
    expect(one.versions.list()).toHaveLength(2)
  })

  it('[C71] for all interleavings, versions kept and texts brought back apart are all there once everybody has met', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), at: fc.nat(2), text: fc.constantFrom('a', 'bb', 'ccc') }),
      fc.record({ kind: fc.constant('keep' as const), at: fc.nat(2) }),
      fc.record({ kind: fc.constant('restore' as const), at: fc.nat(2), which: fc.nat(9) }),
      fc.record({ kind: fc.constant('meet' as const), at: fc.nat(2), to: fc.nat(2) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const all = seats(3)
        const texts = new Map<string, string>()
        for (const [index, next] of steps.entries()) {
          const [one, other] = [all[next.at], next.kind === 'meet' ? all[next.to] : undefined]
          if (!one) continue
          if (next.kind === 'write') one.write(next.text)
          if (next.kind === 'keep' && one.read() !== '') {
            one.versions.keep(nadia, named(`version ${index}`))
            texts.set(newest(one).id, one.read())
          }
          if (next.kind === 'restore') {
            const there = one.versions.list()
            const wanted = there[next.which % Math.max(1, there.length)]
            if (!wanted) continue
            one.versions.restore(wanted.id, sam)
            if (one.read() !== one.versions.text(wanted.id)) throw new Error('not brought back whole')
          }
          if (other && other !== one) meet(one.doc, other.doc)
        }
        for (let round = 0; round < 2; round += 1) for (const one of all) for (const other of all) if (one !== other) meet(one.doc, other.doc)
        const [first] = all
        for (const each of all) {
          expect(each.read()).toBe(first?.read())
          expect(each.versions.list()).toEqual(first?.versions.list())
          for (const [id, text] of texts) expect(each.versions.text(entryId.parse(id))).toBe(text)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('[C73] when there is no room the oldest unnamed ones go first; a named one never goes by itself, and that there is no room is said', () => {
    const one = seat()
    one.write('Kept.')
    one.versions.keep(nadia, named('0'))
    const first = newest(one).id
    for (let unnamed = 0; unnamed < 3; unnamed += 1) {
      one.write(`then ${unnamed}`)
      one.versions.restore(first, nadia)
    }
    for (let index = 1; index < mostVersions - 3; index += 1) one.versions.keep(nadia, named(String(index)))
    const unnamed = () => one.versions.list().flatMap(({ id, why }) => (why.kind === 'before-restoring' ? one.versions.text(id) : []))
    expect([one.versions.list().length, unnamed()]).toEqual([mostVersions, ['Kept.\nthen 2', 'Kept.\nthen 1', 'Kept.\nthen 0']])
    for (let more = 0; more < 3; more += 1) one.versions.keep(nadia, named(`more ${more}`))
    expect([one.versions.list().length, unnamed()]).toEqual([mostVersions, []])
    expect(() => one.versions.keep(nadia, named('one too many'))).toThrow(/no room for another version/)
    one.write('changed')
    expect(() => one.versions.restore(first, nadia)).toThrow(/no room for another version/)
    expect(one.read()).toBe('Kept.\nchanged')
    expect(one.versions.text(first)).toBe('Kept.')
    one.versions.remove(newest(one).id)
    one.versions.restore(first, nadia)
    expect(one.read()).toBe('Kept.')
  })

  it('[C73] the characters of all versions together have a limit too', () => {
    const one = seat()
    one.write('x'.repeat(mostVersionCharacters / 3))
    one.versions.keep(nadia, named('1'))
    one.versions.keep(nadia, named('2'))
    expect(() => one.versions.keep(nadia, named('3'))).toThrow(/no room/)
    expect(one.versions.list()).toHaveLength(2)
  })

  it('[C74] a version that is removed by hand can be put back', () => {
    const one = seat()
    one.write('Kept.')
    one.versions.keep(nadia, named('mine'))
    const { id } = newest(one)
    const putBack = one.versions.remove(id)
    expect([one.versions.list(), one.versions.text(id)]).toEqual([[], undefined])
    expect(() => one.versions.restore(id, nadia)).toThrow(/has been removed/)
    putBack()
    expect(one.versions.text(id)).toBe('Kept.')
  })

  it('[C75] a version that is no note is not brought back, whatever a peer wrote in it', () => {
    for (const content of ['', 'null', '{"type":"doc"}', '{"type":"doc","content":[{"type":"image","attrs":{"src":"x"}}]}', '['.repeat(50_000)]) expect(contentText(content)).toBeUndefined()
    const one = seat()
    one.write('Stands.')
    const id = entryId.parse('a'.repeat(32))
    const map = one.doc.getMap('formulation:versions')
    map.set(id, { id, at: '2026-11-24T09:00:00.000Z', by: nadia, why: named('x'), content: '{"type":"doc","content":[{"type":"script"}]}' })
    map.set('b'.repeat(32), { id, at: '2026-11-24T09:00:00.000Z', by: nadia, why: named('another’s id'), content: '' })
    map.set('c', 7)
    expect(one.versions.list().map((each) => each.id)).toEqual([id])
    expect(() => one.versions.restore(id, nadia)).toThrow(/damaged/)
    expect(one.read()).toBe('Stands.')
  })
})

describe('what is said of a formulation', () => {
  it('[C76] authors named apart are all kept, nobody twice from one seat, and one who is taken off is gone', () => {
    const effects = testEffects()
    const [one, other] = seats(2)
    if (!one || !other) throw new Error('two seats')
    const [mine, theirs] = [facts(one.doc, effects), facts(other.doc, effects)]
    mine.addAuthor(nadia)
    mine.addAuthor(nadia)
    theirs.addAuthor({ name: 'Marlon', role: 'The person' })
    meet(one.doc, other.doc)
    expect(mine.authors().map(({ name }) => name)).toEqual(['Marlon', 'Nadia Clegg'])
    const [marlon] = theirs.authors()
    if (marlon) theirs.removeAuthor(marlon.id)
    meet(one.doc, other.doc)
    expect(mine.authors().map(({ name }) => name)).toEqual(['Nadia Clegg'])
  })

  it('[C76] how it was made, how sure it is and when it was shared are kept side by side where they were said apart', () => {
    const effects = testEffects()
    const [one, other] = seats(2)
    if (!one || !other) throw new Error('two seats')
    facts(one.doc, effects).made.write('By the team only', 'Nadia')
    facts(other.doc, effects).made.write('Together with the person', 'Sam')
    facts(other.doc, effects).standing.write('A working hypothesis', 'Sam')
    meet(one.doc, other.doc)
    expect(facts(one.doc, effects).made.read()).toMatchObject({ kind: 'conflict' })
    expect(facts(one.doc, effects).standing.read()).toMatchObject({ kind: 'one', value: 'A working hypothesis' })
    one.doc.getMap('formulation:standing').set('9'.repeat(32), { value: 'High risk', by: 'x', at: '2026-11-24T09:00:00.000Z', supersedes: [] })
    expect(facts(one.doc, effects).standing.read()).toMatchObject({ kind: 'one', value: 'A working hypothesis' })
  })
})
