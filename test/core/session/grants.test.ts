import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { huddleId, newId, type PersonId } from '../../../src/core/model/ids.ts'
import { agendaItemFor } from '../../../src/core/session/agenda-moves.ts'
import { grantWhereAgreed } from '../../../src/core/session/grants.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { adding, changedBy, deviceOf, founded, removing } from '../record/roster-builders.ts'
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
