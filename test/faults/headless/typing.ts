import type { ContractPeer } from '../../contract/transport-cases.ts'

export interface Typing {
  readonly keys: number
  /** Milliseconds from key to key. */
  readonly every: number
  /** Keys of everybody together. */
  readonly expected: number
  /** Milliseconds after the last key for which the others' keys are waited for. */
  readonly patience: number
}

export interface Typed {
  readonly lastKeyAt: number
  /** Undefined where some key never came. */
  readonly allHereAt: number | undefined
  readonly held: number
}

/** Types at a steady pace, then waits for everybody's keys. */
export async function typeKeys(peer: ContractPeer, { keys, every, expected, patience }: Typing): Promise<Typed> {
  const began = performance.now()
  for (let key = 0; key < keys; key += 1) {
    await new Promise((next) => setTimeout(next, began + key * every - performance.now()))
    await peer.write('note', 'k')
  }
  const lastKeyAt = Date.now()
  const deadline = lastKeyAt + patience
  while ((await peer.length('note')) < expected && Date.now() < deadline) await new Promise((next) => setTimeout(next, 20))
  const held = await peer.length('note')
  return { lastKeyAt, allHereAt: held < expected ? undefined : Date.now(), held }
}
