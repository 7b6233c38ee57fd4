import type { Action } from '../model/action.ts'
import type { AuditEntry } from '../model/audit.ts'
import type { ImportPlan } from '../model/caseload-import.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import type { ActionId, HuddleId, OutcomeId, PersonId } from '../model/ids.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { Observable } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import type { Problem } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import type { OrganisationKind, Role } from '../model/team.ts'
import type { TimelineEvent } from '../model/timeline.ts'
import type { OwnWords } from '../model/words.ts'
import type { RecordsReport } from '../record/verify.ts'
import type { LateWord } from './late-answers.ts'
import type { Leaving } from './leaving/leaving.ts'
import type { CatchUpState } from './catch-up/catch-up-desk.ts'
import type { SinceLastTime } from './catch-up/since-last-time.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import type { BackupDesk, BackupSecret, BackupSource, RestoreResult, RestoreWatch } from './backup/backup-desk.ts'
import type { ErasureDesk } from './erasure.ts'
import type { LiveHuddle } from './live-huddle.ts'
import type { MeetingDesk } from './meeting-desk.ts'
import type { NearDesk } from './near-desk.ts'
import type { RecordDesk } from './record-desk.ts'
import type { RosterDesk } from './roster-desk.ts'
import type { KeptCopy } from '../vault/vault.ts'
import type { VaultDesk, WaysIn } from './vault-desk.ts'

/** Where this installation stands: nothing here yet, a vault to unlock, or a desk to work at. */
export type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'new' }
  | { readonly kind: 'locked' }
  /** No team's vault is here, and the host keeps a second copy of one. */
  | { readonly kind: 'emptied'; readonly copy: KeptCopy; readonly practice: boolean }
  /** Only a practice team is here; `startPractice` opens it again. */
  | { readonly kind: 'locked-practice' }
  | { readonly kind: 'open'; readonly desk: Desk }

export interface CardFields {
  readonly name: string
  readonly role: Role
  readonly organisation: string
  readonly organisationKind: OrganisationKind
}

export interface TeamFields {
  readonly name: string
  readonly area: string
  readonly holder: OrganisationKind
  readonly contact: string
  readonly crisisContact: string
  readonly quorum: number
}

/** Everything that a window of the app can do before and after its vault is open. */
export interface Session {
  readonly phase: Observable<Phase>
  /** @throws {ProblemError} `passphrase-too-short`. */
  createTeam(team: TeamFields, card: CardFields, passphrase: string): Promise<void>
  /**
   * A vault and a staff card for somebody who joins a team that there is already: they ask whoever leads it, and are in it
   * once they have accepted its roster. @throws {ProblemError} `passphrase-too-short`.
   */
  joinTeam(card: CardFields, passphrase: string): Promise<void>
  /** A synthetic team with a caseload, in a store of its own, gone with `Desk.removePractice`. No passphrase to remember. */
  startPractice(): Promise<void>
  /** Somebody has begun to type the passphrase: what will be needed is made ready meanwhile. */
  expectPassphrase(): void
  /** @throws {ProblemError} `wrong-passphrase`. */
  unlock(passphrase: string): Promise<void>
  /** Opens the vault with its recovery code, and puts a new passphrase in place of the one that was lost. */
  recover(code: string, passphrase: string): Promise<void>
  /** Opens it with what this computer's key store keeps. @throws {ProblemError} `no-computer-key` */
  unlockWithComputer(): Promise<void>
  /**
   * Brings the vault back from the second copy that the host keeps, and opens it; without a passphrase it stays locked.
   * @throws {ProblemError} `wrong-passphrase`, `no-copy`
   */
  bringBack(passphrase: string | undefined): Promise<void>
  /** How else than by its passphrase the team's vault can be opened here. */
  waysIn(): Promise<WaysIn>
  /**
   * Makes a team's vault of a backup, where this computer holds none: of all of it, or none at all. It opens with the
   * passphrase that opened the backup, or with a new one.
   * @throws {ProblemError} as `Desk.restoreBackup`, and `backup-without-team`, `vault-exists`, `passphrase-too-short`.
   */
  restore(source: BackupSource, secret: BackupSecret, passphrase: string | undefined, watch: RestoreWatch): Promise<RestoreResult>
  /** A seat that keeps nothing: joins by invite, and is gone when the window closes. */
  joinAsGuest(code: string, card: CardFields): Promise<void>
}

