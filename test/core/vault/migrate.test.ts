import { describe, expect, it } from 'vitest'
import { openFormer, wrapWithPassphrase } from '../../../src/core/vault/keyring.ts'
import { stretchHere } from '../../../src/core/vault/stretch/stretch.ts'
import { migrate } from '../../../src/core/vault/migrate.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { layDownFormat1 } from '../../fixtures/vault/format-1.ts'
import { openRawStore } from '../../fixtures/vault/raw-store.ts'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { installation, passphrase, storeName, type TestInstallation } from './installation.ts'

const cost = { passes: 1, memory: 8192 }
const documents = [`person:${personIdAt(1)}`, 'huddle:1']

const whole = {
  people: [personRow(1), personRow(2)],
  actions: [actionRow(1)],
  audited: [personIdAt(1)],
  lastHereAt: 5,
  texts: ['first second', 'first second'],
  findings: [],
}

async function contentsOf(vault: Vault): Promise<unknown> {
  const texts: string[] = []
  for (const id of documents) {
    const stored = await vault.openDoc(id)
    texts.push(stored.doc.getText('t').toString())
    await stored.release()
  }
  return {
    people: (await vault.people.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    actions: await vault.actions.all(),
    audited: (await vault.audit.all()).map(({ person }) => person),
    lastHereAt: (await vault.profile.get())?.lastHereAt,
    texts,
    findings: vault.findings.get(),
  }
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
  const made = { sodium, stretch: stretchHere(loadSodium).stretch }
  const root = await openFormer(made, keyring, passphrase)
  let steps = 0
  const run = migrate({
    storeName,
    parts,
    sodium,
    root,
    keyring: { format: 2, passphrase: await wrapWithPassphrase(made, root, passphrase, cost) },
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
      expect(await contentsOf(vault)).toEqual(whole)
      await vault.lock()
    }
  })

  it('[V16] a migration that is cut off after any step goes on where it was and loses nothing', async () => {
    let steps = 0
    for (let stopped = true; stopped; steps += 1) {
      const computer = await formerVault()
      stopped = await migrateUntil(computer, steps + 1)
      const vault = await computer.unlock()
      expect(await contentsOf(vault)).toEqual(whole)
      await vault.lock()
    }
    expect(steps).toBeGreaterThan(9)
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
