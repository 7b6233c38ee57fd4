import { noRoom, noSecret } from './problems.ts'
import type { RoomAddress } from './transport.ts'

/**
 * Lets only a whole address through: y-webrtc, without a secret, would send everything in the clear.
 * @throws {ProblemError} `no-secret`, `no-room`.
 */
export function checkAddress({ room, secret }: RoomAddress): void {
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) throw noSecret()
  if (!/^[0-9a-f]{32}$/.test(room)) throw noRoom()
}
