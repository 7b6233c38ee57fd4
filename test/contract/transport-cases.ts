import type { RoomAddress, RoomState } from '../../src/core/sync/transport.ts'

/**
 * What every Transport must do, said once. A peer is one installation with one document; where it runs (here, or in a
 * browser that the test drives) is its maker's business, so everything about it is asked for asynchronously.
 */
export interface ContractPeer {
  join(address: RoomAddress): Promise<void>
  leave(): Promise<void>
  setOnline(online: boolean): Promise<void>
  write(field: string, text: string): Promise<void>
  /** Puts a text of so many characters into a field, in one update. */
  fill(field: string, length: number): Promise<void>
  read(field: string): Promise<string>
  length(field: string): Promise<number>
  state(): Promise<RoomState>
  say(name: string): Promise<void>
  /** Ends its connections, for everybody to be met anew. */
  meetAnew(): Promise<void>
  /** How often it has begun to talk with somebody. */
  talks(): Promise<number>
  /** Names that the others in the room have said. */
  heard(): Promise<readonly string[]>
}

/** Settles when `look` gives `expected`, and fails with the last thing it gave when it does not in time. */
export type Until = <T>(look: () => Promise<T>, expected: T) => Promise<void>

export interface ContractRun {
  readonly peer: () => Promise<ContractPeer>
  readonly until: Until
  readonly rejected: (promise: Promise<unknown>) => Promise<string>
  readonly newRoom: () => RoomAddress
  readonly same: (found: unknown, expected: unknown) => void
}

export interface ContractCase {
  readonly title: string
  /** Takes long where peers are browsers. */
  readonly long?: boolean
  readonly run: (run: ContractRun) => Promise<void>
}

const states = (peer: ContractPeer) => async (): Promise<string> => {
  const { peers, holding, offlineSince } = await peer.state()
  return `${peers} here, ${holding} holding, ${offlineSince === undefined ? 'online' : 'offline'}`
}

async function meeting(run: ContractRun, count: number): Promise<{ peers: ContractPeer[]; address: RoomAddress }> {
  const address = run.newRoom()
  const peers = await Promise.all(Array.from({ length: count }, () => run.peer()))
  for (const peer of peers) await peer.join(address)
  for (const peer of peers) await run.until(states(peer), `${count - 1} here, ${count - 1} holding, online`)
  return { peers, address }
}

const megabyte = 1_000_000