export interface RecordsFolder {
  readonly folder: string
  readonly writable: boolean
  /** Why it cannot be written, in a sentence; empty when it can. */
  readonly because: string
}

export interface ImportResult {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
}

/** One unlocked vault and everything that is done at it. */
export interface Desk extends VaultDesk, RecordDesk, BackupDesk, ErasureDesk {
  readonly profile: Observable<Profile>
  /** A guest's desk keeps nothing and has no caseload, record or settings of its own. */
  readonly guest: boolean
  /** Who is in the team, and by which devices. */
  readonly rosters: RosterDesk
  readonly people: Observable<readonly Person[]>
  readonly actions: Observable<readonly Action[]>
  readonly outcomes: Observable<readonly FiledOutcome[]>
  readonly huddles: Observable<readonly HuddleRecord[]>
  /** The huddle that this window is in, if any. */
  readonly live: Observable<LiveHuddle | undefined>
  /** Something that went wrong behind the screen, until the next thing does. */
  readonly trouble: Observable<Problem | undefined>
  readonly sinceLastTime: Observable<SinceLastTime>
  /** The other devices of the team, as far as this one meets them by itself; a guest's meets none. */
  readonly catchUp: Observable<CatchUpState>
  /** What goes to the person, to colleagues elsewhere and to the record system. */
  readonly leaving: Leaving
  /** What huddles meet by across networks. */
  readonly meeting: MeetingDesk
  /** Local support that people can be introduced to. */
  readonly directory: DirectoryDesk
  /** Huddles of this team that meet on the local network. */
  readonly near: NearDesk

  /** Adds and updates in one transaction; nothing is doubled, nothing is taken away. */
  importPeople(plan: ImportPlan): Promise<ImportResult>
  timeline(id: PersonId): Promise<readonly TimelineEvent[]>
  /** The person's own words as they stand, oldest first. */
  ownWords(id: PersonId): Promise<readonly OwnWords[]>
  auditOf(id: PersonId): Promise<readonly AuditEntry[]>

  startHuddle(title: string, people: readonly { readonly id: PersonId; readonly reason: AgendaItem['reason'] }[]): Promise<LiveHuddle>
  /** @throws {ProblemError} `huddle-unknown`. */
  resumeHuddle(id: HuddleId): Promise<LiveHuddle>
  /** @throws {ProblemError} `invite-garbled`, `invite-expired`, `invite-used`, `invite-unknown`, `huddle-ended`, `signalling-unreachable`. */
  joinHuddle(code: string): Promise<LiveHuddle>

  /** A `not done` needs its reason. */
  changeAction(id: ActionId, state: Action['state'], howItWent: string): Promise<void>

  recordsFolder(): Promise<RecordsFolder>
  chooseRecordsFolder(folder: string): Promise<RecordsFolder>
  /**
   * Files what an earlier huddle of this computer's could not, because the folder was full or away.
   * @returns the names of those at whose computers the rest is filed.
   * @throws {ProblemError} `only-the-chair` where nothing of what waits is filed at this one.
   */
  fileWaiting(): Promise<readonly string[]>
  /**
   * Signs an outcome that this member was there for, or says why not, after its huddle. The chair's device adds it to the
   * record: at once where this is it, else when the two meet.
   * @throws {ProblemError} `cannot-answer`, and whatever keeps the record from taking it: then the answer is kept, and waits.
   */
  answerOutcome(id: OutcomeId, word: LateWord): Promise<void>
  /**
   * Puts the person of an outcome back on the table, in the huddle that is on or a new one, with the earlier decision to
   * start from. The outcome itself stays as it was signed; the next one will say that it replaces it, and why.
   * @throws {ProblemError} `reason-missing`, `replaced-already`, `person-not-here`, `agenda-full`.
   */
  amend(id: OutcomeId, because: string): Promise<LiveHuddle>
  verifyRecords(onProgress: (done: number, total: number) => void): Promise<RecordsReport>
  outcome(id: OutcomeId): FiledOutcome | undefined

  /** Opens this app once more in a window that keeps nothing, invited into the live huddle. Resolves to the address to open, or '' when the host opened it. */
  openSecondSeat(): Promise<string>
  /**
   * Closes the vault and forgets its keys, keeping the place in a huddle; `everywhere` does so in each window of this vault.
   * @throws {ProblemError} `not-saved-yet` while the disk refuses something that was written.
   */
  lock(reach?: 'here' | 'everywhere'): Promise<void>
  removePractice(): Promise<void>
}

export type { KeptCopy, Leaving, LiveHuddle }
