import { stretchApart } from '../../../src/core/vault/in-browser.ts'
import type { Stretcher } from '../../../src/core/vault/stretch/stretch.ts'
import { vaultKeeper, type VaultKeeperOptions } from '../../../src/core/vault/vault-keeper.ts'
import type { StoredDoc, Vault, VaultKeeper } from '../../../src/core/vault/vault.ts'

export const passphrase = 'four quiet unrelated words'

/** Stretching a passphrase is slow on purpose, and no part of what is measured here. */
const cheap = { passes: 1, memory: 8192 }

export const keeperOf = (name: string, more: Pick<VaultKeeperOptions, 'stretcher' | 'twins' | 'cost'> = {}): VaultKeeper =>
  vaultKeeper({
    name,
    indexedDB,
    IDBKeyRange,
    effects: { clock: () => Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    cost: cheap,
    ...more,
  })

/** Stretches as the app does, and says when it last had turned a passphrase into a key (milliseconds of the page). */
export function notingKeys(): { readonly stretcher: Stretcher; readonly keyMadeAt: () => number } {
  const apart = stretchApart(Worker)
  let madeAt = Number.NaN
  const stretcher: Stretcher = {
    ...apart,
    async stretch(asked) {
      const key = await apart.stretch(asked)
      madeAt = performance.now()
      return key
    },
  }
  return { stretcher, keyMadeAt: () => madeAt }
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
