import { describe, expect, it } from 'vitest'
import { makeKeyring, openFormer, wrapWithPassphrase } from '../../../src/core/vault/keyring.ts'
import { migrate } from '../../../src/core/vault/migrate.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { layDownFormat1 } from '../../fixtures/vault/format-1.ts'
import { openRawStore } from '../../fixtures/vault/raw-store.ts'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { installation, passphrase, storeName, type TestInstallation } from './installation.ts'

const cost = { passes: 1, memory: 8192 }
const documents = [`person:${personIdAt(1)}`, 'huddle:1']

async function expectWhole(vault: Vault): Promise<void> {
  expect((await vault.people.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([personRow(1), personRow(2)])
  expect(await vault.actions.all()).toEqual([actionRow(1)])
  expect(await vault.audit.all()).toMatchObject([{ kind: 'viewed', person: personIdAt(1) }])
  expect(await vault.profile.get()).toMatchObject({ lastHereAt: 5 })
  for (const id of documents) {
    const stored = await vault.openDoc(id)
    expect(stored.doc.getText('t').toString()).toBe('first second')
    await stored.release()
  }
  expect(vault.findings.get()).toEqual([])
}

async function formerVault(): Promise<TestInstallation> {
  const computer = installation()
  await layDownFormat1(storeName, computer.parts)
  return computer
}

/** Migrates until `stopAfter` steps are on the disk, as a window that is closed then would. @returns whether it was stopped */
async function migrateUntil({ parts }: TestInstallation, stopAfter: number): Promise<boolean> {
  const sodium = await loadSodium()
  const raw = await openRawStore(storeName, parts)
  const [keyring] = await raw.rows('keyring')
  raw.close()
  const root = openFormer(sodium, keyring, passphrase)
  let steps = 0
  const run = migrate({
    storeName,
    parts,
    sodium,
    root,
    keyring: { ...makeKeyring(sodium, passphrase, cost).keyring, passphrase: wrapWithPassphrase(sodium, root, passphrase, cost) },
    clock: () => 0,
    onStep() {
      steps += 1
      if (steps === stopAfter) throw new Error('cut off')
    },
  })
  return run.then(
    () => false,
    (error: Error) => {
      if (error.message !== 'cut off') throw error
      return true
    },
  )
}

describe('a vault of format 1', () => {
  it('[V15] opens with its passphrase, whole, in the new format, and again after that', async () => {
    const { unlock } = await formerVault()
    for (let times = 0; times < 2; times += 1) {
      const vault = await unlock()
      await expectWhole(vault)
      await vault.lock()
    }
  })

  it('[V16] a migration that is cut off after any step goes on where it was and loses nothing', async () => {
    for (let step = 1; ; step += 1) {
      const computer = await formerVault()
      const stopped = await migrateUntil(computer, step)
      if (!stopped) {
        expect(step).toBeGreaterThan(9)
        break
      }
      const vault = await computer.unlock()
      await expectWhole(vault)
      await vault.lock()
    }
  })

  it('[V16] a damaged row of it is set aside, and everything else comes over', async () => {
    const { parts, unlock } = await formerVault()
    const raw = await openRawStore(storeName, parts)
    const [row] = await raw.rows('people')
    if (!(row?.['sealed'] instanceof Uint8Array)) throw new Error('no row')
    await raw.put('people', { ...row, sealed: row['sealed'].with(40, (row['sealed'][40] ?? 0) ^ 1) })
    raw.close()
    const vault = await unlock()
    expect(await vault.people.all()).toEqual([personRow(2)])
    expect(await vault.actions.all()).toEqual([actionRow(1)])
    expect(vault.findings.get()).toMatchObject([{ kind: 'set-aside', table: 'people', id: personIdAt(1) }])
  })
})
