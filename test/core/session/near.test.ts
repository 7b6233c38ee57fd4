import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { memoryHost, nearbyNetwork, type MemoryHost } from '../../../src/core/memory-host.ts'
import { huddleId, memberId, newId } from '../../../src/core/model/ids.ts'
import { invite as inviteParser } from '../../../src/core/model/invite.ts'
import { readCode } from '../../../src/core/model/near.ts'
import { isOfTeam, nearNames } from '../../../src/core/session/near-names.ts'
import type { ColleaguesInvite, LiveHuddle } from '../../../src/core/session/live-huddle.ts'
import type { Desk } from '../../../src/core/session/session.ts'
import { standingInvite } from '../../../src/core/session/standing-invite.ts'
import { openInvite, teamInvite } from '../../../src/core/session/team-invite.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'
import { until } from './two-at-a-table.ts'

const passphrase = 'four unrelated quiet words'

/** Computers on one local network. */
function computers() {
  const from = colleagues()
  const nearby = nearbyNetwork()
  return {
    nearby,
    async desk(name: string, host: MemoryHost = memoryHost(nearby)): Promise<Desk> {
      const session = await from.newcomer(host)
      await session.createTeam(westLeeds, cardOf(name), passphrase)
      return deskOf(session)
    },
  }
}

async function joins(newcomer: Desk, lead: Desk): Promise<void> {
  const card = await lead.rosters.readRequest(await newcomer.rosters.askToJoin())
  await lead.rosters.change({ kind: 'add-member', id: newId(memberId, effects.random), card })
  await newcomer.rosters.take(lead.rosters.standing.get()?.roster.text ?? '')
  await newcomer.rosters.accept()
}

async function teamOfTwo() {
  const { desk, nearby } = computers()
  const [nadia, mei] = [await desk('Nadia Clegg'), await desk('Mei Tanaka')]
  await joins(mei, nadia)
  return { desk, nearby, nadia, mei }
}

const secretOf = (desk: Desk): Uint8Array => desk.rosters.standing.get()?.epochSecret ?? new Uint8Array()
const passedOn = ({ colleagues: standing }: LiveHuddle, holds: (invite: ColleaguesInvite) => boolean = () => true): Promise<ColleaguesInvite | undefined> =>
  until(standing, (invite) => invite !== undefined && holds(invite))
const onNetwork = ({ near }: ColleaguesInvite): boolean => near !== undefined

