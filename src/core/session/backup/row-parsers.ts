import { z } from 'zod'
import { action } from '../../model/action.ts'
import { auditEntry } from '../../model/audit.ts'
import { answer, digestHex } from '../../model/checkpoint.ts'
import { instant } from '../../model/dates.ts'
import { erasureReceipt } from '../../model/erasure.ts'
import type { FiledOutcome, KeptLateAnswer, Receipt } from '../../model/filed-outcome.ts'
import type { HuddleRecord, IssuedTicket } from '../../model/huddle-record.ts'
import { agendaItem, attendee, huddleAbout, mostItems } from '../../model/huddle.ts'
import { entryId, huddleId, outcomeId } from '../../model/ids.ts'
import { huddleHost } from '../../model/invite.ts'
import { breakGlass, delivery, disclosure, recordServer } from '../../model/leaving.ts'
import { iceServer, meetingServers, mostIceServers } from '../../model/meeting-servers.ts'
import { letter } from '../../model/letter.ts'
import { outcomeMarks } from '../../model/mark.ts'
import { outcome } from '../../model/outcome.ts'
import { person } from '../../model/person.ts'
import { personRoom } from '../../model/person-room.ts'
import { profile } from '../../model/profile.ts'
import { service } from '../../model/service.ts'
import type { EntryKind } from '../../vault/backup/entries.ts'

/** Every field of `T`: one that is added to it and not here is an error, for a row that has it would be left out. */
type Fields<T> = { readonly [K in keyof Required<T>]: z.ZodType }

const receipt = z.strictObject({ at: instant, folder: z.string().max(5000), ledgerLine: z.int().min(0) } satisfies Fields<Receipt>)
const lateAnswer = z.strictObject({ given: answer, receipt: receipt.optional() } satisfies Fields<KeptLateAnswer>)

const filedOutcome = z.strictObject({
  id: outcomeId,
  outcome,
  payload: z.string().max(4_000_000),
  answers: z.array(answer).max(200),
  receipt: receipt.optional(),
  told: receipt.optional(),
  late: z.array(lateAnswer).max(200).optional(),
} satisfies Fields<FiledOutcome>)

const huddleRecord = z.strictObject({
  id: huddleId,
  about: huddleAbout,
  agenda: z.array(agendaItem).max(mostItems),
  attendees: z.array(attendee).max(100),
  room: z.string().regex(/^[0-9a-f]{32}$/),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  signalling: z.array(z.string().max(1000)).max(20),
  iceServers: z.array(iceServer).max(mostIceServers).optional(),
  host: huddleHost,
  onNetwork: z.boolean().optional(),
  byRelay: z.boolean().optional(),
  pass: z.string().max(8000).optional(),
  tickets: z.array(z.strictObject({ ticketDigest: digestHex, seats: z.int(), expires: z.number() } satisfies Fields<IssuedTicket>)).max(1000).optional(),
  mine: z.boolean(),
} satisfies Fields<HuddleRecord>)

/** What each kind of entry in a backup must be: it may come from another computer and another version. */
export const rowParsers = {
  people: person,
  rooms: personRoom,
  huddles: huddleRecord,
  outcomes: filedOutcome,
  actions: action,
  audit: z.strictObject({ id: entryId, entry: auditEntry }),
  profile: z.strictObject({ id: z.enum(['profile', 'spare']), profile }),
  marks: outcomeMarks,
  letters: letter,
  disclosures: disclosure,
  breakGlass,
  deliveries: delivery,
  servers: z.discriminatedUnion('id', [recordServer, meetingServers]),
  services: service,
  receipts: erasureReceipt,
  about: z.strictObject({ team: z.string().max(120), by: z.string().max(120) }),
} as const satisfies Record<Exclude<EntryKind, 'documents'>, z.ZodType>
