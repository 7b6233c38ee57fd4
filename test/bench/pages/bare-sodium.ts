import { loadSodium, type Sodium } from '../../../src/core/vault/sodium.ts'

const names = ['crypto_sign_detached', 'crypto_sign_verify_detached', 'crypto_hash_sha256'] as const
type Name = (typeof names)[number]

export interface BareOperation {
  readonly name: Name
  readonly args: readonly unknown[]
}

type Call = (...args: readonly unknown[]) => unknown

function callOf(sodium: Sodium, name: Name): Call {
  const found: unknown = Reflect.get(sodium, name)
  if (typeof found !== 'function') throw new TypeError(`libsodium has no ${name}`)
  return (...args) => Reflect.apply(found, sodium, args)
}

/** What an operation is done on, in few characters: the same for the same bytes. */
const keyOf = (hash: Call, name: Name, args: readonly unknown[]): string =>
  [name, ...args.filter((arg) => arg instanceof Uint8Array || typeof arg === 'string').map((arg) => String(hash(arg)))].join(':')

/**
 * Does `work` and gives every operation of libsodium that it did, each but once however often it was done: what
 * nobody who does the work can do without.
 */
export async function recordOperations(work: () => Promise<void>): Promise<BareOperation[]> {
  const sodium = await loadSodium()
  const originals = new Map(names.map((name) => [name, callOf(sodium, name)]))
  const untouched = new Map<Name, unknown>(names.map((name) => [name, Reflect.get(sodium, name)]))
  const hash = callOf(sodium, 'crypto_hash_sha256')
  const recorded = new Map<string, BareOperation>()
  for (const [name, original] of originals) {
    Reflect.set(sodium, name, (...args: readonly unknown[]) => {
      const key = keyOf(hash, name, args)
      // Copied, since whoever calls may use the same memory for the next call.
      if (!recorded.has(key)) recorded.set(key, { name, args: args.map((arg) => (arg instanceof Uint8Array ? arg.slice() : arg)) })
      return original(...args)
    })
  }
  try {
    await work()
  } finally {
    for (const [name, own] of untouched) Reflect.set(sodium, name, own)
  }
  if (recorded.size === 0) throw new Error('no operation of libsodium was seen')
  return [...recorded.values()]
}

export async function bareOperations(): Promise<Readonly<Record<Name, Call>>> {
  const sodium = await loadSodium()
  return { crypto_sign_detached: callOf(sodium, names[0]), crypto_sign_verify_detached: callOf(sodium, names[1]), crypto_hash_sha256: callOf(sodium, names[2]) }
}

export function replay(run: Readonly<Record<Name, Call>>, operations: readonly BareOperation[]): void {
  for (const { name, args } of operations) run[name](...args)
}
