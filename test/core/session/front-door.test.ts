import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { newId, huddleId } from '../../../src/core/model/ids.ts'
import { frontDoor, type FrontDoor } from '../../../src/core/session/front-door.ts'
import { noTeam } from '../../../src/core/session/roster-at-door.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import type { Membership } from '../../../src/core/sync/member.ts'
import { memoryNetwork, type MemoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import type { Room } from '../../../src/core/sync/transport.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'
import { newRoom } from '../sync/builders.ts'
import { effects } from './effects.ts'

const huddle = newId(huddleId, effects.random)
const [chair, colleague, guest] = [await memberNamed('Nadia Clegg'), await memberNamed('Mei Tanaka'), await memberNamed('Sam Wood')]
const host = chair.keys.card

const doorOf = ({ keys }: Membership, of = huddle): FrontDoor => frontDoor({ huddle: of, host, keys, team: noTeam, pass: '' })

const passIn = (papers: string): string => z.object({ pass: z.string() }).parse(JSON.parse(papers)).pass

interface Seat {
  readonly door: FrontDoor
  readonly doc: Y.Doc
  readonly room: Room
  /** Bytes of the room's own messages that reached this seat. */
  received(): number
}

const address = newRoom()

/** Three computers in one room, and what each has received. */
function table(network: MemoryNetwork) {
  return async ({ keys }: Membership): Promise<Seat> => {
    const door = doorOf({ keys, door: doorOf(chair) })
    const doc = new Y.Doc()
    let received = 0
    doc.on('update', (update: Uint8Array, origin: unknown) => (received += origin === null ? 0 : update.length))
    const transport = network.transport({ member: { keys, door }, clock: effects.clock, hands: handsHere(contentRules) })
    onTestFinished(() => transport.close())
    return { door, doc, room: await transport.join(address, doc), received: () => received }
  }
}

describe('the door of a huddle', () => {
  it('[L33] somebody unknown knocks, hears that they wait, gets nothing until let in, and is then let in by everybody', async () => {
    const sit = table(memoryNetwork())
    const nadia = await sit(chair)
    nadia.doc.getText('note').insert(0, 'For those who are in')
    const mei = await sit(colleague)
    await vi.waitFor(() => expect(nadia.door.knocks.get().map(({ name }) => name)).toEqual(['Mei Tanaka']))
    nadia.door.admit(colleague.keys.card.device)
    await vi.waitFor(() => expect(mei.doc.getText('note').toJSON()).toBe('For those who are in'))
    const sam = await sit(guest)
    await vi.waitFor(() => expect(sam.room.state.get().waiting).toBe(true))
    mei.doc.getText('note').insert(0, 'Only just. ')
    await vi.waitFor(() => expect(nadia.doc.getText('note').toJSON()).toContain('Only just.'))
    expect(sam.received()).toBe(0)
    expect(sam.room.awareness.getStates().size).toBe(1)
    nadia.door.admit(guest.keys.card.device)
    await vi.waitFor(() => expect(sam.room.state.get().here.map(({ name }) => name).toSorted()).toEqual(['Mei Tanaka', 'Nadia Clegg']))
    await vi.waitFor(() => expect(sam.doc.getText('note').toJSON()).toContain('Only just.'))
  })

  it('[L33] whoever is declined gets 0 bytes of any document, from anybody, and hears it in a sentence', async () => {
    const sit = table(memoryNetwork())
    const nadia = await sit(chair)
    const mei = await sit(colleague)
    await vi.waitFor(() => expect(nadia.door.knocks.get()).toHaveLength(1))
    nadia.door.admit(colleague.keys.card.device)
    await vi.waitFor(() => expect(mei.room.state.get().peers).toBe(1))
    const sam = await sit(guest)
    await vi.waitFor(() => expect(nadia.door.knocks.get().map(({ name }) => name)).toEqual(['Sam Wood']))
    nadia.door.decline(guest.keys.card.device)
    await vi.waitFor(() => expect(sam.room.state.get().problem).toMatchObject({ code: 'not-let-in', happened: 'Nadia Clegg has not let you in.' }))
    nadia.doc.getText('note').insert(0, 'not for Sam')
    await vi.waitFor(() => expect(mei.doc.getText('note').toJSON()).toBe('not for Sam'))
    expect([sam.received(), sam.room.state.get().peers, nadia.door.knocks.get().length]).toEqual([0, 0, 0])
  })

  it('[L33] a pass opens for the card that it was given to, in its own huddle, and only where the host signed it', async () => {
    const mine = doorOf(chair)
    const theirs = doorOf(colleague)
    const { card } = guest.keys
    const pass = passIn(await mine.papersFor(card))
    expect(await theirs.judge(card, pass)).toBe('in')
    expect(await theirs.judge({ ...card, organisationKind: 'Council' }, pass)).toBe('wait')
    expect(await doorOf(colleague, newId(huddleId, effects.random)).judge(card, pass)).toBe('wait')
    const forged = frontDoor({ huddle, host: colleague.keys.card, keys: colleague.keys, team: noTeam, pass: '' })
    expect(await doorOf(guest).judge(colleague.keys.card, passIn(await forged.papersFor(colleague.keys.card)))).toBe('wait')
    expect(await theirs.judge(card, '')).toBe('wait')
    expect(await theirs.judge({ ...host, signingKey: card.signingKey }, '')).toBe('wait')
  })

  it('[L35] a card that was only written down, and never proven here, counts as nobody’s', async () => {
    const door = doorOf(chair)
    expect(door.hasMet(guest.keys.card)).toBe(false)
    await door.judge(guest.keys.card, '')
    expect(door.hasMet(guest.keys.card)).toBe(false)
    door.admit(guest.keys.card.device)
    await door.judge(guest.keys.card, '')
    expect(door.hasMet(guest.keys.card)).toBe(true)
    expect(door.hasMet({ ...guest.keys.card, organisationKind: 'Council' })).toBe(false)
  })
})
