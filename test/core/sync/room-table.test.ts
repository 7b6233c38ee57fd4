import { expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { utf8 } from '../../../src/core/model/bytes.ts'
import type { WriterCertificate } from '../../../src/core/model/writer.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { writeHandshake } from '../../../src/core/sync/handshake-messages.ts'
import type { Door } from '../../../src/core/sync/member.ts'
import { writePresence } from '../../../src/core/sync/gate/presence-gate.ts'
import { authorsMessage, changeMessage, presenceMessage } from '../../../src/core/sync/room-messages.ts'
import { roomTable } from '../../../src/core/sync/room-table.ts'
import { writerIn } from '../../../src/core/sync/transport.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { doorThat, memberNamed } from '../../contract/members.ts'
import { clock, newRoom } from './builders.ts'

const address = newRoom()

async function certificateOf(name: string, client: number): Promise<WriterCertificate> {
  const { keys } = await memberNamed(name)
  return { card: keys.card, client, signature: await keys.certify(writerIn(address, client)) }
}
const [sam, mei] = [await certificateOf('Sam Wood', 41), await certificateOf('Mei Tanaka', 42)]

function doorWith(change: Partial<Door>): { door: Door; changed(): void } {
  const watchers = new Set<() => void>()
  const door: Door = { ...doorThat('in'), ...change, subscribe: (watch) => (watchers.add(watch), () => watchers.delete(watch)) }
  return { door, changed: () => watchers.forEach((watch) => watch()) }
}

const full = (): Promise<never> => Promise.reject(new Error('the disk is full'))
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A room whose peers have all been let in; of these `open` are heard. */
async function table({ met, open, door }: { readonly met: ReadonlyMap<string, WriterCertificate>; readonly open: ReadonlyMap<string, WriterCertificate>; readonly door: Door }) {
  const [cut, sent]: [string[], string[]] = [[], []]
  const doc = new Y.Doc()
  const made = roomTable({
    address,
    doc,
    clock,
    member: await memberNamed('Nadia Clegg', door),
    hands: handsHere(contentRules),
    converse: undefined,
    origin: () => 'peer',
    links: { name: () => 'nadia', open: () => open, met: () => met, meeting: () => true, refusal: () => undefined, send: (peer, message) => sent.push(`${peer}: ${utf8.decode(message)}`), cutOff: (peer) => cut.push(peer), meetAnew: () => undefined },
  })
  onTestFinished(() => {
    made.stop()
    made.awareness.destroy()
  })
  return { made, doc, cut, sent }
}

it('[L56] whoever is removed is cut off at once, also before their channel is open or while they are not heard', async () => {
  const { door, changed } = doorWith({ bars: ({ device }) => device === sam.card.device })
  const { cut } = await table({ met: new Map([['sam', sam], ['mei', mei]]), open: new Map([['mei', mei]]), door })
  changed()
  expect(cut).toEqual(['sam'])
})

it('[L55] a roster that could not be handed out once is handed out at the next change', async () => {
  const given = [Promise.reject(new Error('not to be had')), Promise.resolve('the roster')]
  const { door, changed } = doorWith({ papersFor: async () => given.shift() ?? '' })
  const open = new Map([['mei', mei]])
  const { sent } = await table({ met: open, open, door })
  changed()
  changed()
  await vi.waitFor(() => expect(sent).toEqual([expect.stringContaining('the roster')]))
})

it('[L55] a roster that could not be taken in once is taken in at the next change', async () => {
  const taken: string[] = []
  const answers = [() => Promise.reject(new Error('the disk is full')), async (papers: string) => void taken.push(papers)]
  const { door, changed } = doorWith({ take: async (papers) => answers.shift()?.(papers) })
  const open = new Map([['mei', mei]])
  const { made } = await table({ met: open, open, door })
  made.take('mei', mei, writeHandshake({ say: 'papers', papers: 'the roster' }))
  await turn()
  changed()
  changed()
  await turn()
  expect(taken).toEqual(['the roster'])
})

it('[L183] a roster that could not be taken in is tried again by itself, every ten seconds until it is', async () => {
  const taken: string[] = []
  const answers = [full, full, async (papers: string) => void taken.push(papers)]
  const { door } = doorWith({ take: async (papers) => answers.shift()?.(papers) })
  const open = new Map([['mei', mei]])
  const { made } = await table({ met: open, open, door })
  vi.useFakeTimers()
  try {
    made.take('mei', mei, writeHandshake({ say: 'papers', papers: 'the roster' }))
    await vi.advanceTimersByTimeAsync(9_999)
    expect(answers).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(answers).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(taken).toEqual(['the roster'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(taken).toEqual(['the roster'])
  } finally {
    vi.useRealTimers()
  }
})

it('[L190] however many windows have come and gone, whoever comes is still heard, and whoever is here is not forgotten', async () => {
  const open = new Map([['sam', sam]])
  const { made } = await table({ met: open, open, door: doorThat('in') })
  const { keys } = await memberNamed('Tom Reyes')
  const windows = (from: number) => Promise.all(Array.from({ length: 500 }, async (_, at) => ({ card: keys.card, client: from + at, signature: await keys.certify(writerIn(address, from + at)) })))
  let said = 0
  const isHeard = ({ client, card: { device } }: WriterCertificate) =>
    vi.waitFor(() => {
      said += 1
      made.take('sam', sam, presenceMessage(writePresence([{ client, clock: said, state: { device, said } }])))
      expect(made.awareness.getStates().get(client)?.['said']).toBe(said)
    }, { timeout: 30_000 })
  for (const [from, last] of [[1000, mei], [2000, await certificateOf('Dee Okoro', 43)], [3000, await certificateOf('Ann Other', 44)]] as const) {
    made.take('sam', sam, authorsMessage(await windows(from)))
    made.take('sam', sam, authorsMessage([last]))
    await isHeard(last)
  }
  await isHeard(mei)
})

it('[L28] a card that cannot be checked is not noted; whoever is introduced beside it is, and what is written after it is taken', async () => {
  const open = new Map([['sam', sam]])
  const { made, doc } = await table({ met: open, open, door: doorThat('in') })
  made.take('sam', sam, authorsMessage([{ ...sam, client: 43, card: { ...sam.card, name: '\ud800' } }, mei]))
  const theirs = new Y.Doc()
  theirs.clientID = sam.client
  theirs.getMap('about').set('title', 'said after it')
  made.take('sam', sam, changeMessage(Y.encodeStateAsUpdate(theirs)))
  await vi.waitFor(() => expect(doc.getMap('about').get('title')).toBe('said after it'))
  for (const [client, { device }] of [[43, sam.card], [mei.client, mei.card]] as const) made.take('sam', sam, presenceMessage(writePresence([{ client, clock: 1, state: { device } }])))
  expect([43, mei.client].map((client) => made.awareness.getStates().has(client))).toEqual([false, true])
})
