import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { putFields } from '../../../src/core/doc/maps.ts'
import { mostPlanActions } from '../../../src/core/doc/care-plan.ts'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { calendarDate, instantOf } from '../../../src/core/model/dates.ts'
import { stillMissing } from '../../../src/core/model/decision.ts'
import { deviceId, entryId, itemId } from '../../../src/core/model/ids.ts'
import { identityOf } from '../../../src/core/model/person.ts'
import { mostWords } from '../../../src/core/model/words.ts'
import { now } from '../model/caseload-builders.ts'
import { aPerson } from '../model/people.ts'
import { meet, paragraph, testEffects } from './docs.ts'

const item = itemId.parse('1'.repeat(32))
const at = instantOf(now)
const words = (digit: string) => ({ id: entryId.parse(digit.repeat(32)), text: 'I want to sleep.', given: 'by phone', writtenDownBy: 'Hana Gill', at })

const challenge = (text: string) => ({ by: { name: 'Tom Reyes', role: '' }, text, at })

function pair() {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  const effects = testEffects()
  return { one: personDoc(one, effects), other: personDoc(other, effects), meet: () => meet(one, other) }
}

describe('a person’s document', () => {
  it('[C34] says who they are and what they agreed to; until it has been said, nobody has been asked', () => {
    const { one, other, meet: sync } = pair()
    expect([one.identity(), one.agreement()]).toEqual([undefined, { kind: 'not-asked' }])
    one.describe(identityOf(aPerson()), { agreement: { kind: 'agreed', with: ['NHS'] } })
    sync()
    expect([other.identity(), other.agreement()]).toEqual([identityOf(aPerson()), { kind: 'agreed', with: ['NHS'] }])
  })

  it('[C34] an agreement that does not parse counts as not asked, never as agreed', () => {
    const { one } = pair()
    one.doc.getMap('about').set('agreement', { kind: 'agreed', with: ['everybody'] })
    expect(one.agreement()).toEqual({ kind: 'not-asked' })
  })

  it('[C35] words written down apart are all kept', () => {
    const { one, other, meet: sync } = pair()
    one.addWords(words('a'))
    other.addWords(words('b'))
    sync()
    expect(one.words().map(({ id }) => id).toSorted()).toEqual([words('a').id, words('b').id])
    expect(one.words()).toEqual(other.words())
  })

  it('[C35] a field that two people first touch while apart holds what both wrote', () => {
    const { one, other, meet: sync } = pair()
    one.discussion(item).field('decision').insert(0, [paragraph('Meet on Monday')])
    other.discussion(item).field('decision').insert(0, [paragraph('with an interpreter')])
    one.discussion(item).addChallenge({ by: { name: 'Tom', role: '' }, text: 'Too soon', at })
    other.discussion(item).addChallenge({ by: { name: 'Mei', role: '' }, text: 'Too late', at })
    sync()
    expect(one.discussion(item).draft().decision.split('\n').toSorted()).toEqual(['Meet on Monday', 'with an interpreter'])
    expect(one.discussion(item).challenges().map(({ text }) => text).toSorted()).toEqual(['Too late', 'Too soon'])
  })

  it('[C35] an action taken off comes back with its text, owner and date', () => {
    const { one } = pair()
    const discussion = one.discussion(item)
    const id = discussion.addAction()
    const [action] = discussion.actions()
    action?.what.insert(0, [paragraph('Ring back')])
    action?.owner.write({ name: 'Hana', role: '' }, 'Alex')
    action?.due.write(calendarDate.parse('2026-12-01'), 'Alex')
    const before = discussion.draft().actions
    const putBack = discussion.removeAction(id)
    expect(discussion.actions()).toEqual([])
    putBack()
    expect(discussion.draft().actions).toEqual(before)
    putBack()
    expect(discussion.actions()).toHaveLength(1)
  })

  it('[C36] a new reading, and taking one back, take back every answer', () => {
    const discussion = pair().one.discussion(item)
    const declined = { kind: 'declined', card: card(), because: 'Not what we said', signature: 'A'.repeat(86), at } as const
    discussion.readBack({ payload: '{}', at, by: 'Alex' })
    discussion.give(declined)
    expect(discussion.answers()).toEqual([declined])
    discussion.readBack({ payload: '{"again":1}', at, by: 'Alex' })
    expect(discussion.answers()).toEqual([])
    discussion.give(declined)
    discussion.withdrawReading()
    expect([discussion.reading(), discussion.answers()]).toEqual([undefined, []])
  })

  it('[C160] what is added is there, or is refused in words, however much there is; what is written apart is all read', () => {
    const { one, other, meet: sync } = pair()
    const discussion = one.discussion(item)
    one.doc.transact(() => {
      one.doc.getArray('words').push(Array.from({ length: mostWords - 1 }, (_, index) => ({ ...words('a'), id: index.toString(16).padStart(32, '0') })))
      one.doc.getArray(`item:${item}:challenges`).push(Array.from({ length: 49 }, () => challenge('Too soon')))
      one.doc.getArray(`item:${item}:toTell`).push(Array.from({ length: 49 }, (_, index) => ({ who: `Person ${index}`, by: 'Hana' })))
      for (let order = 0; order < mostPlanActions - 1; order += 1) {
        const id = `f${order.toString(16).padStart(31, '0')}`
        putFields(one.doc.getMap('actions'), id, { id, item: '2'.repeat(32), state: 'to do', howItWent: '', order })
      }
    })
    sync()
    for (const [each, digit] of [
      [one, 'b'],
      [other, 'c'],
    ] as const) {
      each.addWords(words(digit))
      each.discussion(item).addChallenge(challenge(`Challenge ${digit}`))
      each.discussion(item).addToTell({ who: `The last ${digit}`, by: 'Hana' })
      each.discussion(item).addAction(`Ring her ${digit}`)
    }
    sync()
    expect([one.words().length, discussion.challenges().length, discussion.toTell().length, one.actions().length]).toEqual([mostWords + 1, 51, 51, mostPlanActions + 1])
    expect(discussion.draft().actions.map(({ what }) => what).toSorted()).toEqual(['Ring her b', 'Ring her c'])
    const held = JSON.stringify(one.doc.toJSON())
    expect(() => one.addWords(words('d'))).toThrow('There is no room for more of their words: 2,000 are kept here at the most.')
    expect(() => discussion.addChallenge(challenge('One more'))).toThrow('no room for more challenges')
    expect(() => discussion.addToTell({ who: 'One more', by: 'Hana' })).toThrow('no room for more people to tell')
    expect(() => discussion.addAction('One more')).toThrow('no room for more actions')
    expect(JSON.stringify(one.doc.toJSON())).toBe(held)
  })

  it('[C161] takes off who is told exactly whom it was asked to, also where a colleague took off somebody else meanwhile or wrote what is left out', () => {
    const { one, other, meet: sync } = pair()
    const discussion = one.discussion(item)
    one.doc.getArray(`item:${item}:toTell`).push([{ who: '', by: '' }])
    for (const who of ['Her GP', 'Her sister', 'The landlord']) discussion.addToTell({ who, by: 'Hana' })
    sync()
    other.discussion(item).removeToTell({ who: 'Her GP', by: 'Hana' })
    expect(other.discussion(item).toTell().map(({ who }) => who)).toEqual(['Her sister', 'The landlord'])
    discussion.removeToTell({ who: 'Her sister', by: 'Hana' })
    sync()
    expect(discussion.toTell().map(({ who }) => who)).toEqual(['The landlord'])
  })

  it('[C32] whatever else a peer writes is left out', () => {
    const { one } = pair()
    const garbage: readonly unknown[] = [null, 7, 'text', [1], { id: 'x' }, { ...words('a'), extra: true }, { ...words('a'), text: 'x'.repeat(6000) }]
    for (const each of garbage) {
      one.doc.getArray('words').push([each])
      one.doc.getMap('about').set('identity', each)
      one.doc.getMap('actions').set(`k${String(each)}`, each)
      one.doc.getArray(`item:${item}:toTell`).push([each])
      one.doc.getArray(`item:${item}:challenges`).push([each])
      one.doc.getMap(`item:${item}:answers`).set('x', each)
      one.doc.getMap(`item:${item}:allocation`).set('Abandon', true)
    }
    one.addWords(words('b'))
    const discussion = one.discussion(item)
    expect(one.identity()).toBeUndefined()
    expect(one.words()).toEqual([words('b')])
    expect([one.actions(), discussion.toTell(), discussion.challenges(), discussion.answers(), discussion.allocation()]).toEqual([[], [], [], [], []])
    expect(stillMissing(discussion.draft())).not.toEqual([])
  })
})

function card() {
  return {
    device: deviceId.parse('2'.repeat(32)),
    name: 'Tom Reyes',
    role: 'Social worker',
    organisation: 'Council',
    organisationKind: 'Council',
    signingKey: 'A'.repeat(43),
    sealingKey: 'A'.repeat(43),
    guest: false,
  } as const
}
