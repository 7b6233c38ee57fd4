import type { Awareness } from 'y-protocols/awareness'
import type { Discussion } from '../doc/discussion.ts'
import type { PersonDoc } from '../doc/person-doc.ts'
import type { AgendaItem, Attendee, HuddleAbout } from '../model/huddle.ts'
import type { CheckpointProposal, CheckpointSignature } from '../model/checkpoint.ts'
import type { DeviceId, HuddleId, ItemId, PersonId } from '../model/ids.ts'
import type { HuddleHost } from '../model/invite.ts'
import type { Observable } from '../model/observable.ts'
import type { Outcome } from '../model/outcome.ts'
import type { StaffCard } from '../model/team.ts'
import type { RoomState } from '../sync/transport.ts'
import type { SavedState } from '../vault/vault.ts'
import type { Reach } from './meeting-point.ts'
import type { ColleaguesInvite, NearPoint } from './standing-invite.ts'
import type { KnownWriters } from './writers.ts'

/** What everybody in the huddle sees, as one snapshot. */
export interface HuddleView {
  /** Undefined for a moment after joining, until the first peer has sent it. */
  readonly about: HuddleAbout | undefined
  /** With why somebody is carried over where this device may see the person, and has their discussion open. */
  readonly agenda: readonly AgendaItem[]
  readonly attendees: readonly Attendee[]
  readonly checkpoint: CheckpointProposal | undefined
  readonly checkpointSignatures: readonly CheckpointSignature[]
  /** Devices whose window is open and reachable now, this one included. */
  readonly reachable: readonly DeviceId[]
}

/** A person's document as it is open in this huddle, or why it is not. */
export type ItemAccess =
  | { readonly kind: 'opening' }
  /** `because` is a sentence: the person has not agreed to share with this organisation, or the chair is not here to grant. */
  | { readonly kind: 'not-shared'; readonly because: string }
  | {
      readonly kind: 'open'
      readonly person: PersonDoc
      readonly discussion: Discussion
      readonly awareness: Awareness
      readonly saved: Observable<SavedState>
      readonly shared: Observable<RoomState>
      /** Who has proved what they wrote in it. */
      readonly writers: Observable<KnownWriters>
    }

export type InvitedTo = 'team' | 'anybody'

export interface InviteLink {
  /** `mdth1.…`, or `mdth2.…` where it is sealed to the team; to paste into “Join a huddle”. */
  readonly code: string
  /** The same code as a link that opens the joiner's own MDT Huddle at its usual port. */
  readonly link: string
  readonly seats: number
  readonly expires: number
  /** Where other computers find the meeting place; none where it answers this computer alone. */
  readonly addresses: readonly string[]
}

/** The read-back of one item: what would be signed, and who has answered. */
export interface ReadBack {
  readonly outcome: Outcome
  readonly payload: string
  /** Somebody has written since: it must be read back again before it can be signed or closed. */
  readonly changedSince: boolean
  readonly signed: readonly StaffCard[]
  readonly declined: readonly { readonly card: StaffCard; readonly because: string }[]
  /** People here who were there when it was read back and have not answered yet. */
  readonly waitingFor: readonly StaffCard[]
}

/** What the last step, filing, has come to. */
export type Closing =
  | { readonly kind: 'not-started' }
  /** The checkpoint is proposed; people present are signing it. */
  | { readonly kind: 'signing'; readonly waitingFor: readonly StaffCard[] }
  | { readonly kind: 'filing'; readonly step: string }
  | { readonly kind: 'filed'; readonly folder: string; readonly outcomes: number }
  | { readonly kind: 'failed'; readonly happened: string; readonly kept: string; readonly todo: string }

/** Somebody who has proven who they are, and waits for the chair to let them in. */
export interface Knock {
  readonly card: StaffCard
  /** Initials of the people on the agenda whose discussion they would see. */
  readonly sees: readonly string[]
  /** Initials of those who have not agreed to share with their kind of organisation. */
  readonly seesNot: readonly string[]
  /** Initials of those whose agreement this device does not know; whoever holds their record follows it. */
  readonly unsure: readonly string[]
}

