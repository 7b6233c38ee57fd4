import { sameBytes, utf8 } from '../model/bytes.ts'
import { fromHex, toHex, type HuddleId } from '../model/ids.ts'
import { codeFrom } from '../model/near.ts'
import { digestOf } from '../record/digest.ts'
import { derivedSecret } from '../record/roster.ts'

const place = 'mdt-huddle/near/v1'

/** How a huddle is found on a local network. */
export interface NearNames {
  /** What is announced: half of it says nothing at all, and the other half shows to the team's devices that it is theirs. */
  readonly id: string
  /** What is read aloud. */
  readonly code: string
}

const proofOf = async (nonce: Uint8Array, epochSecret: Uint8Array): Promise<Uint8Array> =>
  (await derivedSecret(epochSecret, `${place}\n${toHex(nonce)}`)).subarray(0, 8)

/** The names of a huddle, the same at every device of the roster, and other ones after each epoch. */
export async function nearNames(huddle: HuddleId, epochSecret: Uint8Array): Promise<NearNames> {
  const nonce = fromHex((await digestOf(utf8.encode(`${place}\n${huddle}`))).slice(0, 16))
  const code = codeFrom(await derivedSecret(epochSecret, `${place}/code\n${huddle}`))
  return { id: toHex(nonce) + toHex(await proofOf(nonce, epochSecret)), code }
}

/** Whether an announced name is of a huddle of this roster's team. */
export async function isOfTeam(id: string, epochSecret: Uint8Array): Promise<boolean> {
  const bytes = fromHex(id)
  return sameBytes(await proofOf(bytes.subarray(0, 8), epochSecret), bytes.subarray(8))
}
