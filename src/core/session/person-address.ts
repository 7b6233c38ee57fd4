import { toBase64url } from '../model/bytes.ts'
import { toHex } from '../model/ids.ts'
import type { PersonRoom } from '../model/person-room.ts'
import { derivedSecret } from '../record/roster.ts'
import type { RoomAddress } from '../sync/transport.ts'

/**
 * Where a person's document meets in this epoch. It takes both what was granted for the person and the secret of the
 * team's epoch: a colleague without the grant cannot work it out, nor can a device that was removed before the epoch began.
 * A guest is given the address itself, which holds for this epoch alone.
 */
export async function personAddress({ id, room, secret, given }: PersonRoom, epochSecret: Uint8Array | undefined): Promise<RoomAddress> {
  if (given || !epochSecret) return { room, secret }
  const mixed = await derivedSecret(epochSecret, `mdt-huddle/person/v1\n${id}\n${room}\n${secret}`)
  return { room: toHex((await derivedSecret(mixed, 'room')).subarray(0, 16)), secret: toBase64url(await derivedSecret(mixed, 'secret')) }
}
