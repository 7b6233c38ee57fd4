import { expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import type { WriterCertificate } from '../../../src/core/model/writer.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import type { Door } from '../../../src/core/sync/member.ts'
import { roomTable } from '../../../src/core/sync/room-table.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { doorThat, memberNamed } from '../../contract/members.ts'
import { clock, newRoom } from './builders.ts'

const certificateOf = async (name: string, client: number): Promise<WriterCertificate> => ({ card: (await memberNamed(name)).keys.card, client, signature: '' })
const [sam, mei] = [await certificateOf('Sam Wood', 41), await certificateOf('Mei Tanaka', 42)]

/** A room whose peers have all been let in; of these `open` are heard. */
async function table({ met, open, door }: { readonly met: ReadonlyMap<string, WriterCertificate>; readonly open: ReadonlyMap<string, WriterCertificate>; readonly door: Door }) {
  const cut: string[] = []
  const made = roomTable({
    address: newRoom(),
    doc: new Y.Doc(),
    clock,
    member: await memberNamed('Nadia Clegg', door),
    hands: handsHere(contentRules),
    converse: undefined,
    origin: () => 'peer',
    links: { name: () => 'nadia', open: () => open, met: () => met, meeting: () => true, send: () => undefined, cutOff: (peer) => cut.push(peer) },
  })
  onTestFinished(() => {
    made.stop()
    made.awareness.destroy()
  })
  return { made, cut }
}

it('[L56] whoever is removed is cut off at once, also before their channel is open or while they are not heard', async () => {
  const watchers = new Set<() => void>()
  const door: Door = { ...doorThat('in'), bars: ({ device }) => device === sam.card.device, subscribe: (watch) => (watchers.add(watch), () => watchers.delete(watch)) }
  const { cut } = await table({ met: new Map([['sam', sam], ['mei', mei]]), open: new Map([['mei', mei]]), door })
  for (const watch of watchers) watch()
  expect(cut).toEqual(['sam'])
})
