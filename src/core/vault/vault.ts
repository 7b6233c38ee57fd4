import type * as Y from 'yjs'
import type { Action } from '../model/action.ts'
import type { AuditEntry } from '../model/audit.ts'
import type { ErasureReceipt } from '../model/erasure.ts'
import type { PersonId } from '../model/ids.ts'
import type { Observable } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import type { PersonRoom } from '../model/person-room.ts'
import type { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { BreakGlass, Delivery, Disclosure, RecordServer } from '../model/leaving.ts'
import type { MeetingServers } from '../model/meeting-servers.ts'
import type { Service } from '../model/service.ts'
import type { Letter } from '../model/letter.ts'
import type { OutcomeMarks } from '../model/mark.ts'
import type { BackupSecret, BackupSink, BackupSource, Watch } from './backup/ports.ts'
import type { OpenedBackup } from './backup/read-backup.ts'
import type { BackupContent } from './backup/write-backup.ts'
import type { AuditRow } from './record-tables.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'

/** Rows of one kind, sealed at rest; `id` is the only part of a row that the store can read. */
export interface Rows<T extends { readonly id: string }> {
  get(id: T['id']): Promise<T | undefined>
  all(): Promise<T[]>
  /** Written when the promise resolves: sealed, committed, strict durability. One transaction whatever the count. */
  put(rows: readonly T[]): Promise<void>
  /**
   * Reads rows and writes them again in one transaction, so that nothing which another window writes in between is lost.
   * `edit` gets a row as it stands now and gives the whole row to write, or undefined to leave it as it is.
   * @returns the rows that were written.
   */
  change(ids: readonly T['id'][], edit: (now: T | undefined, id: T['id']) => T | undefined): Promise<T[]>
  remove(ids: readonly T['id'][]): Promise<void>
}

export type SavedState =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'saving' }
  | { readonly kind: 'not-saved'; readonly because: string }
  /** A guest's window: nothing is ever saved, and the screen says so. */
  | { readonly kind: 'memory-only' }

/** A Y.Doc whose every update is sealed and committed as it happens. */
export interface StoredDoc {
  readonly doc: Y.Doc
  /** `saved` only after the transaction that holds the newest update has committed. */
  readonly saved: Observable<SavedState>
  /** Waits for what is still being saved, then lets the document go. */
  release(): Promise<void>
}

/** Something amiss that a check, or a reading, has come upon. Nothing is ever deleted because of it. */
export interface Finding {
  /** `set-aside`: kept as it was found, out of the others' way; `missing`: there should be one; `mended`: a second copy held it. */
  readonly kind: 'set-aside' | 'missing' | 'mended'
  readonly table: string
  readonly id: string
  readonly because: 'damaged' | 'older-version' | 'no-key' | 'missing' | 'restored'
  readonly at: number
}

export interface CheckReport {
  /** Rows that were opened and hold. */
  readonly held: number
  readonly findings: readonly Finding[]
}

