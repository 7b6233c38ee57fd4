import { randomBytes } from 'node:crypto'
import type { RoomAddress } from '../../../src/core/sync/transport.ts'

export const clock = (): number => Date.now()

/** A room that nobody has met in yet. */
export const newRoom = (): RoomAddress => ({ room: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('base64url') })
