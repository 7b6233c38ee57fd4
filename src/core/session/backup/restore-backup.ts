import { parseExactly, sameValue } from '../../record/canonical.ts'
import { utf8 } from '../../model/bytes.ts'
import type { Instant } from '../../model/dates.ts'
import type { ErasureReceipt } from '../../model/erasure.ts'
import { ProblemError } from '../../model/problem.ts'
import { personInitials } from '../../model/person.ts'
import type { BackupEntry, EntryKind } from '../../vault/backup/entries.ts'
import type { Watch } from '../../vault/backup/ports.ts'
import type { OpenedBackup } from '../../vault/backup/read-backup.ts'
import { ownerOfDoc } from '../../vault/places.ts'
import { recordTables, type RecordRows, type RecordTable } from '../../vault/record-tables.ts'
import type { Rows, Vault } from '../../vault/vault.ts'
import { recordOf } from '../copies-due.ts'
import { forgetInCopy, forgetInHuddles } from '../erasure.ts'
import type { MergedRows, MergedTable, MergedTables } from './merge-rows.ts'
import { rowParsers } from './row-parsers.ts'

/** What a backup holds, once it was read to its end. */
export interface BackupSummary {
  readonly madeAt: Instant
  readonly team: string
  readonly by: string
  readonly entries: number
  /** Entries that this app does not understand; they stay in the file. */
  readonly notUnderstood: number
  readonly receipts: readonly ErasureReceipt[]
}

/** What became of a restore. */
export interface RestoreResult extends BackupSummary {
  /** Entries that were not here, or were here in an older state. */
  readonly broughtBack: number
  /** Of those, entries that were damaged or missing here. */
  readonly mended: number
  /** Entries of people who were erased: they stay out. */
  readonly ofErased: number
}

/** Reads a backup to its end and changes nothing. @throws {ProblemError} `damaged-backup`, `stopped` */
export async function lookThrough(backup: OpenedBackup, watch: Watch): Promise<BackupSummary> {
  let [entries, notUnderstood] = [0, 0]
  let about = { team: '', by: '' }
  const receipts: ErasureReceipt[] = []
  for await (const entry of backup.entries(watch)) {
    if (entry.kind === 'about') {
      about = read('about', entry) ?? about
      continue
    }
    entries += 1
    if (entry.kind === 'documents') continue
    const row = read(entry.kind, entry)
    if (row === undefined) notUnderstood += 1
    if (entry.kind === 'receipts') receipts.push(...[read('receipts', entry)].filter((each) => each !== undefined))
  }
  return { madeAt: backup.madeAt, ...about, entries, notUnderstood, receipts }
}

/** Rows that are merged in one transaction, and bytes of documents that are held at once. */
const [rowsAtOnce, docBytesAtOnce] = [200, 4 * 1024 * 1024]

/**
 * Brings what a backup holds into a vault. Rows and documents are merged, so that running it again, or after it was cut
 * off, changes nothing that it had done. Whoever was erased, here or there, stays erased.
 * @throws {ProblemError} `erased-under-hold`, `erased-not-in-the-record`: before anything is changed
 */
export async function bringBack(vault: Vault, backup: OpenedBackup, summary: BackupSummary, { isNew, watch, merge }: { readonly isNew: boolean; readonly watch: Watch; readonly merge: MergedTables }): Promise<RestoreResult> {
  await refuseToErase(vault, summary.receipts)
  await vault.takeReceipts(summary.receipts)
  const erased = new Set<string>((await vault.receipts()).map(({ person }) => person))
  let [broughtBack, mended, ofErased] = [0, 0, 0]
  let batch: BackupEntry[] = []
  let held = 0

  async function flush(): Promise<void> {
    const [first] = batch
    if (first) {
      const done = await takeBatch(vault, first.kind, batch, { isNew, merge })
      broughtBack += done.broughtBack
      mended += done.mended
    }
    batch = []
    held = 0
  }
  for await (const entry of backup.entries(watch)) {
    if (erased.has(ownerOf(entry))) {
      ofErased += 1
      continue
    }
    if (batch[0]?.kind !== entry.kind || batch.length >= rowsAtOnce || held >= docBytesAtOnce) await flush()
    batch.push(entry)
    held += entry.bytes.length
  }
  await flush()
  await forgetInHuddles(vault, erased)
  if (summary.receipts.length > 0) await forgetInCopy(vault)
  return { ...summary, broughtBack, mended, ofErased }
}

