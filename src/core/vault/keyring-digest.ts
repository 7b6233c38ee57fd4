import * as encoding from 'lib0/encoding'
import type { Keyring } from './keyring.ts'

/** A keyring as bytes, the same for the same keyring. */
export function encodeKeyring({ format, passphrase, recovery, computer }: Keyring): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, format)
    encoding.writeVarString(encoder, passphrase.algorithm)
    encoding.writeVarUint(encoder, passphrase.passes)
    encoding.writeVarUint(encoder, passphrase.memory)
    for (const bytes of [passphrase.salt, passphrase.root, recovery?.root, computer?.wrapped, computer?.root]) {
      encoding.writeVarUint8Array(encoder, bytes ?? new Uint8Array())
    }
  })
}
