import type { Action } from '../model/action.ts'
import type { AuditEntry } from '../model/audit.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { BreakGlass, Delivery, Disclosure, RecordServer } from '../model/leaving.ts'
import type { MeetingServers } from '../model/meeting-servers.ts'
import type { Letter } from '../model/letter.ts'
import type { OutcomeMarks } from '../model/mark.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import type { Person } from '../model/person.ts'
import type { PersonRoom } from '../model/person-room.ts'
import type { Profile } from '../model/profile.ts'
import type { Service } from '../model/service.ts'
import { teamOwner } from './places.ts'

export interface AuditRow {
  readonly id: string
  readonly entry: AuditEntry
}
export interface ProfileRow {
  readonly id: string
  readonly profile: Profile
}

/** What each table of records holds. */
export interface RecordRows {
  people: Person
  rooms: PersonRoom
  huddles: HuddleRecord
  outcomes: FiledOutcome
  actions: Action
  audit: AuditRow
  profile: ProfileRow
  marks: OutcomeMarks
  letters: Letter
  disclosures: Disclosure
  breakGlass: BreakGlass
  deliveries: Delivery
  servers: RecordServer | MeetingServers
  services: Service
}
export type RecordTable = keyof RecordRows

interface RecordRules<T> {
  /** The person under whose key a row is sealed; destroying that key erases it. */
  readonly ownerOf: (row: T) => string
  /** Whether rows are written again, so that an older version put back must be seen; where not, they are only ever added. */
  readonly rolled: boolean
}

export const recordTables: { readonly [K in RecordTable]: RecordRules<RecordRows[K]> } = {
  people: { ownerOf: ({ id }) => id, rolled: true },
  rooms: { ownerOf: ({ id }) => id, rolled: true },
  huddles: { ownerOf: () => teamOwner, rolled: true },
  outcomes: { ownerOf: ({ outcome }) => outcome.person.id, rolled: true },
  actions: { ownerOf: ({ personId }) => personId, rolled: true },
  // Only ever added to, each entry once: there is no older version to put back.
  audit: { ownerOf: ({ entry }) => entry.person ?? teamOwner, rolled: false },
  profile: { ownerOf: () => teamOwner, rolled: true },
  marks: { ownerOf: ({ person }) => person, rolled: true },
  letters: { ownerOf: ({ person }) => person, rolled: true },
  disclosures: { ownerOf: ({ person }) => person, rolled: true },
  breakGlass: { ownerOf: ({ person }) => person, rolled: true },
  deliveries: { ownerOf: ({ person }) => person, rolled: true },
  servers: { ownerOf: () => teamOwner, rolled: true },
  services: { ownerOf: () => teamOwner, rolled: true },
}

export const recordTableNames = Object.keys(recordTables) as RecordTable[]
