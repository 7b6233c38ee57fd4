import type { Action } from '../model/action.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { PersonId } from '../model/ids.ts'
import type { Observable } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import type { Profile } from '../model/profile.ts'
import type { LedgerReading } from '../record/ledger-reading.ts'
import type { Vault } from '../vault/vault.ts'
import type { HoldingAnswers } from './holding-answers.ts'
import type { SessionParts } from './parts.ts'
import type { RosterDesk } from './roster-desk.ts'

/** What a huddle borrows from the desk that it runs at. */
export interface DeskParts extends SessionParts {
  readonly vault: Vault
  readonly profile: Observable<Profile>
  readonly rosters: RosterDesk
  readonly guest: boolean
  /** Whose clock the times are by, in words. */
  readonly clockName: string
  /** What this desk has read of the records folder's ledger. */
  readonly ledgers: LedgerReading
  readonly holding: HoldingAnswers
  /** The people whose record this device holds. */
  readonly people: () => readonly Person[]
  /** Calls back when something of them has changed. */
  readonly watchPeople: Observable<readonly Person[]>['subscribe']
  /** This person's actions in the vault, oldest first. */
  readonly actionsOf: (person: PersonId) => readonly Action[]
  /** The outcomes of this person that the vault holds. */
  readonly outcomesOf: (person: PersonId) => readonly FiledOutcome[]
  /** Reads people, actions and outcomes again after a huddle has changed them. */
  readonly refresh: () => Promise<void>
  readonly refreshHuddles: () => Promise<void>
  /** Tells the person at this desk of something that went wrong behind the screen. */
  readonly report: (error: unknown) => void
}
