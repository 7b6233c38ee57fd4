import fc from 'fast-check'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { cell } from '../../src/core/model/observable.ts'
import { handsHere } from '../../src/core/sync/gate/gate-hands.ts'
import type { Membership } from '../../src/core/sync/member.ts'
import { memoryNetwork, type Carry, type MemoryNetwork } from '../../src/core/sync/memory-transport.ts'
import { nobodyYet } from '../../src/core/sync/room-keeper.ts'
import type { RoomAddress, Transport } from '../../src/core/sync/transport.ts'
import { contentRules } from '../contract/gate-rules.ts'
import { doorThat, memberNamed } from '../contract/members.ts'
import { howMany, type Company, type Fault } from './fault.ts'

type Step =
  | { readonly kind: 'write' | 'replace' | 'restart' | 'offline' | 'online'; readonly who: number }
  | { readonly kind: 'deliver'; readonly share: number }
  | { readonly kind: 'days'; readonly days: number }

const who = fc.nat({ max: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write'), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replace'), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart'), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('offline', 'online'), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver'), share: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('days'), days: fc.integer({ min: 1, max: 9 }) }) },
)
const schedule = fc.record({
  replicas: fc.integer({ min: 3, max: 7 }),
  steps: fc.array(step, { minLength: 8, maxLength: 40 }),
  /** What becomes of each message: 0 is lost, 1 arrives twice, anything else once; and when, among those that wait. */
  fates: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat()), { minLength: 20, maxLength: 60 }),
})
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never

interface Replica {
  doc: Y.Doc
  transport: Transport
}

const address: RoomAddress = { room: 'ab'.repeat(16), secret: 'A'.repeat(43) }
const day = 24 * 60 * 60 * 1000

/** Lets everything go on that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

/** Messages wait here until the schedule lets some of them go, in an order of its own. */
function lossyNetwork(fates: Schedule['fates']) {
  const waiting: (() => void)[] = []
  let sent = 0
  let calm = false
  const fate = (): readonly [number, number] => fates[(sent += 1) % fates.length] ?? [2, 0]
  const carry: Carry = (deliver) => {
    if (calm) {
      queueMicrotask(deliver)
      return
    }
    const [kind, place] = fate()
    for (let copies = kind === 0 ? 0 : kind === 1 ? 2 : 1; copies > 0; copies -= 1) waiting.splice(place % (waiting.length + 1), 0, deliver)
  }
  return {
    carry,
    network: memoryNetwork({ carry }),
    deliver(share: number) {
      for (const deliver of waiting.splice(0, Math.ceil((waiting.length * share) / 4))) deliver()
    },
    calmDown: () => (calm = true),
  }
}

async function play({ replicas: count, steps, fates }: Schedule, members: readonly Membership[], protection: boolean): Promise<{ lost: number; diverged: boolean }> {
  const lossy = lossyNetwork(fates)
  let now = Date.UTC(2026, 10, 24)
  let written = 0
  const bare = new Set<Y.Doc>()
  const join = async (doc: Y.Doc, member: Membership): Promise<Replica> => {
    const transport = protection ? ours(lossy.network, member, () => now) : justSending(bare, doc, lossy.carry)
    await transport.join(address, doc)
    return { doc, transport }
  }
  const replicas = await Promise.all(members.slice(0, count).map((member) => join(new Y.Doc(), member)))

  for (const each of steps) {
    if (each.kind === 'deliver') lossy.deliver(each.share)
    else if (each.kind === 'days') now += each.days * day
    else {
      const index = each.who % count
      const replica = replicas[index]
      const member = members[index]
      if (!replica || !member) continue
      const text = replica.doc.getText('note')
      if (each.kind === 'write') text.insert((written * 7) % (text.length + 1), `<${(written += 1)}>`)
      else if (each.kind === 'replace') replica.doc.getMap('fields').set(`field-${written % 3}`, { by: index, at: written })
      else if (each.kind === 'restart') {
        const kept = Y.encodeStateAsUpdate(replica.doc)
        await replica.transport.close()
        const doc = new Y.Doc()
        Y.applyUpdate(doc, kept)
        replicas[index] = await join(doc, member)
      } else replica.transport.setOnline(each.kind === 'online')
    }
    await settle()
  }
  lossy.calmDown()
  const same = (): boolean => new Set(replicas.map(({ doc }) => contentOf(doc))).size === 1
  for (let round = 0; round < 12 && (round === 0 || !same()); round += 1) {
    for (const { transport } of replicas) transport.setOnline(false)
    for (const { transport } of replicas) transport.setOnline(true)
    for (let turn = 0; turn < 40 && !(turn > 4 && same()); turn += 1) await settle()
  }
  const diverged = !same()
  // Characters, not words: somebody may have written in the middle of another's.
  const found = replicas.map(({ doc }) => [...doc.getText('note').toJSON()].filter((char) => char === '<').length)
  for (const { transport } of replicas) await transport.close()
  return { lost: Math.max(...found.map((each) => written - each)), diverged }
}

/** What a document says, whatever the order in which it came to say it. */
const contentOf = (doc: Y.Doc): string =>
  JSON.stringify([doc.getText('note').toJSON(), [...doc.getMap('fields').entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))])

const ours = (network: MemoryNetwork, member: Membership, clock: () => number): Transport => network.transport({ member, clock, hands: handsHere(contentRules) })

/** Each change is sent once to whoever is there, and nobody ever compares: what is left without the room's care. */
function justSending(peers: Set<Y.Doc>, doc: Y.Doc, carry: Carry): Transport {
  let online = true
  const received = {}
  const leave = (): void => void peers.delete(doc)
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (!online || origin === received) return
    for (const peer of peers) if (peer !== doc) carry(() => peers.has(peer) && Y.applyUpdate(peer, update, received), { from: '', to: '' })
  })
  return {
    async join() {
      peers.add(doc)
      return { awareness: new Awareness(doc), state: cell(nobodyYet(0)), leave: async () => leave() }
    },
    setOnline(next) {
      online = next
      if (next) peers.add(doc)
      else leave()
    },
    close: async () => leave(),
  }
}

export const company: Company = 'computing'

/** Seeded days of a team whose messages get lost, come twice or out of order, who restart, go away and come back. */
export const run: Fault = async ({ seed, protection, say, ...size }) => {
  const count = howMany(size, { sample: 25, quick: 200, whole: 10_000 })
  const named = await Promise.all(Array.from({ length: 7 }, (_, index) => memberNamed(`Colleague ${index}`)))
  // What the keys prove is tried elsewhere; here there are hundreds of thousands of meetings.
  const members: Membership[] = named.map(({ keys }) => ({
    keys: {
      ...keys,
      sign: async () => 'A'.repeat(86),
      verify: async () => true,
      certify: async () => 'A'.repeat(86),
      certifies: async () => true,
      mac: async () => 'A'.repeat(43),
    },
    door: doorThat('in'),
  }))
  let [lost, diverged, crashed] = [0, 0, 0]
  for (const [index, each] of fc.sample(schedule, { seed, numRuns: count }).entries()) {
    try {
      const came = await play(each, members, protection)
      lost += came.lost
      diverged += came.diverged ? 1 : 0
    } catch {
      crashed += 1
    }
    if (index % 50 === 49) say(`${index + 1} of ${count} schedules`)
  }
  return {
    name: 'schedules',
    tried: count,
    lost,
    undetected: diverged,
    crashed,
    holds: lost + diverged + crashed === 0,
    note: `${count} schedules of 3 to 7 people with lost, doubled and reordered messages, restarts and days away: ${diverged} ended with different documents, ${lost} words were lost.`,
  }
}
