import { overBroadcast } from '../../../src/core/vault/neighbours.ts'
import { vaultKeeper } from '../../../src/core/vault/vault-keeper.ts'
import { vaultCases } from '../../contract/vault-cases.ts'

/** What the page offers to the test that drives it. */
export interface VaultPage {
  /** Runs one case of the contract against a vault in this browser's IndexedDB; resolves to what differs, or ''. */
  runCase(title: string): Promise<string>
}

declare global {
  var vaultPage: VaultPage
}

let vaults = 0

globalThis.vaultPage = {
  async runCase(title) {
    const found = vaultCases.find((each) => each.title === title)
    if (!found) return 'there is no such case'
    const differing: string[] = []
    await found.run({
      open: () =>
        vaultKeeper({
          name: `case-${(vaults += 1)}`,
          indexedDB,
          IDBKeyRange,
          effects: { clock: () => Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
          cost: { passes: 1, memory: 8192 },
          channel: (name) => overBroadcast(new BroadcastChannel(name)),
        }).create('a long enough phrase'),
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
