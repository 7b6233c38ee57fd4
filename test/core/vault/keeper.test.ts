import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../contract/vault.ts'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { dump, openRawStore } from '../../fixtures/vault/raw-store.ts'
import { installation, keptCode, passphrase, storeName } from './installation.ts'

/** A browser that lists no stores; with `first`, one that at first does not find what it is asked to open either. */
function withoutList(indexedDB: globalThis.IDBFactory, first?: globalThis.IDBFactory): globalThis.IDBFactory {
  let asked = 0
  return {
    databases: () => Promise.resolve([]),
    cmp: (a, b) => indexedDB.cmp(a, b),
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
    open: (name, version) => ((asked += 1) === 1 && first ? first : indexedDB).open(name, version),
  }
}

describe('what opens a vault', () => {
  it('[V1] what was saved opens again with the passphrase and with no other', async () => {
    const { create, keeper, unlock } = installation()
    expect(await keeper().presence()).toBe('none')
    const vault = await create()
    await vault.people.put([personRow(1)])
    const stored = await vault.openDoc(`person:${personIdAt(1)}`)
    stored.doc.getText('t').insert(0, 'hello')
    expect(stored.saved.get().kind).toBe('saving')
    await stored.release()
    await vault.lock()
    expect(await codeOf(keeper().unlock('another long phrase'))).toBe('wrong-passphrase')
    const again = await unlock()
    expect(await again.people.all()).toEqual([personRow(1)])
    const reopened = await again.openDoc(`person:${personIdAt(1)}`)
    expect(reopened.doc.getText('t').toString()).toBe('hello')
    await again.lock()
    await keeper().destroy()
    expect(await keeper().presence()).toBe('none')
  })

  it('[V128] nothing is begun anew over a vault, whatever the browser’s list of stores says', async () => {
    const { create, keeper, unlock, parts } = installation()
    const vault = await create()
    await vault.people.put([personRow(1)])
    await vault.lock()
    const listsNone = { indexedDB: withoutList(parts.indexedDB), IDBKeyRange: parts.IDBKeyRange }
    expect(await keeper(listsNone).presence()).toBe('locked')
    expect(await codeOf(keeper(listsNone).create('another long phrase'))).toBe('vault-exists')
    // Nor where even opening it first finds nothing: the keyring that stands is never written over.
    const blind = { indexedDB: withoutList(parts.indexedDB, new IDBFactory()), IDBKeyRange: parts.IDBKeyRange }
    expect(await codeOf(keeper(blind).create('another long phrase'))).toBe('vault-exists')
    expect(await (await unlock()).people.all()).toEqual([personRow(1)])
  })

  it('[V128] looking for a vault makes none', async () => {
    const { keeper, parts } = installation()
    expect(await keeper().presence()).toBe('none')
    expect(await parts.indexedDB.databases()).toEqual([])
  })

  it('[V4] a new passphrase opens it and the old one does not, and no row is written anew', async () => {
    const { create, keeper, parts } = installation()
    const vault = await create()
    await vault.people.put([personRow(1), personRow(2)])
    await vault.lock()
    const before = await dump(storeName, parts)
    await keeper().changePassphrase(passphrase, 'quite another phrase')
    const after = await dump(storeName, parts)
    before.delete('keyring')
    after.delete('keyring')
    expect(after).toEqual(before)
    expect(await codeOf(keeper().unlock(passphrase))).toBe('wrong-passphrase')
    expect(await (await keeper().unlock('quite another phrase')).people.all()).toHaveLength(2)
  })

  it('[V5] the newest recovery code opens it and sets a new passphrase; an older one does not', async () => {
    const { create, keeper } = installation()
    await (await create()).lock()
    expect(await keeper().waysIn()).toMatchObject({ recoveryCode: false, computer: false })
    const older = await keptCode(keeper())
    const newer = await keptCode(keeper())
    expect(await keeper().waysIn()).toMatchObject({ recoveryCode: true, computer: false })
    expect(await codeOf(keeper().recover(older, 'quite another phrase'))).toBe('wrong-recovery-code')
    expect(await codeOf(keeper().recover(newer.slice(1), 'quite another phrase'))).toBe('recovery-slip')
    await (await keeper().recover(newer.toUpperCase().replaceAll('-', ' '), 'quite another phrase')).lock()
    expect(await codeOf(keeper().unlock(passphrase))).toBe('wrong-passphrase')
    await (await keeper().unlock('quite another phrase')).lock()
  })

  it('[V160] until a new recovery code is on paper it opens nothing, and the former one goes on opening', async () => {
    const { create, keeper } = installation()
    await (await create()).lock()
    const first = await keeper().makeRecoveryCode(passphrase)
    expect(await keeper().waysIn()).toMatchObject({ recoveryCode: false })
    expect(await codeOf(keeper().recover(first.code, passphrase))).toBe('no-recovery-code')
    await first.keep()
    const second = await keeper().makeRecoveryCode(passphrase)
    expect(await codeOf(keeper().recover(second.code, passphrase))).toBe('wrong-recovery-code')
    await (await keeper().recover(first.code, passphrase)).lock()
    expect(await codeOf(keeper().makeRecoveryCode('another long phrase'))).toBe('wrong-passphrase')
  })

  it('[V6] after three tries in vain each further one waits, longer each time, also for whoever starts the app again', async () => {
    let now = 1_000_000
    const { create, keeper } = installation({ clock: () => now })
    await (await create()).lock()
    for (let tries = 0; tries < 3; tries += 1) expect(await codeOf(keeper().unlock('another long phrase'))).toBe('wrong-passphrase')
    expect(await codeOf(keeper().unlock(passphrase))).toBe('too-many-tries')
    now += 1000
    expect(await codeOf(keeper().unlock('another long phrase'))).toBe('wrong-passphrase')
    now += 1000
    expect(await codeOf(keeper().unlock(passphrase))).toBe('too-many-tries')
    now += 1000
    await (await keeper().unlock(passphrase)).lock()
    expect(await codeOf(keeper().unlock('another long phrase'))).toBe('wrong-passphrase')
    expect(await codeOf(keeper().unlock(passphrase))).toBe('not rejected')
  })

  it('[V7] the computer’s key store opens it only where somebody with the passphrase asked for it, and no longer once taken back', async () => {
    const kept = new Map<string, Uint8Array>()
    const computer = {
      absence: async () => '',
      wrap: async (key: Uint8Array) => {
        kept.set('key', key.slice())
        return Uint8Array.of(1)
      },
      unwrap: async () => kept.get('key') ?? new Uint8Array(32),
    }
    const { create, keeper } = installation()
    await (await create()).lock()
    expect(await codeOf(keeper({ computer }).unlockWithComputer())).toBe('no-computer-key')
    expect(await codeOf(keeper({ computer: { ...computer, absence: async () => 'None is here.' } }).trustComputer(passphrase, true))).toBe('no-key-store')
    await keeper({ computer }).trustComputer(passphrase, true)
    await (await keeper({ computer }).unlockWithComputer()).lock()
    await keeper({ computer }).trustComputer(passphrase, false)
    expect(await codeOf(keeper({ computer }).unlockWithComputer())).toBe('no-computer-key')
    await (await keeper().unlock(passphrase)).lock()
  })

  it('[V8] a store that a newer app has written is refused and left as it is', async () => {
    const { create, keeper, parts } = installation()
    await (await create()).lock()
    const raw = await openRawStore(storeName, parts)
    const [row] = await raw.rows('keyring')
    await raw.put('keyring', { ...row, format: 3 })
    raw.close()
    const before = await dump(storeName, parts)
    expect(await codeOf(keeper().unlock(passphrase))).toBe('newer-vault')
    expect(await dump(storeName, parts)).toEqual(before)
  })

  it('[V9] nothing that was written stands in the store in clear', async () => {
    const { create, parts } = installation()
    const vault = await create()
    await vault.people.put([personRow(1)])
    await vault.actions.put([actionRow(1)])
    const stored = await vault.openDoc(`person:${personIdAt(1)}`)
    stored.doc.getText('t').insert(0, 'Plantedword')
    await stored.release()
    await vault.lock()
    const bytes = [...(await dump(storeName, parts)).values()].flat().flatMap((row) => Object.values(row))
    const text = bytes.map((part) => (part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : JSON.stringify(part))).join('\n')
    expect(text).not.toMatch(/Planted|Declan|Clegg/i)
  })
})