/** What may not be erased here by a person's decision is not erased by a backup either. */
async function refuseToErase(vault: Vault, receipts: readonly ErasureReceipt[]): Promise<void> {
  const known = new Set((await vault.receipts()).map(({ person }) => person))
  const unknown = receipts.filter(({ person }) => !known.has(person))
  if (unknown.length === 0) return
  const inTheRecord = await recordOf(vault)
  for (const { person: id } of unknown) {
    const person = await vault.people.get(id)
    if (person?.legalHold) throw new ProblemError(erasedUnderHold(personInitials(person)))
    const { missing } = inTheRecord(id)
    if (missing.length > 0) throw new ProblemError(erasedNotInTheRecord(missing))
  }
}

const erasedUnderHold = (initials: string) => ({
  code: 'erased-under-hold',
  happened: `The backup says that ${initials} was erased where it was made, and here there is a legal hold: nothing of theirs may be erased.`,
  kept: 'Nothing was changed on this computer, and the file was left as it is.',
  todo: 'Settle with whoever set the hold which of the two stands; lift the hold, or leave this backup alone.',
})

const erasedNotInTheRecord = (missing: readonly string[]) => ({
  code: 'erased-not-in-the-record',
  happened: `The backup says that somebody was erased where it was made, and what is kept of them here is not all in the record. ${missing.slice(0, 3).join(' ')}`,
  kept: 'Nothing was changed on this computer, and the file was left as it is.',
  todo: 'Open Record and file or send what waits there, then restore again.',
})

async function takeBatch(vault: Vault, kind: EntryKind, batch: readonly BackupEntry[], { isNew, merge }: { readonly isNew: boolean; readonly merge: MergedTables }): Promise<{ broughtBack: number; mended: number }> {
  switch (kind) {
    case 'about':
    case 'receipts':
      return { broughtBack: 0, mended: 0 }
    case 'documents': {
      return { broughtBack: await vault.takeDocs(batch), mended: await vault.restored('snapshots', batch.map(({ id }) => id)) }
    }
    case 'audit': {
      const rows = batch.flatMap((entry) => read('audit', entry) ?? [])
      return { broughtBack: await vault.audit.takeIn(rows), mended: await vault.restored('audit', rows.map(({ id }) => id)) }
    }
    case 'profile': {
      // Who this device is, and what it is set to, comes only to a device that is nobody yet.
      const [row] = isNew ? batch.flatMap((entry) => read('profile', entry) ?? []) : []
      if (row) await vault.profile.put(row.profile)
      return { broughtBack: row ? 1 : 0, mended: 0 }
    }
    case 'servers': {
      const rows = isNew ? batch.flatMap((entry) => read('servers', entry) ?? []) : []
      await vault.servers.put(rows)
      return { broughtBack: rows.length, mended: 0 }
    }
    default:
      return mergeBatch(vault, kind, batch, merge)
  }
}

async function mergeBatch<K extends MergedTable>(vault: Vault, table: K, batch: readonly BackupEntry[], merge: MergedTables): Promise<{ broughtBack: number; mended: number }> {
  const rows = new Map(batch.flatMap((entry) => rowIn(table, entry)).map((row): [string, MergedRows[K]] => [row.id, row]))
  const tables: { readonly [T in MergedTable]: Rows<MergedRows[T]> } = vault
  const ids: MergedRows[K]['id'][] = [...rows.values()].map(({ id }) => id)
  const written = await tables[table].change(ids, (now, id) => {
    const other = rows.get(id)
    if (!now || !other) return other
    const merged = merge[table](now, other)
    return sameValue(merged, now) ? undefined : merged
  })
  return { broughtBack: written.length, mended: await vault.restored(table, [...rows.keys()]) }
}

function rowIn<K extends MergedTable>(table: K, entry: BackupEntry): MergedRows[K][] {
  const row = read(table, entry)
  return row === undefined ? [] : [row as MergedRows[K]]
}

/** The row of an entry, or undefined for what this app does not understand: nothing is made to fit. */
function read<K extends keyof typeof rowParsers>(kind: K, { id, bytes }: BackupEntry): ReturnType<(typeof rowParsers)[K]['parse']> | undefined {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
  const row = parseExactly(rowParsers[kind], value)
  return kind !== 'about' && row !== undefined && idIn(row) !== id ? undefined : (row as ReturnType<(typeof rowParsers)[K]['parse']> | undefined)
}

const idIn = (row: unknown): unknown => (typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined)

const isRecord = (kind: EntryKind): kind is RecordTable => kind in recordTables

/** Whose an entry is: the person under whose key it will be sealed. */
function ownerOf(entry: BackupEntry): string {
  if (entry.kind === 'documents') return ownerOfDoc(entry.id)
  if (!isRecord(entry.kind)) return ''
  const row = read(entry.kind, entry)
  return row === undefined ? '' : ownerIn(entry.kind, row)
}

function ownerIn<K extends RecordTable>(table: K, row: unknown): string {
  return recordTables[table].ownerOf(row as RecordRows[K])
}