export const transportCases: readonly ContractCase[] = [
  ...[2, 3].map((count) => ({
    title: `[L10] ${count} peers converge, whoever writes`,
    async run(run: ContractRun) {
      const { peers } = await meeting(run, count)
      for (const [index, peer] of peers.entries()) await peer.write(`field-${index}`, `from ${index}`)
      for (const peer of peers) {
        for (const index of peers.keys()) await run.until(() => peer.read(`field-${index}`), `from ${index}`)
        await run.until(states(peer), `${count - 1} here, ${count - 1} holding, online`)
      }
    },
  })),
  {
    title: '[L11] alone in a room, nobody is here and nobody holds anything',
    async run(run) {
      const alone = await run.peer()
      await alone.join(run.newRoom())
      await run.until(states(alone), '0 here, 0 holding, online')
      await alone.write('note', 'to myself')
      await run.until(states(alone), '0 here, 0 holding, online')
    },
  },
  {
    title: '[L12] presence arrives, disappears with whoever leaves, and comes back with them',
    async run(run) {
      const { peers, address } = await meeting(run, 3)
      const [chair, guest, third] = peers
      if (!chair || !guest || !third) throw new Error('three peers')
      await chair.say('Nadia')
      await guest.say('Mei')
      await run.until(async () => [...(await chair.heard())].toSorted(), ['Mei'])
      await run.until(async () => [...(await third.heard())].toSorted(), ['Mei', 'Nadia'])
      await guest.leave()
      await run.until(async () => [...(await chair.heard())], [])
      await run.until(async () => [...(await third.heard())], ['Nadia'])
      await guest.join(address)
      await guest.say('Mei again')
      await run.until(async () => [...(await chair.heard())], ['Mei again'])
      await run.until(states(chair), '2 here, 2 holding, online')
    },
  },
  {
    title: '[L13] another secret gets nothing, not even to know that somebody is here',
    async run(run) {
      const { peers, address } = await meeting(run, 2)
      const [chair, colleague] = peers
      const stranger = await run.peer()
      await stranger.join({ room: address.room, secret: run.newRoom().secret })
      await stranger.say('Mallory')
      await stranger.write('note', 'planted')
      await chair?.write('note', 'Only for us')
      await run.until(async () => colleague?.read('note'), 'Only for us')
      await run.until(states(stranger), '0 here, 0 holding, online')
      run.same(await stranger.read('note'), 'planted')
      run.same(await chair?.heard(), [])
      run.same(await colleague?.read('note'), 'Only for us')
    },
  },
  {
    title: '[L14] without a whole secret, or with a room that has a name, nothing is joined',
    async run(run) {
      const peer = await run.peer()
      const { room, secret } = run.newRoom()
      run.same(await run.rejected(peer.join({ room, secret: '' })), 'no-secret')
      run.same(await run.rejected(peer.join({ room, secret: secret.slice(1) })), 'no-secret')
      run.same(await run.rejected(peer.join({ room: 'marlon-fenwick', secret })), 'no-room')
    },
  },
  {
    title: '[L15] what is written apart merges on return, both ways, and being apart is said',
    async run(run) {
      const { peers } = await meeting(run, 3)
      const [chair, away, third] = peers
      if (!chair || !away || !third) throw new Error('three peers')
      await away.setOnline(false)
      await run.until(states(away), '0 here, 0 holding, offline')
      await run.until(states(chair), '1 here, 1 holding, online')
      await away.write('decision', 'Written apart. ')
      await chair.write('why', 'Written together. ')
      await run.until(() => third.read('why'), 'Written together. ')
      run.same(await third.read('decision'), '')
      run.same(await away.read('why'), '')
      await away.setOnline(true)
      for (const peer of peers) {
        await run.until(() => peer.read('decision'), 'Written apart. ')
        await run.until(() => peer.read('why'), 'Written together. ')
        await run.until(states(peer), '2 here, 2 holding, online')
      }
    },
  },
  {
    title: '[L15] off and on again in one breath ends on',
    async run(run) {
      const { peers } = await meeting(run, 2)
      const [chair, flickering] = peers
      if (!chair || !flickering) throw new Error('two peers')
      await Promise.all([false, true, false, true].map((online) => flickering.setOnline(online)))
      await flickering.write('note', 'still here')
      await run.until(() => chair.read('note'), 'still here')
      for (const peer of peers) await run.until(states(peer), '1 here, 1 holding, online')
    },
  },
  ...[1, 5].map((size) => ({
    title: `[L16] a document of ${size} MB reaches a late joiner`,
    long: size > 1,
    async run(run: ContractRun) {
      const { peers, address } = await meeting(run, 2)
      await peers[0]?.fill('story', size * megabyte)
      const late = await run.peer()
      await late.join(address)
      await run.until(() => late.length('story'), size * megabyte)
      await late.write('note', 'read it all')
      for (const peer of [...peers, late]) {
        await run.until(() => peer.read('note'), 'read it all')
        await run.until(states(peer), '2 here, 2 holding, online')
      }
    },
  })),
  {
    title: '[L187] whoever is to be met anew is, by the same windows, and what is written meanwhile and after is shared',
    async run(run) {
      const { peers } = await meeting(run, 2)
      const [chair, guest] = peers
      if (!chair || !guest) throw new Error('two peers')
      await chair.meetAnew()
      await guest.write('note', 'meanwhile')
      await run.until(async () => [await chair.talks(), await guest.talks()], [2, 2])
      await run.until(() => chair.read('note'), 'meanwhile')
      await chair.write('more', 'after')
      await run.until(() => guest.read('more'), 'after')
      for (const peer of peers) await run.until(states(peer), '1 here, 1 holding, online')
    },
  },
  {
    title: '[L17] leaving keeps the document, may be said twice, and does not end a later stay',
    async run(run) {
      const { peers, address } = await meeting(run, 2)
      const [chair, guest] = peers
      if (!chair || !guest) throw new Error('two peers')
      await guest.write('note', 'kept. ')
      await run.until(() => chair.read('note'), 'kept. ')
      run.same(await run.rejected(guest.join(address)), 'room-in-use')
      await Promise.all([guest.leave(), guest.leave()])
      await run.until(states(chair), '0 here, 0 holding, online')
      await guest.write('alone', 'meanwhile')
      run.same(await guest.read('note'), 'kept. ')
      run.same(await chair.read('alone'), '')
      await guest.join(address)
      await guest.leave()
      await guest.join(address)
      await run.until(() => chair.read('alone'), 'meanwhile')
      await run.until(states(guest), '1 here, 1 holding, online')
    },
  },
]
