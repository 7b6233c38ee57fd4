import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { seeded } from '../bench/pages/synthetic.ts'
import { vaultKeeper } from '../../src/core/vault/vault-keeper.ts'
import type { Vault, VaultKeeper } from '../../src/core/vault/vault.ts'
import type { IndexedDbParts } from '../../src/core/vault/database.ts'
import { effects } from '../core/session/effects.ts'
import { layDownFormat1 } from '../fixtures/vault/format-1.ts'
import { openRawStore } from '../fixtures/vault/raw-store.ts'
import { personIdAt } from '../fixtures/vault/rows.ts'
import { howMany, type Fault } from './fault.ts'

const passphrase = 'a long enough phrase'
const documents = [`person:${personIdAt(1)}`, 'huddle:1']

/** What the vault of format 1 says, as anybody who opens it would read it. */
const whole = '2 people, 1 actions, 1 audited, first second, first second, 0 findings'

async function summary(vault: Vault): Promise<string> {
  const texts: string[] = []
  for (const id of documents) {
    const stored = await vault.openDoc(id)
    texts.push(stored.doc.getText('t').toString())
    await stored.release()
  }
  const [people, actions, audited] = [await vault.people.all(), await vault.actions.all(), await vault.audit.all()]
  return `${people.length} people, ${actions.length} actions, ${audited.length} audited, ${texts.join(', ')}, ${vault.findings.get().length} findings`
}

/**
 * Two windows unlock a vault of the former format, the second at a random moment of the first one's migration; each that
 * opens reads the whole, and so does whoever opens it afterwards. Without protection what the windows are to move is taken
 * from under them.
 */
export const run: Fault = async ({ protection, say, ...asked }) => {
  const times = howMany(asked, { sample: 5, quick: 20, whole: 200 })
  const random = seeded(asked.seed)
  let [tried, lost, crashed] = [0, 0, 0]
  for (; tried < times; tried += 1) {
    const parts: IndexedDbParts = { indexedDB: new IDBFactory(), IDBKeyRange }
    await layDownFormat1('mdt-huddle-team', parts)
    if (!protection) await takeAway(parts)
    const keeper = (): VaultKeeper => vaultKeeper({ name: 'team', ...parts, effects, cost: { passes: 1, memory: 8192 } })
    const first = keeper().unlock(passphrase)
    const turns = Math.floor(random() * 120)
    for (let turn = 0; turn < turns; turn += 1) await new Promise((next) => setImmediate(next))
    const windows = await Promise.allSettled([first, keeper().unlock(passphrase)])
    for (const window of windows) {
      if (window.status === 'rejected') crashed += 1
      else {
        if ((await summary(window.value)) !== whole) lost += 1
        await window.value.lock()
      }
    }
    const after = await keeper().unlock(passphrase)
    if ((await summary(after)) !== whole) lost += 1
    await after.lock()
    if (tried % 10 === 9) say(`${tried + 1} of ${times} pairs of windows`)
  }
  return {
    name: 'two-windows-migrating',
    tried,
    lost,
    undetected: 0,
    crashed,
    holds: tried === times && lost + crashed === 0,
    note: `${tried} times a second window opened a vault while the first brought it to the present format: ${lost} read something else than all of it, ${crashed} did not open.`,
  }
}

async function takeAway(parts: IndexedDbParts): Promise<void> {
  const raw = await openRawStore('mdt-huddle-team', parts)
  await raw.replace('$docs.content_updates', [])
  raw.close()
}
