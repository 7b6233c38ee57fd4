import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { IndexedDbParts } from '../../src/core/vault/database.ts'
import { loadSodium, type Sodium } from '../../src/core/vault/sodium.ts'
import { vaultKeeper } from '../../src/core/vault/vault-keeper.ts'
import type { Vault, VaultKeeper } from '../../src/core/vault/vault.ts'
import { effects } from '../core/session/effects.ts'
import { dump, openRawStore, type RawRow } from '../fixtures/vault/raw-store.ts'
import { actionRow, personIdAt, personRow } from '../fixtures/vault/rows.ts'
import { howMany, type Company, type Fault } from './fault.ts'

const passphrase = 'a long enough phrase'
const storeName = 'mdt-huddle-team'
const documents = [`person:${personIdAt(1)}`, `person:${personIdAt(2)}`, 'huddle:1']

/** What a reader of the vault sees, each part by the table and id of the row that holds it. */
type Contents = Map<string, string>

interface Damage {
  readonly table: string
  readonly row: RawRow
  readonly damaged: RawRow
}

async function fill(vault: Vault): Promise<void> {
  await vault.people.put([personRow(1), personRow(2), personRow(3)])
  await vault.actions.put([actionRow(1), actionRow(2)])
  await vault.huddles.put([{ id: 'd'.repeat(32), room: 'a room' } as never])
  await vault.audit.add({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Nadia Clegg', kind: 'viewed', person: personRow(1).id, detail: 'Opened' })
  await vault.profile.put({ lastHereAt: 5, card: { name: 'Nadia Clegg' } } as never)
  for (const [index, id] of documents.entries()) {
    const stored = await vault.openDoc(id)
    const text = stored.doc.getText('t')
    // Enough commits for a snapshot of the first; the others stand in the log alone.
    for (let edit = 0; edit < (index === 0 ? 17 : 2); edit += 1) {
      text.insert(text.length, `change ${edit} `)
      await new Promise<void>((saved) => {
        const stop = stored.saved.subscribe(() => stored.saved.get().kind === 'saved' && (stop(), saved()))
      })
    }
    await stored.release()
  }
}

async function contentsOf(vault: Vault): Promise<Contents> {
  const contents: Contents = new Map()
  for (const table of ['people', 'actions', 'huddles'] as const) {
    for (const row of await vault[table].all()) contents.set(`${table}/${row.id}`, JSON.stringify(row))
  }
  contents.set('audit', JSON.stringify(await vault.audit.all()))
  contents.set('profile', JSON.stringify(await vault.profile.get()))
  for (const id of documents) {
    const stored = await vault.openDoc(id)
    contents.set(`documents/${id}`, stored.doc.getText('t').toString())
  }
  return contents
}

/** Which part of the contents may suffer when this very row is damaged; nothing may where the vault keeps it twice. */
function mayLose({ table, row }: Damage): string {
  if (table === 'updates') return `documents/${String(row['doc'])}`
  if (table === 'snapshots') return `documents/${String(row['id'])}`
  if (table === 'audit') return 'audit'
  return `${table}/${String(row['id'])}`
}

/** Every flip of one bit in one byte, every shortening, and every change of what stands in clear, of every row. */
function* damages(stored: ReadonlyMap<string, readonly RawRow[]>): Generator<Damage> {
  for (const [table, rows] of stored) {
    if (table === 'aside') continue
    for (const row of rows) {
      if (row['id'] === 'attempts') continue
      for (const [field, value] of Object.entries(row)) {
        if (value instanceof Uint8Array) {
          for (let at = 0; at < value.length; at += 1) {
            yield { table, row, damaged: { ...row, [field]: value.with(at, (value[at] ?? 0) ^ (1 << (at % 8))) } }
            yield { table, row, damaged: { ...row, [field]: value.slice(0, at) } }
          }
        } else if (field === 'owner') yield { table, row, damaged: { ...row, owner: personIdAt(2) === value ? personIdAt(1) : personIdAt(2) } }
        else if (field === 'version') yield { table, row, damaged: { ...row, version: Number(value) + 1 } }
      }
    }
  }
}

/** A cipher that authenticates nothing: what the vault would be without its seals. */
function withoutSeals(sodium: Sodium): Sodium {
  const compiled: unknown = 'libsodium' in sodium ? sodium.libsodium : undefined
  if (typeof compiled !== 'object' || compiled === null || !('HEAPU8' in compiled)) throw new TypeError('libsodium does not show its memory')
  const copy = (to: number, from: number, length: number): number => {
    if (compiled.HEAPU8 instanceof Uint8Array) compiled.HEAPU8.copyWithin(to, from, from + length)
    return 0
  }
  const libsodium: unknown = Object.create(compiled, {
    _crypto_aead_xchacha20poly1305_ietf_encrypt: { value: (to: number, _length: null, from: number, length: number) => copy(to, from, length) },
    _crypto_aead_xchacha20poly1305_ietf_decrypt: { value: (to: number, _length: null, _secret: null, from: number, length: number) => copy(to, from, length - 16) },
  })
  return Object.assign({ ...sodium }, { libsodium })
}

export const company: Company = 'computing'

/** Damages one stored row at a time in a small vault, and looks whether the app says so and keeps everything else. */
export const run: Fault = async ({ protection, say, ...asked }) => {
  const sodium = await loadSodium()
  const keeperOf = (parts: IndexedDbParts): VaultKeeper =>
    vaultKeeper({ name: 'team', ...parts, effects, cost: { passes: 1, memory: 8192 }, sodium: protection ? sodium : withoutSeals(sodium) })
  const parts: IndexedDbParts = { indexedDB: new IDBFactory(), IDBKeyRange }
  const vault = await keeperOf(parts).create(passphrase)
  await fill(vault)
  await vault.lock()
  const stored = await dump(storeName, parts)
  const whole = await keeperOf(parts).unlock(passphrase)
  const expected = await contentsOf(whole)
  await whole.lock()

  const all = [...damages(stored)]
  const step = Math.max(1, Math.floor(all.length / howMany(asked, { sample: 30, quick: 150, whole: all.length })))
  const chosen = all.filter((_each, index) => (index + asked.seed) % step === 0)
  let [tried, undetected, lost, crashed] = [0, 0, 0, 0]
  for (const damage of chosen) {
    tried += 1
    if (tried % 50 === 0) say(`${tried} of ${chosen.length} damaged rows`)
    const raw = await openRawStore(storeName, parts)
    await raw.lay(stored)
    await raw.put(damage.table, damage.damaged)
    raw.close()
    try {
      const opened = await keeperOf(parts).unlock(passphrase)
      const { findings } = await opened.check(() => undefined)
      if (findings.length === 0) undetected += 1
      const found = await contentsOf(opened)
      for (const [part, content] of expected) if (found.get(part) !== content && part !== mayLose(damage)) lost += 1
      await opened.lock()
    } catch {
      crashed += 1
    }
  }
  const holds = tried > 0 && undetected === 0 && lost === 0 && crashed === 0
  return { name: 'vault-damage', tried, lost, undetected, crashed, holds, note: `${tried} of ${all.length} single flips, shortenings and moves of stored rows in a small vault${holds ? ' were each noticed, and nothing else was lost' : ' did not all leave the vault whole'}.` }
}
