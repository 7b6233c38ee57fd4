import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { newId, huddleId } from '../../../src/core/model/ids.ts'
import { descentOf, type Roster } from '../../../src/core/model/roster.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { cell, type Cell } from '../../../src/core/model/observable.ts'
import type { Device } from '../../../src/core/record/device.ts'
import { readRoster } from '../../../src/core/record/roster.ts'
import { deviceKeys } from '../../../src/core/session/device-keys.ts'
import { frontDoor, type FrontDoor } from '../../../src/core/session/front-door.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import type { Room } from '../../../src/core/sync/transport.ts'
import { noRoom } from '../../../src/core/vault/problems.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { adding, changedBy, deviceOf, founded, leading, removing } from '../record/roster-builders.ts'
import { newRoom } from '../sync/builders.ts'
import { effects } from './effects.ts'

const huddle = newId(huddleId, effects.random)
const [nadia, mei, sam, tom] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood'), await deviceOf('Tom Reyes')]
const pair = await changedBy(nadia, await founded(nadia), adding(mei))
const three = await changedBy(nadia, pair, adding(sam))

interface Seat {
  readonly door: FrontDoor
  readonly doc: Y.Doc
  readonly room: Room
  readonly roster: Cell<Roster | undefined>
  received(): number
}

/** Computers in one room, each going by a roster of its own. */
function table() {
  const network = memoryNetwork()
  const address = newRoom()
  return async (device: Device, first: Roster | undefined, host: Device = nadia, pass = '', refusals = 0): Promise<Seat> => {
    const roster = cell(first)
    const keys = deviceKeys(device, effects.random)
    let refusing = refusals
    const take = async (text: string): Promise<void> => {
      refusing -= 1
      if (refusing >= 0) throw new ProblemError(noRoom)
      const [next, held] = [await readRoster(text), roster.get()]
      if (next && held && descentOf(next, held) === 'newer') roster.set(next)
    }
    const door = frontDoor({ huddle, host: host.card, keys, team: { now: roster.get, subscribe: roster.subscribe, take }, pass })
    const doc = new Y.Doc()
    let received = 0
    doc.on('update', (update: Uint8Array, origin: unknown) => (received += origin === null ? 0 : update.length))
    const transport = network.transport({ member: { keys, door }, clock: effects.clock, hands: handsHere(contentRules) })
    onTestFinished(() => transport.close())
    return { door, doc, roster, room: await transport.join(address, doc), received: () => received }
  }
}

const say = ({ doc }: Seat, text: string): void => doc.getText('note').insert(0, text)
const heard = ({ doc }: Seat): string => doc.getText('note').toJSON()

describe('a team’s roster at the door', () => {
  it('[L55] lets the members in without a knock, and brings the newest roster to whoever has an older one', async () => {
    const sit = table()
    const first = await sit(nadia, three)
    say(first, 'for the team')
    const second = await sit(mei, pair)
    await vi.waitFor(() => expect(heard(second)).toBe('for the team'))
    expect(second.roster.get()?.version).toBe(3)
    const third = await sit(sam, three)
    await vi.waitFor(() => expect(heard(third)).toBe('for the team'))
    expect([first, second].flatMap(({ door }) => door.knocks.get())).toEqual([])
    await vi.waitFor(() => expect(third.room.state.get().peers).toBe(2))
  })

  it('[L183] where it cannot be written just now, its giver is met all the same, and it is tried again in the room', async () => {
    const sit = table()
    const first = await sit(nadia, three)
    say(first, 'for the team')
    const second = await sit(mei, pair, nadia, '', 1)
    await vi.waitFor(() => expect(heard(second)).toBe('for the team'))
    await vi.waitFor(() => expect(second.roster.get()?.version).toBe(3))
    expect(second.room.state.get().problem).toBeUndefined()
  })

  it('[L55] a change of the roster reaches everybody who is there, at once', async () => {
    const sit = table()
    const [first, second] = [await sit(nadia, pair), await sit(mei, pair)]
    await vi.waitFor(() => expect(second.room.state.get().peers).toBe(1))
    first.roster.set(three)
    await vi.waitFor(() => expect(second.roster.get()?.version).toBe(3))
  })

  it('[L55] opens only huddles of the team itself, to exactly the cards that stand on it', async () => {
    const sit = table()
    const elsewhere = await sit(mei, three, tom)
    expect(await elsewhere.door.judge(sam.card, '')).toBe('wait')
    const here = await sit(nadia, three)
    expect(await here.door.judge(sam.card, '')).toBe('in')
    expect(await here.door.judge({ ...sam.card, organisationKind: 'Council' }, '')).toBe('wait')
    expect(await here.door.judge(tom.card, '')).toBe('wait')
  })

  it('[L56] a device that is removed is cut off at once and gets 0 bytes of any document, with the huddle’s secret and an earlier pass', async () => {
    const sit = table()
    const [first, second, third] = [await sit(nadia, three), await sit(mei, three), await sit(sam, three)]
    await vi.waitFor(() => expect([first, second, third].map(({ room }) => room.state.get().peers)).toEqual([2, 2, 2]))
    first.roster.set(await changedBy(nadia, three, removing(three, sam)))
    await vi.waitFor(() => expect([first, second].map(({ room }) => room.state.get().peers)).toEqual([1, 1]))
    const had = third.received()
    say(first, 'without Sam')
    await vi.waitFor(() => expect(heard(second)).toBe('without Sam'))
    await third.room.leave()
    const again = await sit(sam, three, nadia, third.door.pass())
    await vi.waitFor(() => expect(again.room.state.get().problem?.code).toBe('not-let-in'))
    expect(third.door.pass()).not.toBe('')
    expect([third.received() - had, again.received(), heard(again)]).toEqual([0, 0, ''])
    expect([first, second].flatMap(({ door }) => door.knocks.get())).toEqual([])
  })

  it('[L56] a device that was let in does not come in after it was removed, however late it lets the others in', async () => {
    const sit = table()
    const first = await sit(nadia, three)
    say(first, 'for the team')
    const late = await sit(sam, undefined, sam)
    await vi.waitFor(() => expect([first.room.state.get().waiting, late.door.knocks.get().length]).toEqual([true, 1]))
    first.roster.set(await changedBy(nadia, three, removing(three, sam)))
    late.door.admit(nadia.card.device)
    await vi.waitFor(() => expect([first.room.state.get().waiting, first.room.state.get().problem?.code]).toEqual([false, 'not-let-in']))
    expect([first.room.state.get().here, late.received(), heard(late)]).toEqual([[], 0, ''])
  })

  it('[L56] nor does a removed device open anything by a forged roster, by an older one, or by a pass that it signs', async () => {
    const gone = await changedBy(nadia, three, removing(three, sam))
    const sit = table()
    const [first, second] = [await sit(nadia, gone), await sit(mei, gone)]
    const forged = JSON.stringify({ pass: '', roster: three.text.replace('"epoch":1', '"epoch":9') })
    for (const papers of [forged, JSON.stringify({ pass: '', roster: three.text }), JSON.stringify({ pass: '', roster: (await changedBy(sam, await founded(sam), adding(tom))).text })]) {
      await second.door.take(papers, sam.card)
      expect(second.roster.get()).toBe(gone)
    }
    const own = frontDoor({ huddle, host: sam.card, keys: deviceKeys(sam, effects.random), team: { now: () => undefined, subscribe: () => () => undefined, take: async () => undefined }, pass: '' })
    const papers: unknown = JSON.parse(await own.papersFor(tom.card))
    const pass = String(Reflect.get(Object(papers), 'pass'))
    expect(await second.door.judge(tom.card, pass)).toBe('wait')
    expect(await second.door.judge(sam.card, pass)).toBe('no')
    expect(await first.door.judge(sam.card, pass)).toBe('no')
  })
})

