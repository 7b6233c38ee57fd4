import { describe, expect, it, vi } from 'vitest'
import { present } from '../../../src/core/model/huddle.ts'
import { memberId, newId, personId } from '../../../src/core/model/ids.ts'
import { devicesOf, memberWith } from '../../../src/core/model/roster.ts'
import { personAddress } from '../../../src/core/session/person-address.ts'
import { teamInvite, openInvite } from '../../../src/core/session/team-invite.ts'
import { inviteTo } from '../../../src/core/session/meeting-point.ts'
import { newRoom } from '../sync/builders.ts'
import { colleagues } from './colleagues.ts'
import { effects } from './effects.ts'
import { joins, newDesk, rosterOf } from './team-builders.ts'
import { huddleOfTwo, openItem, someone, until, write } from './two-at-a-table.ts'

async function teamOfTwo() {
  const from = colleagues()
  const [nadia, mei] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Mei Tanaka')]
  await joins(mei, nadia)
  return { from, nadia, mei }
}

describe('a team', () => {
  it('[L62] is joined by a request, and only once the newcomer has accepted', async () => {
    const from = colleagues()
    const [nadia, mei] = [await newDesk(from, 'Nadia Clegg'), await newDesk(from, 'Mei Tanaka')]
    expect(await mei.rosters.take(rosterOf(nadia).text).catch((error: Error) => error.message)).toMatch(/this device is not on it/)
    const card = await nadia.rosters.readRequest(await mei.rosters.askToJoin())
    await nadia.rosters.change({ kind: 'add-member', id: newId(memberId, effects.random), card })
    expect(await mei.rosters.take(rosterOf(nadia).text)).toBe('offered')
    expect(mei.profile.get().team.name).toBe('Mei Tanaka’s hub')
    await mei.rosters.accept()
    expect(mei.profile.get().team).toEqual(nadia.profile.get().team)
    expect(mei.rosters.standing.get()?.epochSecret).toEqual(nadia.rosters.standing.get()?.epochSecret)
    await expect(mei.rosters.change({ kind: 'remove-device', device: card.device })).rejects.toThrow(/Only somebody who leads/)
  })

  it('[L58] is invited by a code that only its roster opens: an outsider learns nothing, a member comes in without a knock', async () => {
    const { from, nadia, mei } = await teamOfTwo()
    const outsider = await newDesk(from, 'Tom Reyes')
    const person = someone('Okafor', { kind: 'agreed', with: ['NHS'] })
    await nadia.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
    const live = await nadia.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
    const { code } = await live.invite(5, 'computer', 'team')
    expect(code).toMatch(/^mdth2\./)
    await expect(outsider.joinHuddle(code)).rejects.toThrow(/for the members of a team/)
    const theirs = await mei.joinHuddle(code)
    await until(theirs.view, ({ agenda }) => agenda.length === 1)
    expect(live.knocks.waiting.get()).toEqual([])
    const item = live.view.get().agenda[0]?.id
    if (!item) throw new Error('no item')
    await vi.waitFor(async () => expect((await openItem(theirs, item)).person.identity()?.familyName).toBe('Okafor'), { timeout: 10_000 })

    const had = await openItem(theirs, item)
    const member = memberWith(rosterOf(nadia), theirs.me.device)
    if (!member) throw new Error('no member')
    await nadia.rosters.change({ kind: 'remove-member', member: member.id })
    await until(live.shared, ({ peers }) => peers === 0)
    await until(live.view, ({ attendees }) => present(attendees).length === 1)
    const mine = await until(live.access(item), (state) => state.kind === 'open' && state.shared.get().peers === 0)
    if (mine.kind !== 'open') throw new Error('not open')
    write(mine.person.formulation, 'Written after the removal.')
    await until(theirs.shared, ({ peers }) => peers === 0)
    await theirs.leave()
    const again = await mei.resumeHuddle(live.id)
    await until(again.shared, ({ problem }) => problem?.code === 'not-let-in')
    expect(JSON.stringify(had.person.formulation)).not.toContain('removal')
    const { code: next } = await live.invite(5, 'computer', 'team')
    await expect(mei.joinHuddle(next)).rejects.toThrow(/for the members of a team/)
  })

  it('[L57] moves a guest along when an epoch ends: what is written then reaches them too, in another place', async () => {
    const { chairDesk, live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const [mine, joined] = [await openItem(live, item), await openItem(theirs, item)]
    write(mine.person.formulation, 'Before.')
    await vi.waitFor(() => expect(joined.person.formulation.toString()).toContain('Before.'))
    const from = colleagues()
    const dee = await newDesk(from, 'Dee Okoro')
    const card = await chairDesk.rosters.readRequest(await dee.rosters.askToJoin())
    const id = newId(memberId, effects.random)
    await chairDesk.rosters.change({ kind: 'add-member', id, card })
    await chairDesk.rosters.change({ kind: 'remove-member', member: id })
    const moved = await until(live.access(item), (state) => state.kind === 'open' && state.awareness !== mine.awareness)
    const followed = await until(theirs.access(item), (state) => state.kind === 'open' && state.awareness !== joined.awareness)
    if (moved.kind !== 'open' || followed.kind !== 'open') throw new Error('not open')
    write(moved.person.formulation, 'After.')
    await vi.waitFor(() => expect(followed.person.formulation.toString()).toContain('After.'))
  })

  it('[L61] two rosters made apart become one, and whoever either removed stays out', async () => {
    const { from, nadia, mei } = await teamOfTwo()
    const [tom, dee] = [await newDesk(from, 'Tom Reyes'), await newDesk(from, 'Dee Okoro')]
    await joins(tom, nadia)
    from.on.set(false)
    const second = memberWith(rosterOf(nadia), mei.profile.get().card.device)
    if (!second) throw new Error('no member')
    await nadia.rosters.change({ kind: 'lead', member: second.id, leads: true })
    await mei.rosters.take(rosterOf(nadia).text)
    await joins(dee, nadia)
    const gone = memberWith(rosterOf(mei), tom.profile.get().card.device)
    if (!gone) throw new Error('no member')
    await mei.rosters.change({ kind: 'remove-member', member: gone.id })
    expect(await nadia.rosters.take(rosterOf(mei).text)).toBe('split')
    expect(rosterOf(nadia).members).toHaveLength(4)
    await nadia.rosters.unite()
    expect(devicesOf(rosterOf(nadia)).map(({ name }) => name).toSorted()).toEqual(['Dee Okoro', 'Mei Tanaka', 'Nadia Clegg'])
    expect([await mei.rosters.take(rosterOf(nadia).text), await dee.rosters.take(rosterOf(nadia).text)]).toEqual(['taken', 'taken'])
    expect(rosterOf(mei).removed.map(({ name }) => name)).toEqual(['Tom Reyes'])
    expect(nadia.rosters.split.get()).toBeUndefined()
  })

  it('[L62] whose only lead is gone begins anew, and each member decides whether to follow', async () => {
    const { nadia, mei } = await teamOfTwo()
    await mei.rosters.beginAnew([nadia.profile.get().card.device])
    expect(rosterOf(mei)).toMatchObject({ version: 1, epoch: 2 })
    expect(devicesOf(rosterOf(mei)).map(({ name }) => name)).toEqual(['Mei Tanaka'])
    await expect(nadia.rosters.take(rosterOf(mei).text)).rejects.toThrow(/not on it/)
    expect(rosterOf(nadia).members).toHaveLength(2)
  })
})

describe('what opens a person’s document', () => {
  it('[L57] takes both what was granted and the epoch’s secret; without either, or after the epoch, it is another place', async () => {
    const room = { id: newId(personId, effects.random), ...newRoom() }
    const [epoch, next] = [effects.random(32), effects.random(32)]
    const address = await personAddress(room, epoch)
    expect(await personAddress({ ...room }, epoch.slice())).toEqual(address)
    const others = [await personAddress(room, next), await personAddress({ ...room, secret: newRoom().secret }, epoch), await personAddress(room, undefined)]
    for (const other of others) {
      expect(other.room).not.toBe(address.room)
      expect(other.secret).not.toBe(address.secret)
    }
    expect(await personAddress({ id: room.id, ...address, given: true }, next)).toEqual(address)
  })
})

describe('an invite for the team', () => {
  it('[L58] says nothing without the epoch’s secret, nor with that of another epoch, nor once it is damaged', async () => {
    const { live, chairDesk } = await huddleOfTwo({ kind: 'not-asked' })
    const [record] = chairDesk.huddles.get()
    if (!record) throw new Error('no huddle')
    const content = inviteTo(record, ['ws://127.0.0.1:1'], 'A'.repeat(22), effects.clock() + 1000)
    const secret = effects.random(32)
    const { code, link } = await teamInvite(content, secret)
    expect(await openInvite(link, effects.clock(), secret)).toEqual(content)
    await expect(openInvite(code, effects.clock(), undefined)).rejects.toThrow(/for the members/)
    await expect(openInvite(code, effects.clock(), effects.random(32))).rejects.toThrow(/for the members/)
    await expect(openInvite(`${code.slice(0, 40)}${code[40] === 'A' ? 'B' : 'A'}${code.slice(41)}`, effects.clock(), secret)).rejects.toThrow(/for the members/)
    await expect(openInvite(code, effects.clock() + 2000, secret)).rejects.toThrow(/run out/)
    expect(code).not.toContain(record.secret)
    await live.leave()
  })
})
