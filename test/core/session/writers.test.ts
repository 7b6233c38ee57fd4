import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { writersOf } from '../../../src/core/doc/writers.ts'
import { personDocId } from '../../../src/core/session/item-access.ts'
import { certifyWriter, knownWriters } from '../../../src/core/session/writers.ts'
import { makeDevice } from '../../../src/core/record/device.ts'
import { signWriter, verifyWriter } from '../../../src/core/record/sign.ts'
import type { Profile } from '../../../src/core/model/profile.ts'
import { team } from '../../../src/core/model/team.ts'
import { teamId } from '../../../src/core/model/ids.ts'
import { meet, paragraph } from '../doc/docs.ts'
import { cardOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'

const id = personDocId('1'.repeat(32))

async function profileOf(name: string): Promise<Profile> {
  const device = await makeDevice(effects, { ...cardOf(name), guest: false })
  return { ...device, team: team.parse({ ...westLeeds, id: teamId.parse('2'.repeat(32)), practice: false }), lastHereAt: 0 }
}

const write = (doc: Y.Doc, text: string): void => doc.getXmlFragment('note').push([paragraph(text)])
const namesIn = (doc: Y.Doc) => {
  const { known } = knownWriters(doc, id)
  return () => [...known.get()].map(([client, card]) => [client, card.name])
}

const claim = async (client: number, { card, signingSecret }: Profile) => ({ client, card, signature: await signWriter({ doc: id, client }, card, signingSecret) })

describe('who writes with which client', () => {
  it('[C86] a certificate holds for its document, client and card, and for no other', async () => {
    const [nadia, sam] = [await profileOf('Nadia Clegg'), await profileOf('Sam Wood')]
    const writer = { doc: id, client: 7 }
    const certificate = { client: 7, card: nadia.card, signature: await signWriter(writer, nadia.card, nadia.signingSecret) }
    expect(await verifyWriter(writer, certificate)).toBe(true)
    expect(await verifyWriter({ doc: personDocId('3'.repeat(32)), client: 7 }, certificate)).toBe(false)
    expect(await verifyWriter({ doc: id, client: 8 }, certificate)).toBe(false)
    expect(await verifyWriter(writer, { ...certificate, card: { ...nadia.card, name: 'Sam Wood' } })).toBe(false)
    expect(await verifyWriter(writer, { ...certificate, card: sam.card })).toBe(false)
    expect(await verifyWriter(writer, { ...certificate, card: { ...sam.card, device: nadia.card.device } })).toBe(false)
  })

  it('[C87] whoever writes is known to everybody, after they have left and with a new client each time; whoever only reads says nothing', async () => {
    const nadia = await profileOf('Nadia Clegg')
    const [first, reader] = [new Y.Doc(), new Y.Doc()]
    const stop = await certifyWriter(first, id, nadia)
    await certifyWriter(reader, id, await profileOf('Sam Wood'))
    expect(writersOf(first).certificates()).toEqual([])
    write(first, 'Lost the flat.')
    meet(first, reader)
    stop()
    const again = new Y.Doc()
    await certifyWriter(again, id, nadia)
    Y.applyUpdate(again, Y.encodeStateAsUpdate(first))
    write(again, 'Two moves.')
    meet(again, reader)
    const names = namesIn(reader)
    await vi.waitFor(() => expect(names().toSorted()).toEqual([[first.clientID, 'Nadia Clegg'], [again.clientID, 'Nadia Clegg']].toSorted()))
    expect(writersOf(reader).certificates()).toHaveLength(2)
  })

  it('[C87] should Yjs give a device another client, it says so too', async () => {
    const doc = new Y.Doc()
    await certifyWriter(doc, id, await profileOf('Nadia Clegg'))
    doc.clientID = 4711
    write(doc, 'Lost the flat.')
    const names = namesIn(doc)
    await vi.waitFor(() => expect(names()).toEqual([[4711, 'Nadia Clegg']]))
  })

  it('[C88] a name that is not proved, or a client that two devices claim, is not known', async () => {
    const [nadia, sam] = [await profileOf('Nadia Clegg'), await profileOf('Sam Wood')]
    const doc = new Y.Doc()
    const writers = writersOf(doc)
    writers.put({ ...(await claim(1, sam)), card: { ...nadia.card, device: nadia.card.device } })
    writers.put(await claim(2, nadia))
    writers.put(await claim(3, nadia))
    const names = namesIn(doc)
    await vi.waitFor(() => expect(names()).toEqual([[2, 'Nadia Clegg'], [3, 'Nadia Clegg']]))
    writers.put(await claim(3, sam))
    await vi.waitFor(() => expect(names()).toEqual([[2, 'Nadia Clegg']]))
  })
})
