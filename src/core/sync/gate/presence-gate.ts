import * as encoding from 'lib0/encoding'
import { carefulReader } from './careful-reader.ts'
import { presenceLimits as limits } from './limits.ts'
import { depthOf } from './read-update.ts'
import { Refused } from './verdict.ts'

/** What one message says of one window: where its caret is, who sits there; null where it has gone. */
export interface Said {
  readonly client: number
  readonly clock: number
  readonly state: object | null
}

/**
 * Reads what a peer says of who is here, in y-protocols' encoding.
 * @throws {Refused} where it is malformed, speaks of too many windows or says too much of one.
 */
export function readPresence(update: Uint8Array): Said[] {
  if (update.length > limits.bytes) throw new Refused('too-large')
  const reader = carefulReader(update)
  const windows = reader.uint()
  if (windows > limits.windows) throw new Refused('too-many-parts')
  const said = Array.from({ length: windows }, () => ({ client: reader.uint(), clock: reader.uint(), state: readState(reader.text(limits.state)) }))
  if (reader.left() > 0) throw new Refused('unreadable')
  return said
}

function readState(text: string): object | null {
  let state: unknown
  try {
    state = JSON.parse(text)
  } catch {
    throw new Refused('unreadable')
  }
  if (typeof state !== 'object' || Array.isArray(state)) throw new Refused('unreadable')
  if (depthOf(state) > limits.valueDepth) throw new Refused('too-deep')
  return state
}

export function writePresence(said: readonly Said[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, said.length)
    for (const { client, clock, state } of said) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, JSON.stringify(state))
    }
  })
}
