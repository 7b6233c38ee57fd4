import type * as Y from 'yjs'
import type { Action } from '../model/action.ts'
import type { AuditEntry } from '../model/audit.ts'
import type { Observable } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import type { PersonRoom } from '../model/person-room.ts'
import type { Profile } from '../model/profile.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'

/** Rows of one kind, sealed at rest; `id` is the only part of a row that the store can read. */
export interface Rows<T extends { readonly id: string }> {
  get(id: T['id']): Promise<T | undefined>
  all(): Promise<T[]>
  /** Written when the promise resolves: sealed, committed, strict durability. One transaction whatever the count. */
  put(rows: readonly T[]): Promise<void>
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

/** An unlocked vault. After `lock` every call rejects with the problem `vault-locked`. */
export interface Vault {
  readonly people: Rows<Person>
  /** Where each person's document meets its peers; made when the person first comes to a huddle. */
  readonly rooms: Rows<PersonRoom>
  readonly huddles: Rows<HuddleRecord>
  readonly outcomes: Rows<FiledOutcome>
  readonly actions: Rows<Action>
  readonly audit: { add(entry: AuditEntry): Promise<void>; all(): Promise<AuditEntry[]> }
  /** Who this device is: its card, its secret keys, its team and its settings. */
  readonly profile: { get(): Promise<Profile | undefined>; put(profile: Profile): Promise<void> }
  /** Opens the document of that id, empty where there is none yet. Opened twice it is the same Y.Doc, released once each. */
  openDoc(id: string): Promise<StoredDoc>
  removeDocs(ids: readonly string[]): Promise<void>
  /** Seals what is open, forgets the keys, closes the store. */
  lock(): Promise<void>
}

export type VaultPresence = 'none' | 'locked'

/**
 * Finds, makes and unlocks the vault of this installation. `name` keeps a practice team's vault apart from a real one.
 */
export interface VaultKeeper {
  presence(): Promise<VaultPresence>
  /** @throws {ProblemError} `passphrase-too-short` under 12 characters, `vault-exists`. */
  create(passphrase: string): Promise<Vault>
  /** @throws {ProblemError} `wrong-passphrase`, `no-vault`, `newer-vault`, `damaged-vault`. */
  unlock(passphrase: string): Promise<Vault>
  /** Deletes the whole store of this name; used for a practice team. */
  destroy(): Promise<void>
}