/** Who waits at this huddle's door. */
export interface Knocks {
  readonly waiting: Observable<readonly StaffCard[]>
  /** Whoever may answer them. */
  readonly keeper: Observable<HuddleHost>
  describe(card: StaffCard): Knock
  admit(device: DeviceId): void
  decline(device: DeviceId): void
}

/** The huddle that this window is in. */
export interface LiveHuddle {
  readonly id: HuddleId
  readonly me: StaffCard
  readonly view: Observable<HuddleView>
  /** Of the huddle's own document. */
  readonly saved: Observable<SavedState>
  readonly shared: Observable<RoomState>
  readonly closing: Observable<Closing>
  readonly knocks: Knocks
  /** The invite that every member of the host's team may pass on to colleagues; undefined at a guest's, and while there is none. */
  readonly colleagues: Observable<ColleaguesInvite | undefined>
  readonly amChair: () => boolean
  /** At whose computer it meets. */
  readonly host: HuddleHost
  readonly meetsHere: boolean

  /** Opens the person's document of an item here and joins its room; the same observable for the same item. */
  access(item: ItemId): Observable<ItemAccess>
  /** Makes an item the one that the room talks about (chair or note-keeper). */
  discuss(item: ItemId): void
  /** @returns the item, or undefined where this device does not hold the person. */
  addItem(person: PersonId, reason: AgendaItem['reason']): Promise<ItemId | undefined>
  moveItem(item: ItemId, to: 'earlier' | 'later'): void
  changeMinutes(item: ItemId, minutes: number): void
  /**
   * Carried over to the next huddle, with why: nothing vanishes. Why is for those who may see the person alone.
   * @throws {ProblemError} `reason-not-kept` where this device may not see them; they are parked all the same.
   */
  park(item: ItemId, because: string): Promise<void>
  resume(item: ItemId): void
  /** The door follows the chair. */
  handOver(part: 'chair' | 'noteKeeper', to: DeviceId): Promise<void>
  /**
   * @param to an invite for the `team` can be read by nobody outside its roster; `anybody` who has one may knock
   * @throws {ProblemError} `no-network` where colleagues elsewhere are to join and there is no network, `not-the-host`, `no-relay`, `relay-unreachable`, `relay-refused`,
   * `no-roster` for the team where this device is on no roster.
   */
  invite(seats: number, reach?: Reach, to?: InvitedTo): Promise<InviteLink>

  /** Freezes the decision as the text that people sign. @throws {ProblemError} `still-missing` while the decision is vague. */
  readBack(item: ItemId): Promise<void>
  readBackOf(item: ItemId): ReadBack | undefined
  sign(item: ItemId): Promise<void>
  decline(item: ItemId, because: string): Promise<void>
  /** Records the challenge by name and takes an open reading back to the table. */
  challenge(item: ItemId, text: string): void
  reopen(item: ItemId): void
  /** Closes the discussion with the outcome as read back. @throws {ProblemError} `not-signed` until the chair has signed. */
  closeItem(item: ItemId): Promise<void>

  /**
   * Proposes the checkpoint for everybody here to sign.
   * @throws {ProblemError} `items-open`, `outcomes-missing`, `challenged-since`: then the discussions that were challenged as they closed are back on the table.
   */
  close(): Promise<void>
  signCheckpoint(): Promise<void>
  /** Files with the signatures that are there. @throws {ProblemError} `challenged-since`. */
  file(): Promise<void>
  /** Works on without the network, or comes back. Nothing typed meanwhile is lost. */
  setOnline(online: boolean): void
  readonly online: Observable<boolean>
  /** `keepPlace` is for whoever comes back at once: the others go on seeing them as here. */
  leave(how?: { readonly keepPlace: boolean }): Promise<void>
}

export type { ColleaguesInvite, NearPoint, KnownWriters, RoomState, SavedState }