describe('a huddle on the local network', () => {
  it('[L156] has one name and one code at every device of the roster, other ones after an epoch, and no outsider knows it', async () => {
    const { desk, nadia, mei } = await teamOfTwo()
    const outsider = await desk('Tom Reyes')
    const huddle = newId(huddleId, effects.random)
    const names = await nearNames(huddle, secretOf(nadia))
    expect(await nearNames(huddle, secretOf(mei))).toEqual(names)
    expect(await isOfTeam(names.id, secretOf(mei))).toBe(true)
    expect(await isOfTeam(names.id, secretOf(outsider))).toBe(false)
    expect((await nearNames(huddle, secretOf(outsider))).code).not.toBe(names.code)
    expect(names.id).not.toContain(huddle)
    const [, second] = nadia.rosters.standing.get()?.roster.members ?? []
    if (!second) throw new Error('no second member')
    await nadia.rosters.change({ kind: 'remove-member', member: second.id })
    const after = await nearNames(huddle, secretOf(nadia))
    expect(after.code).not.toBe(names.code)
    expect(await isOfTeam(after.id, secretOf(mei))).toBe(false)
  })

  it('[L157] is listed at a colleague’s, by name, and joined; at an outsider’s it is another team’s, and its invite opens nothing', async () => {
    const { desk, nadia, mei } = await teamOfTwo()
    const outsider = await desk('Tom Reyes')
    const live = await nadia.startHuddle('Tuesday huddle', [])
    expect(await mei.near.look()).toEqual({ open: true, huddles: [], others: 0 })
    await live.invite(5, 'network', 'anybody')
    await passedOn(live, onNetwork)
    const { huddles, others } = await mei.near.look()
    expect(others).toBe(0)
    expect(huddles).toMatchObject([{ huddle: live.id, title: 'Tuesday huddle', address: '192.0.2.1:47821' }])
    expect(await outsider.near.look()).toEqual({ open: true, huddles: [], others: 1 })
    await mei.joinHuddle(huddles[0]?.invite ?? '')
    await until(live.view, ({ reachable }) => reachable.length === 2)
    expect(live.knocks.waiting.get()).toEqual([])
  })

  it('[L157] a name that is repeated from elsewhere, where no invite opens, is not listed', async () => {
    const { nadia, mei, nearby } = await teamOfTwo()
    const live = await nadia.startHuddle('Tuesday huddle', [])
    await live.invite(5, 'network', 'team')
    await passedOn(live, onNetwork)
    const real = nearby.posted.get(live.id)
    if (!real) throw new Error('nothing is posted')
    nearby.posted.set(live.id, { ...real, invite: `mdth2.${'A'.repeat(200)}` })
    expect(await mei.near.look()).toEqual({ open: true, huddles: [], others: 0 })
  })

  it('[L153] is found by the address and the code that any member reads aloud; a wrong one is refused in words', async () => {
    const { desk, nadia, mei, nearby } = await teamOfTwo()
    nearby.quiet = true
    const live = await nadia.startHuddle('Tuesday huddle', [])
    await live.invite(5, 'network', 'team')
    const { near } = (await passedOn(live, onNetwork)) ?? {}
    expect(near).toMatchObject({ addresses: ['192.0.2.1:47821'], announced: false })
    expect(await mei.near.look()).toEqual({ open: false, huddles: [], others: 0 })
    const [address = '', code = ''] = [near?.addresses[0], near?.code]
    await expect(mei.near.ask('the ward', code)).rejects.toMatchObject({ problem: { code: 'near-garbled' } })
    await expect(mei.near.ask(address, 'K7MF')).rejects.toMatchObject({ problem: { code: 'near-garbled' } })
    await expect(mei.near.ask(address, readCode(code) === 'AAAAAAAA' ? 'CCCC-CCCC' : 'AAAA-AAAA')).rejects.toMatchObject({ problem: { code: 'near-unknown' } })
    const outsider = await desk('Tom Reyes')
    await expect(outsider.joinHuddle(await outsider.near.ask(address, code))).rejects.toThrow(/for the members of a team/)
    await mei.joinHuddle(await mei.near.ask(address.replace(':47821', ''), code.toLowerCase()))
    await until(live.view, ({ reachable }) => reachable.length === 2)
  })

  it('[L150] is not posted before its chair has opened it to the network, nor without anybody else on the roster', async () => {
    const { desk, nadia, nearby } = await teamOfTwo()
    const live = await nadia.startHuddle('Tuesday huddle', [])
    expect((await passedOn(live))?.near).toBeUndefined()
    expect(nearby.posted.size).toBe(0)
    const alone = await desk('Tom Reyes')
    const own = await alone.startHuddle('Alone', [])
    await own.invite(5, 'network', 'anybody')
    await vi.waitFor(() => expect(alone.huddles.get()[0]?.onNetwork).toBe(true))
    expect(own.colleagues.get()).toBeUndefined()
    expect(nearby.posted.size).toBe(0)
  })
})

