import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { storeVersion } from '../../../src/core/vault/database.ts'
import { dump, openRawStore } from '../../fixtures/vault/raw-store.ts'
import { actionRow, personRow } from '../../fixtures/vault/rows.ts'
import { aService } from '../model/services.ts'
import { installation, keptCode, passphrase, storeName, type TestInstallation } from './installation.ts'

const before = ['people', 'rooms', 'huddles', 'outcomes', 'actions', 'audit', 'profile', 'marks', 'letters', 'disclosures', 'breakGlass', 'deliveries', 'servers', 'keys', 'spareKeys', 'rolls', 'snapshots', 'receipts', 'aside', 'keyring']

/** A vault as an app wrote it that knew of no directory: the same rows, in a store of the version and the tables of then. */
async function vaultOfThen(): Promise<TestInstallation> {
  const here = installation()
  const vault = await here.create()
  await vault.people.put([personRow(1)])
  await vault.actions.put([actionRow(1)])
  const stored = await vault.openDoc('huddle:1')
  stored.doc.getText('t').insert(0, 'first')
  await stored.release()
  await vault.lock()
  const rows = await dump(storeName, here.parts)
  await new Dexie(storeName, here.parts).delete()
  const then = new Dexie(storeName, here.parts)
  then.version(2).stores({ ...Object.fromEntries(before.map((table) => [table, 'id'])), updates: '[doc+writer+seq],doc' })
  await then.open()
  for (const table of [...before, 'updates']) await then.table(table).bulkPut(rows.get(table) ?? [])
  then.close()
  return here
}

describe('the directory in the vault', () => {
  it('[D209] is sealed: nothing of a service stands in the store in clear', async () => {
    const { create, parts, unlock } = installation()
    const vault = await create()
    await vault.services.put([aService()])
    await vault.lock()
    const values = [...(await dump(storeName, parts)).values()].flat().flatMap((row) => Object.values(row))
    const text = values.map((part) => (part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : JSON.stringify(part))).join('\n')
    expect(text).not.toMatch(/walkers|towpath|kirkstall|496 0201/i)
    expect(await (await unlock()).services.all()).toEqual([aService()])
  })

  it('[D210] a vault from before there was one opens whole by its passphrase, and takes one', async () => {
    const { parts, unlock } = await vaultOfThen()
    const raw = await openRawStore(storeName, parts)
    expect(raw.tables).not.toContain('services')
    raw.close()
    for (let times = 0; times < 2; times += 1) {
      const vault = await unlock()
      expect(await vault.people.all()).toEqual([personRow(1)])
      expect(await vault.actions.all()).toEqual([actionRow(1)])
      const stored = await vault.openDoc('huddle:1')
      expect(stored.doc.getText('t').toString()).toBe('first')
      await stored.release()
      expect(await vault.services.all()).toHaveLength(times)
      await vault.services.put([aService()])
      expect(vault.findings.get()).toEqual([])
      await vault.lock()
    }
  })

  it('[D210] it opens by the recovery code as well, and a new passphrase can be set before anything else is done', async () => {
    const { keeper } = await vaultOfThen()
    await keeper().changePassphrase(passphrase, 'another long phrase')
    const code = await keptCode(keeper(), 'another long phrase')
    const vault = await keeper().recover(code, passphrase)
    expect(await vault.services.all()).toEqual([])
    expect(await vault.people.all()).toEqual([personRow(1)])
    await vault.lock()
  })

  it('[D210] what had tried in vain is counted as before, and another window that is open makes way', async () => {
    const { keeper, unlock } = await vaultOfThen()
    await expect(keeper().unlock('not the passphrase')).rejects.toMatchObject({ problem: { code: 'wrong-passphrase' } })
    const [one, other] = await Promise.all([unlock(), unlock()])
    await one.services.put([aService()])
    expect(await other.services.all()).toEqual([aService()])
    await one.lock()
    await other.lock()
  })

  it('[V8] a store with tables of a newer app is refused and left as it is', async () => {
    const { create, keeper, parts } = installation()
    await (await create()).lock()
    const rows = await dump(storeName, parts)
    await new Dexie(storeName, parts).delete()
    const newer = new Dexie(storeName, parts)
    newer.version(storeVersion + 1).stores({ ...Object.fromEntries([...before, 'services', 'unheard'].map((table) => [table, 'id'])), updates: '[doc+writer+seq],doc' })
    await newer.open()
    await newer.table('keyring').bulkPut(rows.get('keyring') ?? [])
    newer.close()
    await expect(keeper().unlock(passphrase)).rejects.toMatchObject({ problem: { code: 'newer-vault' } })
    const raw = await openRawStore(storeName, parts)
    expect(raw.tables).toContain('unheard')
    raw.close()
  })
})
