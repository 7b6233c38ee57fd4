import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instant, instantOf } from '../../../src/core/model/dates.ts'
import { huddleId, newId, teamId, type PersonId } from '../../../src/core/model/ids.ts'
import type { Person } from '../../../src/core/model/person.ts'
import { makeDevice } from '../../../src/core/record/device.ts'
import { agendaItemFor } from '../../../src/core/session/agenda-moves.ts'
import { grantWhereAgreed } from '../../../src/core/session/grants.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { adding, changedBy, deviceOf, founded, removing } from '../record/roster-builders.ts'
import { cardOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'
import { someone } from './two-at-a-table.ts'

it('[L56] nobody who was removed is granted a person’s document, also where the huddle has closed and they are still down as here', async () => {
  const [nadia, mei, sam] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood')]
  const three = await changedBy(nadia, await changedBy(nadia, await founded(nadia), adding(mei)), adding(sam))
  const roster = await changedBy(nadia, three, removing(three, sam))
  const now = instantOf(effects.clock())
  const huddle = huddleDoc(new Y.Doc())
  const person = someone('Okafor', { kind: 'agreed', with: ['NHS'] })
  const item = agendaItemFor(person, 'New referral', 'Nadia Clegg', 0, effects)
  huddle.setAbout({ id: newId(huddleId, effects.random), title: 'Daily huddle', team: roster.team, startedAt: now, closedAt: now, chair: nadia.card.device, noteKeeper: nadia.card.device, state: 'closed' })
  huddle.putItem(item)
  for (const { card } of [mei, sam]) huddle.putAttendee({ card, arrivedAt: now, where: 'remote' })
  await grantWhereAgreed({ huddle, vault: memoryVault(), people: [person], hasMet: () => true, standing: { roster, epochSecret: effects.random(32) }, effects })
  expect([mei, sam].map(({ card }) => huddle.grantFor(item.id, card.device)?.kind)).toEqual(['granted', undefined])
})

it('[J51] a person who cannot be granted keeps nobody else from being granted, and is told', async () => {
  const [nadia, mei] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka')]
  const roster = await changedBy(nadia, await founded(nadia), adding(mei))
  const now = instantOf(effects.clock())
  const huddle = huddleDoc(new Y.Doc())
  const people = ['Okafor', 'Lindqvist'].map((name) => someone(name, { kind: 'agreed', with: ['NHS'] }))
  huddle.setAbout({ id: newId(huddleId, effects.random), title: 'Daily huddle', team: roster.team, startedAt: now, chair: nadia.card.device, noteKeeper: nadia.card.device, state: 'open' })
  const items = people.map((person, at) => agendaItemFor(person, 'New referral', 'Nadia Clegg', at, effects))
  for (const item of items) huddle.putItem(item)
  huddle.putAttendee({ card: mei.card, arrivedAt: now, where: 'remote' })
  const vault = memoryVault()
  const rooms = { ...vault.rooms, get: async (id: PersonId) => (id === people[0]?.id ? Promise.reject(new Error('the row is damaged')) : vault.rooms.get(id)) }
  const granting = grantWhereAgreed({ huddle, vault: { ...vault, rooms }, people, hasMet: () => true, standing: { roster, epochSecret: effects.random(32) }, effects })
  await expect(granting).rejects.toThrow('the row is damaged')
  expect(items.map(({ id }) => huddle.grantFor(id, mei.card.device)?.kind)).toEqual([undefined, 'granted'])
})

interface Computer {
  readonly kind: 'declined' | 'agreed'
  readonly since?: string
}

/** What stands for a guest of the council after two computers that hold different agreements have each looked twice, and what either still changes. */
async function grantBetween(...computers: readonly Computer[]) {
  const [nadia, mei] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka')]
  const dee = await makeDevice(effects, { ...cardOf('Dee Okoro', { organisationKind: 'Council' }), guest: true })
  const now = instantOf(effects.clock())
  const huddle = huddleDoc(new Y.Doc())
  const person = someone('Okafor', { kind: 'declined' })
  const item = agendaItemFor(person, 'New referral', 'Nadia Clegg', 0, effects)
  huddle.setAbout({ id: newId(huddleId, effects.random), title: 'Daily huddle', team: { id: newId(teamId, effects.random), ...westLeeds, practice: false }, startedAt: now, chair: nadia.card.device, noteKeeper: mei.card.device, state: 'open' })
  huddle.putItem(item)
  huddle.putAttendee({ card: dee.card, arrivedAt: now, where: 'remote' })
  const held = computers.map(({ kind, since }): { vault: Vault; people: Person[] } => ({
    vault: memoryVault(),
    people: [{ ...person, agreement: kind === 'agreed' ? { kind, with: ['Council'] } : { kind }, ...(since && { agreementSince: instant.parse(since) }) }],
  }))
  const look = async (): Promise<void> => {
    for (const each of held) await grantWhereAgreed({ huddle, ...each, hasMet: () => true, standing: undefined, effects })
  }
  await look()
  await look()
  let changes = 0
  huddle.observe(() => (changes += 1))
  const settled = huddle.grantFor(item.id, dee.card.device)?.kind
  return { settled, changes: () => look().then(() => changes) }
}

it.each<[string, Computer, Computer]>([
  ['neither says since when', { kind: 'declined' }, { kind: 'agreed' }],
  ['only the refusal says so', { kind: 'declined', since: '2026-11-20T10:00:00.000Z' }, { kind: 'agreed' }],
  ['the refusal is newer', { kind: 'declined', since: '2026-11-20T10:00:00.000Z' }, { kind: 'agreed', since: '2026-11-19T10:00:00.000Z' }],
])('[J71] where two computers hold different agreements of a person, neither opens what the other has closed: %s', async (_case, declined, agreed) => {
  expect((await grantBetween(declined, agreed)).settled).toBe('not-agreed')
  expect((await grantBetween(agreed, declined)).settled).toBe('not-agreed')
})

it('[J71] the newer agreement opens what an older refusal has closed, and the two computers do not go on for ever', async () => {
  const [declined, agreed] = [{ kind: 'declined', since: '2026-11-20T10:00:00.000Z' }, { kind: 'agreed', since: '2026-11-21T10:00:00.000Z' }] as const
  for (const pair of [[declined, agreed], [agreed, declined]] as const) {
    const { settled, changes } = await grantBetween(...pair)
    expect(settled).toBe('granted')
    expect(await changes()).toBe(0)
  }
  const { changes } = await grantBetween({ kind: 'declined' }, { kind: 'agreed' })
  expect(await changes()).toBe(0)
})

/** A grant as apps read it that know of no time since when an agreement stands. */
const earlierGrant = z.strictObject({ kind: z.literal('granted'), sealed: z.string(), of: z.string() })

it('[J71] an earlier app reads a grant that says since when, so that the two do not grant by turns for ever', async () => {
  const nadia = await deviceOf('Nadia Clegg')
  const now = instantOf(effects.clock())
  const huddle = huddleDoc(new Y.Doc())
  const person: Person = { ...someone('Okafor', { kind: 'agreed', with: ['NHS'] }), agreementSince: now }
  const item = agendaItemFor(person, 'New referral', 'Nadia Clegg', 0, effects)
  huddle.setAbout({ id: newId(huddleId, effects.random), title: 'Daily huddle', team: { id: newId(teamId, effects.random), ...westLeeds, practice: false }, startedAt: now, chair: nadia.card.device, noteKeeper: nadia.card.device, state: 'open' })
  huddle.putItem(item)
  huddle.putAttendee({ card: nadia.card, arrivedAt: now, where: 'remote' })
  await grantWhereAgreed({ huddle, vault: memoryVault(), people: [person], hasMet: () => true, standing: undefined, effects })
  expect(huddle.grantFor(item.id, nadia.card.device)).toMatchObject({ kind: 'granted', since: now })
  expect(earlierGrant.safeParse(huddle.doc.getMap('grants').get(`${item.id}:${nadia.card.device}`)).error).toBeUndefined()
})
