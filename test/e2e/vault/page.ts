import { overBroadcast } from '../../../src/core/vault/neighbours.ts'
import { vaultKeeper } from '../../../src/core/vault/vault-keeper.ts'
import type { Vault, VaultKeeper } from '../../../src/core/vault/vault.ts'
import { vaultCases } from '../../contract/vault-cases.ts'
import { personRow } from '../../fixtures/vault/rows.ts'

/** What the page offers to the test that drives it. */
export interface VaultPage {
  /** Runs one case of the contract against a vault in this browser's IndexedDB; resolves to what differs, or ''. */
  runCase(title: string): Promise<string>
  /** Opens the vault that all pages of this origin share; whoever comes first makes it. */
  openShared(): Promise<void>
  /** Lengthens one field of one person so many times, each time by one letter. */
  lengthen(field: 'keyworker' | 'area', times: number): Promise<void>
  /** How long each field has become. */
  lengths(): Promise<{ keyworker: number; area: number }>
}

declare global {
  var vaultPage: VaultPage
}

let vaults = 0

const keeperOf = (name: string): VaultKeeper =>
  vaultKeeper({
    name,
    indexedDB,
    IDBKeyRange,
    effects: { clock: () => Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    cost: { passes: 1, memory: 8192 },
    channel: (of) => overBroadcast(new BroadcastChannel(of)),
  })

const passphrase = 'a long enough phrase'
const [{ id }, nobody] = [personRow(1), { keyworker: '', area: '' }]
let shared: Vault | undefined
const sharedVault = (): Vault => {
  if (!shared) throw new Error('the shared vault is not open')
  return shared
}

globalThis.vaultPage = {
  async openShared() {
    const keeper = keeperOf('shared')
    shared = (await keeper.presence()) === 'none' ? await keeper.create(passphrase) : await keeper.unlock(passphrase)
    await shared.people.change([id], (now) => (now ? undefined : { ...personRow(1), ...nobody }))
  },
  async lengthen(field, times) {
    for (let count = 0; count < times; count += 1) await sharedVault().people.change([id], (now) => now && { ...now, [field]: `${now[field]}x` })
  },
  async lengths() {
    const { keyworker, area } = (await sharedVault().people.get(id)) ?? nobody
    return { keyworker: keyworker.length, area: area.length }
  },
  async runCase(title) {
    const found = vaultCases.find((each) => each.title === title)
    if (!found) return 'there is no such case'
    const differing: string[] = []
    await found.run({
      open: () => keeperOf(`case-${(vaults += 1)}`).create(passphrase),
      same(one, other) {
        const [found, expected] = [JSON.stringify(one), JSON.stringify(other)]
        if (found !== expected) differing.push(`${found} is not ${expected}`)
      },
      rejected: (promise) =>
        promise.then(
          () => 'not rejected',
          (error: { problem?: { code?: string } }) => error.problem?.code ?? String(error),
        ),
    })
    return differing.join('\n')
  },
}