describe('the invite that every member may pass on', () => {
  it('[L158] is the same at every member’s, names what is open already, and brings a third colleague in', async () => {
    const { desk, nadia, mei } = await teamOfTwo()
    const third = await desk('Sam Wood')
    await joins(third, nadia)
    const live = await nadia.startHuddle('Tuesday huddle', [])
    const theirs = await mei.joinHuddle((await live.invite(1, 'computer', 'anybody')).code)
    const first = await passedOn(theirs)
    expect(first?.code).toMatch(/^mdth2\./)
    expect(inviteParser.parse(await openInvite(first?.code ?? '', effects.clock(), secretOf(mei))).signalling).toEqual(['ws://127.0.0.1:0'])
    await live.invite(1, 'network', 'anybody')
    const opened = await passedOn(theirs, onNetwork)
    expect(opened).toMatchObject({ near: { addresses: ['192.0.2.1:47821'], code: live.colleagues.get()?.near?.code, announced: undefined } })
    expect(opened?.code).not.toBe(first?.code)
    await expect(theirs.invite(1, 'network', 'team')).rejects.toMatchObject({ problem: { code: 'not-the-host' } })
    await third.joinHuddle(opened?.code ?? '')
    await until(live.view, ({ reachable }) => reachable.length === 3)
    expect(live.knocks.waiting.get()).toEqual([])
  })

  it('[L189] leads to where the computer is now, within half a minute of its having moved to another network, by the same ticket', async () => {
    const { nearby, nadia } = await teamOfTwo()
    await nadia.startHuddle('Tuesday huddle', [])
    const [record] = nadia.huddles.get()
    if (!record) throw new Error('no huddle')
    const host = memoryHost(nearby)
    await host.call('signalling.start', { huddle: record.id, lan: true })
    const issued = { ticketDigest: 'a'.repeat(64), seats: 30, expires: effects.clock() + 12 * 3_600_000 }
    let tickets = 0
    const issue = async () => ({ ticket: `${(tickets += 1)}`.repeat(22), issued })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const standing = standingInvite({ desk: { host, effects, rosters: nadia.rosters }, huddle: huddleDoc(new Y.Doc()), record, reach: () => ({ onNetwork: true, relay: undefined, iceServers: [] }), issue })
    try {
      await standing.settle()
      expect(standing.state.get()).toMatchObject({ near: { addresses: ['192.0.2.1:47821'] } })
      nearby.address = '198.51.100.7:47821'
      vi.advanceTimersByTime(30_000)
      const moved = await until(standing.state, (invite) => invite?.near?.addresses[0] === '198.51.100.7:47821')
      expect(nearby.posted.get(record.id)?.invite).toBe(moved?.code)
      vi.advanceTimersByTime(30_000)
      await standing.settle()
      expect(standing.state.get()?.code).toBe(moved?.code)
      expect(tickets).toBe(1)
      const running = vi.getTimerCount()
      standing.stop()
      expect(vi.getTimerCount()).toBe(running - 1)
    } finally {
      vi.useRealTimers()
    }
  })

  it('[L158] is sealed anew for each epoch', async () => {
    const { desk, nadia, mei } = await teamOfTwo()
    const third = await desk('Sam Wood')
    await joins(third, nadia)
    const live = await nadia.startHuddle('Tuesday huddle', [])
    const before = await passedOn(live)
    const [, second] = nadia.rosters.standing.get()?.roster.members ?? []
    if (!second) throw new Error('no second member')
    await nadia.rosters.change({ kind: 'remove-member', member: second.id })
    const after = await passedOn(live, ({ code }) => code !== before?.code)
    await expect(openInvite(after?.code ?? '', effects.clock(), secretOf(mei))).rejects.toThrow(/for the members of a team/)
  })

  it('[L158] that leads to another huddle, or is none, is passed on by nobody', async () => {
    const { nadia, mei } = await teamOfTwo()
    const live = await nadia.startHuddle('Tuesday huddle', [])
    const theirs = await mei.joinHuddle((await live.invite(1, 'computer', 'anybody')).code)
    const sealed = (await passedOn(theirs))?.code ?? ''
    const real = await openInvite(sealed, effects.clock(), secretOf(mei))
    const [record] = mei.huddles.get()
    if (!record) throw new Error('no huddle')
    const seal = async (change: Partial<typeof real>): Promise<string> => (await teamInvite({ ...real, signalling: ['ws://203.0.113.9:1'], ...change }, secretOf(mei))).code
    const doc = huddleDoc(new Y.Doc())
    const reader = standingInvite({
      desk: { host: memoryHost(), effects, rosters: mei.rosters },
      huddle: doc,
      record,
      reach: () => ({ onNetwork: false, relay: undefined, iceServers: [] }),
      issue: () => Promise.reject(new Error('it is not ours to make')),
    })
    const otherSecret = real.secret.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    const forged = [await seal({ huddle: newId(huddleId, effects.random) }), await seal({ room: 'f'.repeat(32) }), await seal({ secret: otherSecret }), `mdth2.${'A'.repeat(200)}`, 'mdth1.x']
    for (const each of forged) {
      doc.putColleaguesInvite(each)
      await reader.settle()
      expect(reader.state.get()).toBeUndefined()
    }
    doc.putColleaguesInvite(sealed)
    await reader.settle()
    expect(reader.state.get()?.code).toBe(sealed)
  })
})