/** An unlocked vault. After `lock` every call rejects with the problem `vault-locked`. */
export interface Vault {
  readonly people: Rows<Person>
  /** Where each person's document meets its peers; made when the person first comes to a huddle. */
  readonly rooms: Rows<PersonRoom>
  readonly huddles: Rows<HuddleRecord>
  readonly outcomes: Rows<FiledOutcome>
  readonly actions: Rows<Action>
  /** What of each outcome goes to nobody: beside what was signed, never in it. */
  readonly marks: Rows<OutcomeMarks>
  readonly letters: Rows<Letter>
  readonly disclosures: Rows<Disclosure>
  readonly breakGlass: Rows<BreakGlass>
  readonly deliveries: Rows<Delivery>
  /** At most one of each: the record system that outcomes are sent to, with its token, and what huddles meet by, with keys and credentials. */
  readonly servers: Rows<RecordServer | MeetingServers>
  /** The directory of local support. */
  readonly services: Rows<Service>
  readonly audit: {
    add(entry: AuditEntry): Promise<void>
    all(): Promise<AuditEntry[]>
    /** Adds entries from elsewhere, each once. @returns how many were new. */
    takeIn(rows: readonly AuditRow[]): Promise<number>
  }
  /** Who this device is: its card, its secret keys, its team and its settings. */
  readonly profile: {
    get(): Promise<Profile | undefined>
    put(profile: Profile): Promise<void>
    /** As `change` of rows. @returns what was written, or undefined where `edit` left it as it stood */
    change(edit: (now: Profile | undefined) => Profile | undefined): Promise<Profile | undefined>
  }
  /** Opens the document of that id, empty where there is none yet. Opened twice it is the same Y.Doc, released once each. */
  openDoc(id: string): Promise<StoredDoc>
  /** Writes a document as it stands now, without a trace of what was taken out of it. */
  rewriteDoc(id: string): Promise<void>
  removeDocs(ids: readonly string[]): Promise<void>
  /**
   * Destroys a person's key and everything sealed under it, for good, and keeps a receipt. Whether it is due is for whoever
   * asks to have settled: see model/retention.
   */
  erase(person: PersonId, by: string, because: string, stands: ErasureReceipt['stands']): Promise<ErasureReceipt>
  /** Oldest first. */
  receipts(): Promise<readonly ErasureReceipt[]>
  /** Erases here whomever these say was erased elsewhere, and keeps them. */
  takeReceipts(receipts: readonly ErasureReceipt[]): Promise<void>
  /** Writes all that is kept here into a backup, as one sealed stream. `about` comes first in it. @throws {ProblemError} `stopped`, `erased-meanwhile`, `backup-too-large` */
  backUp(about: object, sink: BackupSink, watch: Watch): Promise<BackupContent>
  /** Takes in documents out of a backup, each as one update: what is not here is added, and nothing that is here is lost. @returns how many hold more than before. */
  takeDocs(docs: readonly { readonly id: string; readonly bytes: Uint8Array }[]): Promise<number>
  /** Notes that a backup has given back rows of a table. @returns how many of them had been amiss. */
  restored(table: string, ids: readonly string[]): Promise<number>
  /** Why the second copy that the host keeps is behind, in a sentence; empty while it holds all that was written. */
  readonly copyBehind: Observable<string>
  /** Makes the second copy anew and destroys the former one, with what was erased since. @throws {ProblemError} what the host refused */
  renewCopy(): Promise<void>
  /** What was found amiss so far, since ever. */
  readonly findings: Observable<readonly Finding[]>
  /** Opens every row there is, and sets aside what does not open. `total` may grow while it runs. */
  check(onProgress: (done: number, total: number) => void): Promise<CheckReport>
  /** Whether another window of this vault has this person on its table, as far as it says so within a second. */
  inUseElsewhere(person: PersonId): Promise<boolean>
  /** What this window says when another one asks that. */
  sayInUse(isInUse: (person: PersonId) => boolean): void
  /** Calls back when another window of this vault has changed records, or has locked it. */
  watchOthers(onChange: (what: 'records' | 'locked') => void): () => void
  /** Calls back with the id of each document that has been written: in this window, in another, out of a backup. */
  watchDocuments(onWritten: (id: string) => void): () => void
  /** Whether this window holds something written that is not on the disk. */
  readonly unsaved: Observable<boolean>
  /** Waits until everything written is on the disk. @throws {ProblemError} `not-saved-yet` while the disk refuses it. */
  saveAll(): Promise<void>
  /**
   * Seals what is open, forgets the keys, closes the store.
   * @param how `unsaved` where the store is thrown away next, and nothing waits to be saved
   * @throws {ProblemError} `not-saved-yet` while the disk refuses something that was written; the vault then stays open.
   */
  lock(how?: 'here' | 'everywhere' | 'unsaved'): Promise<void>
}

/** Hears what could not be done beside what was. */
export type Left = (problem: ProblemError) => void

/** A recovery code that opens nothing yet. */
export interface NewRecoveryCode {
  readonly code: string
  /** Lets it open the vault in place of any earlier one, once somebody has it on paper. @throws {ProblemError} as `unlock` */
  keep(): Promise<void>
}

export interface WaysIn {
  readonly recoveryCode: boolean
  /** Whether this computer's key store opens it. */
  readonly computer: boolean
  /** Why it could not, in a sentence; empty where this computer has a key store to be trusted. */
  readonly computerAbsence: string
}

