import { newRoom } from '../../pages/meeting.ts'
import { alternate, roundsOf } from '../alternate.ts'
import type { Group } from '../metric.ts'
import type { TransportKind } from '../../e2e/transport/transports.ts'
import type { Ask } from '../ask.ts'
import type { Kind, LiveOperations } from '../pages/live.ts'
import { percentile } from '../statistics.ts'
import { eventually, withWindows, type Windows } from '../windows.ts'

const allMeet = async (asks: readonly Ask<LiveOperations>[], kind: Kind): Promise<boolean> =>
  (await Promise.all(asks.map((ask) => ask('peers', kind)))).every((count) => count === asks.length - 1)

const tries = 6

/**
 * Lets every window meet every other one in a room of this kind, one after the other. y-webrtc as shipped at times
 * leaves two windows waiting for each other for ever: the newcomer then leaves and joins again.
 * @returns the windows' names for one another
 */
async function meet({ asks, meeting }: Windows, kind: TransportKind): Promise<string[]> {
  const address = newRoom()
  const names: string[] = []
  for (const [index, ask] of asks.entries()) {
    const met = (): Promise<boolean> => allMeet(asks.slice(0, index + 1), kind)
    for (let again = 1; ; again += 1) {
      names[index] = await ask('join', kind, meeting.seat(), address)
      const waiting = eventually(`${index + 1} windows meet (${kind})`, met, 8000)
      if (again === tries) await waiting
      if (await waiting.then(() => true, () => false)) break
      await ask('leave', kind)
    }
  }
  return names
}

async function meetBare({ asks }: Windows): Promise<string[]> {
  await Promise.all(asks.map((ask) => ask('joinBare')))
  for (const [one, ask] of asks.entries()) {
    for (const [two, other] of asks.entries()) {
      if (two <= one) continue
      const offer = await ask('bareOffer', String(two))
      await ask('bareAccept', String(two), await other('bareAnswer', String(one), offer))
    }
  }
  await eventually(`${asks.length} windows meet (bare)`, () => allMeet(asks, 'bare'))
  return asks.map((_, index) => String(index))
}

const editors = 5

/** From each key to the frame of each other window that first shows it. */
async function delays({ asks }: Windows, kind: Kind, names: readonly string[], count: number): Promise<number[]> {
  const before = await Promise.all(asks.map(async (ask) => (await ask('typed', kind)).length))
  await Promise.all(asks.map((ask, index) => ask('type', kind, { count, every: 150 + index * 7 })))
  const typed = await Promise.all(asks.map((ask) => ask('typed', kind)))
  const found: number[] = []
  await eventually(`every key arrives (${kind})`, async () => {
    const shown = await Promise.all(asks.map((ask) => ask('shown', kind)))
    found.length = 0
    for (const [from, name] of names.entries()) {
      for (const [at, theirs] of shown.entries()) {
        if (at === from) continue
        for (let key = before[from] ?? 0; key < (typed[from]?.length ?? 0); key += 1) {
          const [began, ended] = [typed[from]?.[key], theirs[name]?.[key]]
          if (began !== undefined && typeof ended === 'number') found.push(ended - began)
        }
      }
    }
    return found.length === editors * (editors - 1) * count
  })
  return found
}

const keystroke: Group = {
  names: ['keystroke-remote-p50', 'keystroke-remote-p99'],
  measure: (bench) =>
    withWindows(bench, editors, async (windows) => {
      const count = bench.quick ? 15 : 40
      const [ours, peer, floor] = [await meet(windows, 'ours'), await meet(windows, 'shipped'), await meetBare(windows)]
      const found = await alternate(bench, {
        ours: () => delays(windows, 'ours', ours, count),
        peer: () => delays(windows, 'shipped', peer, count),
        floor: () => delays(windows, 'bare', floor, count),
      })
      return {
        'keystroke-remote-p50': roundsOf(found, (times) => percentile(times, 0.5)),
        'keystroke-remote-p99': roundsOf(found, (times) => percentile(times, 0.99)),
      }
    }),
}

/** So large that nothing else which the windows say to one another is mistaken for it. */
const markedKey = 2000

const fanOut: Group = {
  names: ['messages-per-keystroke-10'],
  measure: (bench) =>
    withWindows(bench, 10, async (windows) => {
      const keys = 10
      const perKey = async (kind: 'ours' | 'shipped'): Promise<number> => {
        const { asks } = windows
        await Promise.all(asks.map((ask) => ask('sentSince', markedKey)))
        const [typist] = asks
        const before = (await typist?.('length', kind)) ?? 0
        await typist?.('type', kind, { count: keys, every: 100, size: markedKey })
        await eventually('every window has every key', async () =>
          (await Promise.all(asks.map((ask) => ask('length', kind)))).every((length) => length === before + keys * markedKey),
        )
        const sent = await Promise.all(asks.map((ask) => ask('sentSince', markedKey)))
        return sent.reduce((sum, each) => sum + each, 0) / keys
      }
      await meet(windows, 'ours')
      await meet(windows, 'shipped')
      const found = await alternate(bench, { ours: () => perKey('ours'), peer: () => perKey('shipped') })
      const rounds = roundsOf(found, (messages) => messages)
      return { 'messages-per-keystroke-10': { ...rounds, floor: rounds.ours.map(() => windows.asks.length - 1) } }
    }),
}

const megabytes = 5_000_000
const patience = 8000

const lateJoin: Group = {
  names: ['late-join-5mb'],
  measure: (bench) =>
    withWindows(bench, 2, async ({ asks: [holder, joiner], meeting }) => {
      if (!holder || !joiner) throw new Error('two windows are needed')
      const throughRoom = async (kind: 'ours' | 'shipped', within: number): Promise<number> => {
        const address = newRoom()
        await holder('host', kind, meeting.seat(), address, megabytes)
        const took = await joiner('joinLate', kind, meeting.seat(), address, megabytes, within)
        await holder('leave', kind)
        return took
      }
      const throughChannel = async (): Promise<number> => {
        const answer = await holder('bareLateAnswer', await joiner('bareLateOffer', megabytes), megabytes)
        const took = await joiner('bareLateAccept', answer)
        await Promise.all([holder('bareLateEnd'), joiner('bareLateEnd')])
        return took
      }
      bench.say('whether y-webrtc as shipped can')
      const shipped = await throughRoom('shipped', patience)
      const found = await alternate(bench, {
        ours: () => throughRoom('ours', 60_000),
        ...(shipped >= 0 && { peer: () => throughRoom('shipped', patience) }),
        floor: throughChannel,
      })
      if (found.ours.some((took) => took < 0)) throw new Error('the document did not arrive within a minute')
      const rounds = roundsOf(found, (milliseconds) => milliseconds)
      return { 'late-join-5mb': shipped >= 0 ? rounds : { ...rounds, peerFailed: `had nothing of it after ${patience / 1000} s` } }
    }),
}

export const live: readonly Group[] = [keystroke, fanOut, lateJoin]
