import { expect, it, vi } from 'vitest'
import { instantOf } from '../../../../src/core/model/dates.ts'
import { entryId, memberId, newId, teamId } from '../../../../src/core/model/ids.ts'
import { isBegunAnew } from '../../../../src/core/model/roster.ts'
import { issueRoster } from '../../../../src/core/record/roster.ts'
import { deviceOf, founded } from '../../record/roster-builders.ts'
import { colleagues, deskOf } from '../colleagues.ts'
import { effects } from '../effects.ts'
import { isAddedAt, joins, newDesk, newSession, passphrase, rosterOf } from '../team-builders.ts'
import { openItem, someone } from '../two-at-a-table.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }

it('[L182] whom a team discussed before its roster was begun anew still comes to a colleague who missed it, also from one who joined later', { timeout: 60_000 }, async () => {
  const from = colleagues()
  const [hers, theirs] = [await newSession(from, 'Nadia Clegg'), await newSession(from, 'Mei Tanaka')]
  const nadia = deskOf(hers)
  await joins(deskOf(theirs), nadia)
  await deskOf(theirs).lock()
  const person = someone('Okafor', { kind: 'not-asked' })
  await nadia.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
  const live = await nadia.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
  const [item] = live.view.get().agenda
  if (!item) throw new Error('no item')
  const table = await openItem(live, item.id)
  table.person.addWords({ id: newId(entryId, effects.random), text: 'I would like company', given: 'in person', writtenDownBy: 'Nadia Clegg', at: instantOf(effects.clock()) })
  await live.leave()
  const former = rosterOf(nadia).team.id
  await nadia.rosters.beginAnew([])

  await theirs.unlock(passphrase)
  const mei = deskOf(theirs)
  expect(await mei.rosters.take(rosterOf(nadia).text)).toBe('offered')
  await mei.rosters.accept()
  const saidAt = async (desk: typeof mei) => (await desk.ownWords(person.id)).map(({ text }) => text)
  await vi.waitFor(async () => expect(await saidAt(mei)).toEqual(['I would like company']), patience)
  expect([nadia.profile.get().formerTeams, mei.profile.get().formerTeams]).toEqual([[former], [former]])

  const sam = await newDesk(from, 'Sam Wood')
  await isAddedAt(sam, nadia)
  await nadia.lock()
  await mei.rosters.take(rosterOf(nadia).text)
  expect(await sam.rosters.take(rosterOf(mei).text)).toBe('offered')
  await sam.rosters.accept()
  await vi.waitFor(async () => expect(await saidAt(sam)).toEqual(['I would like company']), patience)
})

it('[L182] whoever goes over to another team, also with a colleague, brings nobody whom the former one discussed', async () => {
  const from = colleagues()
  const [nadia, sam, mei] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Sam Wood'), await newDesk(from, 'Mei Tanaka')]
  await joins(sam, nadia)
  await nadia.rosters.beginAnew([])
  await sam.rosters.take(rosterOf(nadia).text)
  await sam.rosters.accept()
  expect(sam.profile.get().formerTeams).toHaveLength(1)
  for (const each of [nadia, sam]) await isAddedAt(each, mei)
  expect(await sam.rosters.take(rosterOf(mei).text)).toBe('offered')
  await sam.rosters.accept()
  expect([rosterOf(sam).team.id, sam.profile.get().formerTeams]).toEqual([rosterOf(mei).team.id, []])
})

it('[L182] a roster that somebody of another team has made out of a member’s id is not the same team begun anew', async () => {
  const [nadia, stranger] = [await deviceOf('Nadia Clegg'), await deviceOf('Mal Lowe')]
  const held = await founded(nadia)
  const lead = { id: newId(memberId, effects.random), devices: [stranger.card], leads: true }
  const team = { ...held.team, id: newId(teamId, effects.random) }
  const anew = (by: typeof nadia, members: typeof held.members) =>
    issueRoster({ team, epoch: 2, members, removed: [], what: 'Begun anew.' }, { earlier: [], charter: [], epochSecret: undefined }, by, effects)
  expect(isBegunAnew(await anew(nadia, held.members), held, nadia.card.device)).toBe(true)
  const forged = await anew(stranger, [lead, ...held.members.map((member) => ({ ...member, leads: false }))])
  expect(isBegunAnew(forged, held, nadia.card.device)).toBe(false)
})
