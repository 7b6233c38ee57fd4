import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/core/session/session.ts'
import { isFull } from '../../../src/core/model/change-roster.ts'
import { deviceId } from '../../../src/core/model/ids.ts'
import { devicesOf, leadsAt, memberWith, nameOfMember, rosterLimits } from '../../../src/core/model/roster.ts'
import { issueRoster } from '../../../src/core/record/roster.ts'
import { effects } from './effects.ts'
import { colleagues } from './colleagues.ts'
import { isAddedAt, joins, newDesk, rosterOf } from './team-builders.ts'

const deviceAt = (desk: Desk) => desk.profile.get().card.device
const namesOn = (desk: Desk): string[] => devicesOf(rosterOf(desk)).map(({ name }) => name).toSorted()

const memberOf = (at: Desk, who: Desk) => {
  const member = memberWith(rosterOf(at), deviceAt(who))
  if (!member) throw new Error('no member')
  return member
}
const letLead = (by: Desk, who: Desk, leads = true) => by.rosters.change({ kind: 'lead', member: memberOf(by, who).id, leads })
const remove = (by: Desk, who: Desk) => by.rosters.change({ kind: 'remove-member', member: memberOf(by, who).id })
const takes = (who: Desk, from: Desk) => who.rosters.take(rosterOf(from).text)

/** Nadia and Mei lead, Tom is a member; nobody meets anybody but by hand. Mei then takes the lead from Nadia, who does not hear of it. */
async function nadiaIsDeposed() {
  const from = colleagues()
  const [nadia, mei, tom] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Mei Tanaka'), await newDesk(from, 'Tom Reyes')]
  from.on.set(false)
  await joins(mei, nadia)
  await joins(tom, nadia)
  await letLead(nadia, mei)
  for (const each of [mei, tom]) await takes(each, nadia)
  await letLead(mei, nadia, false)
  return { from, nadia, mei, tom }
}

describe('two rosters, of which one has taken the lead from whoever made the other', { timeout: 60_000 }, () => {
  it('[L185] become one at whoever leads now, for everybody: also for those who went by the other', async () => {
    const { from, nadia, mei, tom } = await nadiaIsDeposed()
    const dee = await newDesk(from, 'Dee Okoro')
    await joins(dee, nadia)
    await takes(tom, nadia)
    expect(await takes(mei, nadia)).toBe('split')
    expect(mei.rosters.split.get()?.digest).toBe(rosterOf(nadia).digest)
    await mei.rosters.unite()
    expect(mei.rosters.split.get()).toBeUndefined()
    for (const each of [nadia, tom, dee]) expect(await takes(each, mei)).toBe('taken')
    expect(namesOn(nadia)).toEqual(['Dee Okoro', 'Mei Tanaka', 'Nadia Clegg', 'Tom Reyes'])
    expect([leadsAt(rosterOf(nadia), deviceAt(nadia)), leadsAt(rosterOf(nadia), deviceAt(mei))]).toEqual([false, true])
  })

  it('[L185] whoever was deposed may go over to the other as it stands, and takes in what follows it', async () => {
    const { from, nadia, mei, tom } = await nadiaIsDeposed()
    await remove(nadia, tom)
    expect(await takes(nadia, mei)).toBe('split')
    await nadia.rosters.unite()
    expect(rosterOf(nadia).digest).toBe(rosterOf(mei).digest)
    expect(nadia.rosters.split.get()).toBeUndefined()
    await isAddedAt(await newDesk(from, 'Dee Okoro'), mei)
    expect(await takes(nadia, mei)).toBe('taken')
    expect(namesOn(nadia)).toEqual(['Dee Okoro', 'Mei Tanaka', 'Nadia Clegg', 'Tom Reyes'])
  })

  it('[L185] of a device that was removed no roster is shown, nor to whoever only follows one that it made since', async () => {
    const { nadia, mei, tom } = await nadiaIsDeposed()
    await remove(nadia, tom)
    expect([await takes(mei, nadia), await takes(nadia, mei)]).toEqual(['split', 'split'])
    await remove(mei, nadia)
    await takes(tom, mei)
    expect(mei.rosters.split.get()).toBeUndefined()
    await takes(mei, nadia)
    await takes(tom, nadia)
    expect([mei, tom].map(({ rosters }) => rosters.split.get())).toEqual([undefined, undefined])
    await takes(nadia, mei)
    await expect(nadia.rosters.unite()).rejects.toThrow(/this device is not on it/)
  })

  it('[L185] one is shown whose signer was made a lead by somebody who leads here, and is no lead here yet', async () => {
    const { from, nadia, mei, tom } = await nadiaIsDeposed()
    await letLead(mei, tom)
    await takes(tom, mei)
    await letLead(tom, mei, false)
    await isAddedAt(await newDesk(from, 'Dee Okoro'), nadia)
    expect(await takes(nadia, tom)).toBe('split')
    expect(nadia.rosters.split.get()?.signer).toBe(deviceAt(tom))
  })

  it('[L185] an older version of the other does not take the place of a newer one', async () => {
    const { from, nadia, mei } = await nadiaIsDeposed()
    await isAddedAt(await newDesk(from, 'Dee Okoro'), nadia)
    const older = rosterOf(nadia)
    await isAddedAt(await newDesk(from, 'Sam Wood'), nadia)
    await takes(mei, nadia)
    expect(await mei.rosters.take(older.text)).toBe('split')
    await mei.rosters.unite()
    expect(namesOn(mei)).toContain('Sam Wood')
  })
})

describe('why a roster cannot be issued', () => {
  it('[L191] one that remembers as many removed devices as it can is begun anew, with the newest of them', async () => {
    const from = colleagues()
    const [nadia, mei] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Mei Tanaka')]
    await joins(mei, nadia)
    const before = rosterOf(nadia)
    const removed = Array.from({ length: rosterLimits.removed }, (_, at) => ({ device: deviceId.parse(at.toString(16).padStart(32, '0')), name: `Gone ${at}`, at: before.at, epoch: 2 }))
    const { text } = await issueRoster({ ...before, epoch: 2, removed, what: 'Many were removed.' }, { earlier: [before], charter: before.charter, epochSecret: undefined }, nadia.profile.get(), effects)
    expect(await nadia.rosters.take(text)).toBe('taken')
    await expect(remove(nadia, mei)).rejects.toThrow(/Begin the roster anew/)
    expect(isFull(rosterOf(nadia))).toBe(true)
    await nadia.rosters.beginAnew([])
    expect([namesOn(nadia), rosterOf(nadia).removed.map(({ name }) => name)]).toEqual([['Mei Tanaka', 'Nadia Clegg'], removed.slice(-100).map(({ name }) => name)])
    await remove(nadia, mei)
    expect([namesOn(nadia), isFull(rosterOf(nadia))]).toEqual([['Nadia Clegg'], false])
  })

  it('[L186] nobody signs themselves out of those who lead, and is told that somebody else can', async () => {
    const from = colleagues()
    const [nadia, mei] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Mei Tanaka')]
    await joins(mei, nadia)
    await letLead(nadia, mei)
    for (const giving of [() => letLead(nadia, nadia, false), () => remove(nadia, nadia)]) await expect(giving()).rejects.toThrow(/Ask somebody else who leads/)
    expect(rosterOf(nadia).members.filter(({ leads }) => leads).map(nameOfMember)).toEqual(['Nadia Clegg', 'Mei Tanaka'])
  })
})
