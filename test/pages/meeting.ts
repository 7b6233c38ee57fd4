import { createHash, randomBytes } from 'node:crypto'
import { startSignalling, type SignallingOptions, type SignallingServer } from '../../src/node/signalling-server.ts'
import type { RoomAddress } from '../../src/core/sync/transport.ts'

/** One huddle's meeting point, open to thirty windows for half an hour. */
export interface Meeting {
  readonly signalling: SignallingServer
  /** An address with a seat of its own. */
  seat(): string
  close(): Promise<void>
}

/** @param onSaid hears what is said there */
export async function startMeeting(onSaid?: SignallingOptions['onSaid']): Promise<Meeting> {
  const signalling = await startSignalling({ port: 0, lan: false, clock: () => Date.now(), ...(onSaid && { onSaid }) })
  const huddle = randomBytes(16).toString('hex')
  const ticket = randomBytes(16)
  signalling.admit({ huddle, ticketDigest: createHash('sha256').update(ticket).digest('hex'), seats: 30, expires: Date.now() + 1_800_000 })
  return {
    signalling,
    seat: () => `${signalling.addresses[0]}/h/${huddle}?ticket=${ticket.toString('base64url')}&device=${randomBytes(16).toString('hex')}`,
    close: () => signalling.close(),
  }
}

export const newRoom = (): RoomAddress => ({ room: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('base64url') })
