import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { digestOf } from '../../src/core/record/digest.ts'
import type { PeerConnection } from '../../src/core/sync/framed-connection.ts'
import { handsHere } from '../../src/core/sync/gate/gate-hands.ts'
import { webrtcTransport } from '../../src/core/sync/webrtc-transport.ts'
import { startSignalling, type SignallingServer } from '../../src/node/signalling-server.ts'
import { ticketOffice, type TicketOffice } from '../../src/node/signalling-tickets.ts'
import { contentRules } from '../contract/gate-rules.ts'
import { memberNamed } from '../contract/members.ts'
import { newRoom } from '../core/sync/builders.ts'

const huddle = 'a'.repeat(32)
const ticket = 'A'.repeat(22)
const hour = 3_600_000

let now = 0
let office: TicketOffice
let point: SignallingServer

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  now = Date.now()
  office = ticketOffice(() => now)
  point = await startSignalling({ port: 0, lan: false, clock: () => now, office })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await point.close()
})

/** Nobody is met in these tests. */
class NoConnection implements PeerConnection {
  readonly localDescription = null
  readonly remoteDescription = null
  createDataChannel(): never {
    throw new Error('nobody is met here')
  }
  async setRemoteDescription(): Promise<void> {}
  addEventListener(): void {}
}

/** Somebody who has come in, by a ticket that opens for twelve hours, and lost the meeting point since. */
async function away() {
  office.admit({ huddle, ticketDigest: await digestOf(Buffer.from(ticket, 'base64url')), seats: 3, expires: now + 12 * hour })
  const transport = webrtcTransport({
    clock: Date.now,
    member: await memberNamed('Mei Tanaka'),
    hands: handsHere(contentRules),
    signalling: [`ws://127.0.0.1:${point.port}/h/${huddle}?ticket=${ticket}&device=${'1'.repeat(32)}`],
    webrtc: { RTCPeerConnection: NoConnection, RTCSessionDescription: NoConnection, RTCIceCandidate: NoConnection },
  })
  const doc = new Y.Doc()
  const room = await transport.join(newRoom(), doc)
  const state = room.state.get
  await vi.waitFor(() => expect(state().offlineSince).toBeUndefined())
  transport.setOnline(false)
  await vi.waitFor(() => expect(state().offlineSince).toBeDefined())
  return { transport, state }
}

it('[J58] whoever comes back by an invite that has run out is told so, in the huddle and in every room of it', async () => {
  const { transport, state } = await away()
  now += 13 * hour
  transport.setOnline(true)
  await vi.waitFor(() => expect(state().notAdmitted?.code).toBe('invite-expired'))
  const discussion = await transport.join(newRoom(), new Y.Doc())
  await vi.waitFor(() => expect(discussion.state.get().notAdmitted?.code).toBe('invite-expired'))
  await transport.close()
})

it('[J58] whoever was away while the huddle ended is told that it has', async () => {
  const { transport, state } = await away()
  office.end(huddle)
  transport.setOnline(true)
  await vi.waitFor(() => expect(state().notAdmitted?.code).toBe('huddle-ended'))
  await transport.close()
})

it('[J58] whoever is admitted after all is told no longer that they are not', async () => {
  const { transport, state } = await away()
  now += 13 * hour
  transport.setOnline(true)
  await vi.waitFor(() => expect(state().notAdmitted).toBeDefined())
  now -= 13 * hour
  await vi.waitFor(() => expect(state()).toMatchObject({ notAdmitted: undefined, offlineSince: undefined }), { timeout: 6000 })
  await transport.close()
})
