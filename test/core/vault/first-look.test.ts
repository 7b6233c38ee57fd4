import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { codeOf } from '../../contract/vault.ts'
import { openRawStore } from '../../fixtures/vault/raw-store.ts'
import { personRow } from '../../fixtures/vault/rows.ts'
import { installation, passphrase, storeName } from './installation.ts'

const renamed = { ...personRow(1), familyName: 'Written since' }

/** What another window does once this one has been unlocked, and who is there then. */
const since: Readonly<Record<string, { readonly write: (other: Vault) => Promise<unknown>; readonly there: readonly object[] }>> = {
  'adds somebody': { write: (other) => other.people.put([personRow(3)]), there: [personRow(1), personRow(2), personRow(3)] },
  'changes somebody': { write: (other) => other.people.put([renamed]), there: [renamed, personRow(2)] },
  'takes somebody away': { write: (other) => other.people.remove([personRow(1).id]), there: [personRow(2)] },
  'erases somebody': { write: (other) => other.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', []), there: [personRow(2)] },
  'does nothing': { write: async () => undefined, there: [personRow(1), personRow(2)] },
}

describe('what is read while the passphrase is being stretched', () => {
  it.for(Object.entries(since))('[V152] is not what is shown once another window %s', async ([, { write, there }]) => {
    const { create, unlock } = installation()
    const other = await create()
    await other.people.put([personRow(1), personRow(2)])
    const vault = await unlock()
    await write(other)
    expect(await vault.people.all()).toEqual(there)
    expect(await vault.people.all()).toEqual(there)
    expect(vault.findings.get()).toEqual([])
    await vault.lock()
    await other.lock()
  })

  it('[V152] is held against the account like any other reading: what was damaged, or put back in an older version, is set aside alone', async () => {
    const { create, unlock, parts } = installation()
    const before = await create()
    await before.people.put([1, 2, 3].map(personRow))
    const raw = await openRawStore(storeName, parts)
    const old = (await raw.rows('people')).find(({ id }) => id === personRow(1).id)
    await before.people.put([renamed])
    await before.lock()
    const another = (await raw.rows('people')).find(({ id }) => id === personRow(2).id)
    if (!old || !another) throw new Error('two rows were written')
    await raw.put('people', old)
    await raw.put('people', { ...another, sealed: new Uint8Array(90) })
    raw.close()
    const vault = await unlock()
    expect(await vault.people.all()).toEqual([personRow(3)])
    expect(vault.findings.get().map(({ kind, because, id }) => [kind, because, id])).toEqual([
      ['set-aside', 'older-version', personRow(1).id],
      ['set-aside', 'damaged', personRow(2).id],
    ])
    await vault.lock()
  })

  it('[V152] is let go with a wrong passphrase, and keeps nobody from deleting the store', async () => {
    const { create, keeper, parts } = installation()
    const vault = await create()
    await vault.people.put([personRow(1)])
    await vault.lock()
    expect(await codeOf(keeper().unlock(`${passphrase}, but another`))).toBe('wrong-passphrase')
    const deleting = parts.indexedDB.deleteDatabase(storeName)
    expect(await new Promise((told) => ['blocked', 'success', 'error'].forEach((event) => deleting.addEventListener(event, () => told(event))))).toBe('success')
  })
})