describe('whoever keeps the door', () => {
  it('[L59] is the chair: handed over, the new keeper lets people in, and the earlier one no longer does', async () => {
    const sit = table()
    const first = await sit(nadia, undefined)
    const second = await sit(mei, undefined)
    await vi.waitFor(() => expect(first.door.knocks.get()).toHaveLength(1))
    first.door.admit(mei.card.device)
    await vi.waitFor(() => expect(second.room.state.get().peers).toBe(1))
    const handed = await first.door.handOver(mei.card)
    await second.door.follow(handed ?? [])
    expect([first, second].map(({ door }) => door.keeper.get().device)).toEqual([mei.card.device, mei.card.device])
    const third = await sit(sam, undefined)
    await vi.waitFor(() => expect([first, second].map(({ door }) => door.knocks.get().length)).toEqual([1, 1]))
    first.door.admit(sam.card.device)
    expect(third.room.state.get().peers).toBe(0)
    second.door.admit(sam.card.device)
    await vi.waitFor(() => expect(third.room.state.get().peers).toBe(2))
    expect([first, second].flatMap(({ door }) => door.knocks.get())).toEqual([])
    expect(third.door.pass()).not.toBe('')
  })

  it('[L59] nobody takes the door: only who keeps it hands it over, link by link', async () => {
    const sit = table()
    const [first, second] = [await sit(nadia, three), await sit(mei, three)]
    expect(await second.door.handOver(sam.card)).toBeUndefined()
    const handed = (await first.door.handOver(mei.card)) ?? []
    const [link] = handed
    const third = await sit(sam, three)
    await third.door.follow(handed.map((each) => ({ ...each, to: { device: sam.card.device, signingKey: sam.card.signingKey } })))
    expect(third.door.keeper.get().device).toBe(nadia.card.device)
    await third.door.follow(link ? [link, link] : [])
    expect(third.door.keeper.get().device).toBe(nadia.card.device)
    await third.door.follow(handed)
    expect(third.door.keeper.get().device).toBe(mei.card.device)
  })

  it('[L60] after the host has started again, whoever was let in earlier comes in by the pass that they have', async () => {
    const sit = table()
    const before = await sit(nadia, undefined)
    const guest = await sit(tom, undefined)
    await vi.waitFor(() => expect(before.door.knocks.get()).toHaveLength(1))
    before.door.admit(tom.card.device)
    await vi.waitFor(() => expect(guest.room.state.get().peers).toBe(1))
    await before.room.leave()
    const after = await sit(nadia, undefined)
    await vi.waitFor(() => expect(guest.room.state.get().peers).toBe(1))
    expect(after.door.knocks.get()).toEqual([])
    expect(await after.door.judge(sam.card, guest.door.pass())).toBe('wait')
  })

  it('[L52] a team of two leads stays led when one of them goes', async () => {
    const both = await changedBy(nadia, three, leading(three, mei))
    const left = await changedBy(mei, both, removing(both, nadia))
    expect(left.members.filter(({ leads }) => leads).map(({ devices }) => devices[0]?.name)).toEqual(['Mei Tanaka'])
    await expect(changedBy(mei, left, removing(left, mei))).rejects.toThrow(/Nobody would be left to lead/)
  })
})