/** A key store that the computer itself keeps, where its host has a real one. */
export interface ComputerKeys {
  /** Why there is none, in a sentence; empty where there is one. */
  absence(): Promise<string>
  wrap(key: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/** `emptied`: there is none, and the host keeps a second copy of one. */
export type VaultPresence = 'none' | 'locked' | 'emptied'

/** A second copy that the host keeps of a vault which is not here. */
export interface KeptCopy {
  /** When it was last written. */
  readonly at: number
  /** Bytes. */
  readonly size: number
}

/**
 * Finds, makes and unlocks the vault of this installation. `name` keeps a practice team's vault apart from a real one.
 */
export interface VaultKeeper {
  presence(): Promise<VaultPresence>
  /** The second copies that the host keeps, last written first. */
  copies(): Promise<readonly KeptCopy[]>
  /**
   * Where there is no vault, makes it of the last written copy that this passphrase opens, or of the last written one where none is
   * given: every row as it was sealed. It is there whole or not at all, and locked.
   * @throws {ProblemError} `vault-exists`, `no-copy`, `wrong-passphrase`
   */
  bringBack(passphrase: string | undefined): Promise<void>
  /**
   * Makes a vault where there is none. With `fill`, which writes what it cannot be without, it is there whole or not at all.
   * @throws {ProblemError} `passphrase-too-short` under 12 characters, `vault-exists`, and whatever `fill` throws.
   */
  create(passphrase: string, fill?: (vault: Vault) => Promise<void>): Promise<Vault>
  /** Makes ready what turns a passphrase into a key, for one that is about to come. */
  expectPassphrase(): void
  /** @throws {ProblemError} `wrong-passphrase`, `too-many-tries`, `no-vault`, `newer-vault`, `damaged-vault`. */
  unlock(passphrase: string): Promise<Vault>
  /**
   * Opens the vault with its recovery code and puts a new passphrase in place of the one that was lost.
   * @throws {ProblemError} `recovery-slip`, `no-recovery-code`, `wrong-recovery-code`, `passphrase-too-short`, and as `unlock`.
   */
  recover(code: string, passphrase: string): Promise<Vault>
  /**
   * Wraps the same keys anew: no row is written again.
   * @param left is told where it is done, and the second copy still opens in the former way: `copy-opens-as-before`
   * @throws {ProblemError} as `unlock`, and `passphrase-too-short`.
   */
  changePassphrase(current: string, next: string, left?: Left): Promise<void>
  /**
   * Makes a recovery code. It is stored nowhere: whoever asks shows it once, and until it is kept any earlier one holds.
   * @param left as `changePassphrase`
   * @throws {ProblemError} as `unlock`
   */
  makeRecoveryCode(passphrase: string, left?: Left): Promise<NewRecoveryCode>
  /** Ways in besides the passphrase. */
  waysIn(): Promise<WaysIn>
  /** Opens with what this computer's key store keeps. @throws {ProblemError} `no-computer-key`, and as `unlock`. */
  unlockWithComputer(): Promise<Vault>
  /** Lets this computer's key store open the vault, or no longer. @param left as `changePassphrase` @throws {ProblemError} `no-key-store`, and as `unlock`. */
  trustComputer(passphrase: string, trusted: boolean, left?: Left): Promise<void>
  /** Opens a backup file with what opened the vault that it was made of; whose vault that was does not matter. @throws {ProblemError} see `openBackup` */
  readBackup(source: BackupSource, secret: BackupSecret): Promise<OpenedBackup>
  /**
   * Makes the vault of a backup anew, where there is none, and has `fill` write what is in it. It is there whole or not at
   * all: one that was cut off counts as none. Opens with what opened the backup, or with a new passphrase in its place.
   * @throws {ProblemError} `vault-exists`, `passphrase-too-short`, and whatever `fill` throws.
   */
  restore(backup: OpenedBackup, passphrase: string | undefined, fill: (vault: Vault) => Promise<void>): Promise<Vault>
  /** Deletes the whole store of this name; used for a practice team. */
  destroy(): Promise<void>
}
