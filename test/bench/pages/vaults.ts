import { vaultKeeper, type VaultKeeperOptions } from '../../../src/core/vault/vault-keeper.ts'
import { loadSodium, type Sodium } from '../../../src/core/vault/sodium.ts'
import type { StoredDoc, Vault, VaultKeeper } from '../../../src/core/vault/vault.ts'

export const passphrase = 'four quiet unrelated words'

/** Stretching a passphrase is slow on purpose, and no part of what is measured here. */
const cheap = { passes: 1, memory: 8192 }

export const keeperOf = (name: string, more: Pick<VaultKeeperOptions, 'sodium' | 'twins' | 'cost'> = {}): VaultKeeper =>
  vaultKeeper({
    name,
    indexedDB,
    IDBKeyRange,
    effects: { clock: () => Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    cost: cheap,
    ...more,
  })

/** The crypto library, and when it last had turned a passphrase into a key (milliseconds of the page). */
export async function notingKeys(): Promise<{ readonly sodium: Sodium; readonly keyMadeAt: () => number }> {
  const real = await loadSodium()
  let madeAt = Number.NaN
  const stretch = real.crypto_pwhash
  const noting: Sodium = { ...real }
  Object.assign(noting, {
    crypto_pwhash(...given: Parameters<typeof stretch>) {
      try {
        return stretch(...given)
      } finally {
        madeAt = performance.now()
      }
    },
  })
  return { sodium: noting, keyMadeAt: () => madeAt }
}

/** An empty vault of its own, gone afterwards. */
export async function withVault<T>(name: string, use: (vault: Vault) => Promise<T>): Promise<T> {
  const keeper = keeperOf(name)
  const vault = await keeper.create(passphrase)
  try {
    return await use(vault)
  } finally {
    await vault.lock()
    await keeper.destroy()
  }
}

/** Resolves when everything that was written is on the disk; rejects when the disk refused it. */
export function whenSaved({ saved }: StoredDoc): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const state = saved.get()
      if (state.kind === 'saving') return
      stop()
      if (state.kind === 'saved') resolve()
      else reject(new Error(`not saved: ${state.kind === 'not-saved' ? state.because : state.kind}`))
    }
    const stop = saved.subscribe(look)
    look()
  })
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
