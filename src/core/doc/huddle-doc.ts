import type * as Y from 'yjs'
import { z } from 'zod'
import { byAgendaOrder, agendaItem, attendee, huddleAbout, mostItems, type AgendaItem, type Attendee, type HuddleAbout } from '../model/huddle.ts'
import { instant } from '../model/dates.ts'
import { handover, mostHandovers, type Handover } from '../model/door-keeper.ts'
import { deviceId, outcomeId, type DeviceId, type ItemId } from '../model/ids.ts'
import { sealedInvite } from '../model/near.ts'
import { assign, mapAt, parsedValues, putFields } from './maps.ts'
import { checkpointProposal, checkpointSignature, signatureText, type CheckpointProposal, type CheckpointSignature } from '../model/checkpoint.ts'

/** Whether one device may open one person's document: the address of its room, sealed to that device, or why not. */
const grant = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('granted'),
    sealed: z.string().regex(/^[A-Za-z0-9_-]+$/).max(2000),
    /** Digest of what is sealed: whoever grants sees whether it is still so. */
    of: z.string().regex(/^[0-9a-f]{32}$/).optional(),
    /** Since when the agreement stands that it follows, where that is known. */
    since: instant.optional(),
  }),
  z.strictObject({ kind: z.literal('not-agreed'), since: instant.optional() }),
])
export type Grant = z.infer<typeof grant>

/**
 * The document that everybody in a huddle shares: who is here, the agenda in initials, and which devices may open
 * which person's document. Nothing in it says anything of a person but their initials.
 * Whatever does not parse (a peer may write anything) is left out, never trusted.
 */
export interface HuddleDoc {
  readonly doc: Y.Doc
  about(): HuddleAbout | undefined
  setAbout(about: HuddleAbout): void
  changeAbout(change: Partial<HuddleAbout>): void
  /** In agenda order. */
  agenda(): AgendaItem[]
  item(id: ItemId): AgendaItem | undefined
  putItem(item: AgendaItem): void
  changeItem(id: ItemId, change: Partial<AgendaItem>): void
  attendees(): Attendee[]
  putAttendee(attendee: Attendee): void
  grantFor(item: ItemId, device: DeviceId): Grant | undefined
  putGrant(item: ItemId, device: DeviceId, grant: Grant): void
  /** How the door went from hand to hand. */
  handedDoor(): Handover[]
  handDoor(handed: readonly Handover[]): void
  /** The invite that any member may pass on, sealed to the roster of the host's team; undefined while there is none. */
  colleaguesInvite(): string | undefined
  putColleaguesInvite(sealed: string): void
  checkpoint(): CheckpointProposal | undefined
  proposeCheckpoint(proposal: CheckpointProposal): void
  checkpointSignatures(): CheckpointSignature[]
  signCheckpoint(signature: CheckpointSignature): void
  /** Where each outcome of this huddle stands in the ledger, once the chair's app has filed it. */
  filed(): FiledNotice[]
  putFiled(notice: FiledNotice): void
  /** The same of each answer that came after filing. */
  filedLate(): LateNotice[]
  putFiledLate(notice: LateNotice): void
  observe(onChange: () => void): () => void
}

const mostAttendees = 60

const place = { outcome: outcomeId, at: instant, ledgerLine: z.int().min(0) }
/** Signatures: each of those present may have declined and then signed. */
const answersFiled = z.array(signatureText).max(2 * mostAttendees)
const filedNotice = z.strictObject({
  ...place,
  /** Of the answers that were filed with it. */
  answers: answersFiled.optional(),
})
export type FiledNotice = z.infer<typeof filedNotice>

const lateNotice = z.strictObject({ ...place, device: deviceId, kind: z.enum(['signed', 'declined']) })
export type LateNotice = z.infer<typeof lateNotice>

export function huddleDoc(doc: Y.Doc): HuddleDoc {
  const about = doc.getMap<unknown>('about')
  const agenda = doc.getMap<unknown>('agenda')
  const attendance = doc.getMap<unknown>('attendance')
  const grants = doc.getMap<unknown>('grants')
  const door = doc.getMap<unknown>('door')
  const checkpoint = doc.getMap<unknown>('checkpoint')
  const filed = doc.getMap<unknown>('filed')
  // Apart, because earlier apps read no grant and no notice that holds a field which they do not know.
  const grantsSince = doc.getMap<unknown>('grants-since')
  const filedAnswers = doc.getMap<unknown>('filed-answers')
  const filedLate = doc.getMap<unknown>('filed-late')
  const signatures = doc.getMap<unknown>('checkpoint-signatures')

  const readAbout = (): HuddleAbout | undefined => huddleAbout.safeParse(about.toJSON()).data
  const readItem = (id: string): AgendaItem | undefined => agendaItem.safeParse(mapAt(agenda, id)?.toJSON()).data

  return {
    doc,
    about: readAbout,
    setAbout: (next) => doc.transact(() => assign(about, next)),
    changeAbout: (change) => doc.transact(() => assign(about, change)),
    agenda: () =>
      [...agenda.keys()]
        .slice(0, mostItems)
        .flatMap((id) => readItem(id) ?? [])
        .toSorted(byAgendaOrder),
    item: readItem,
    putItem: (item) => doc.transact(() => putFields(agenda, item.id, item)),
    changeItem: (id, change) =>
      doc.transact(() => {
        const fields = mapAt(agenda, id)
        if (fields) assign(fields, change)
      }),
    attendees: () => parsedValues(attendance, attendee, mostAttendees).toSorted((a, b) => (a.arrivedAt < b.arrivedAt ? -1 : 1)),
    putAttendee: (next) => attendance.set(next.card.device, next),
    grantFor(item, device) {
      const known = grant.safeParse(grants.get(`${item}:${device}`)).data
      const since = instant.safeParse(grantsSince.get(`${item}:${device}`)).data
      return known && since ? { ...known, since } : known
    },
    putGrant: (item, device, { since, ...next }) =>
      doc.transact(() => {
        grants.set(`${item}:${device}`, next)
        grantsSince.set(`${item}:${device}`, since ?? null)
      }),
    handedDoor() {
      const links = Array.from({ length: mostHandovers }, (_, index) => handover.safeParse(door.get(String(index))).data)
      const end = links.indexOf(undefined)
      return links.slice(0, end < 0 ? mostHandovers : end).flatMap((link) => link ?? [])
    },
    handDoor: (handed) => doc.transact(() => assign(door, Object.fromEntries(handed.entries()))),
    colleaguesInvite: () => sealedInvite.safeParse(door.get('colleagues')).data,
    putColleaguesInvite: (sealed) => void door.set('colleagues', sealed),
    checkpoint: () => checkpointProposal.safeParse(checkpoint.get('proposal')).data,
    proposeCheckpoint: (proposal) => checkpoint.set('proposal', proposal),
    checkpointSignatures: () => parsedValues(signatures, checkpointSignature, mostAttendees),
    signCheckpoint: (signature) => signatures.set(signature.card.device, signature),
    filed: () =>
      parsedValues(filed, filedNotice, mostItems).map((notice) => {
        const answers = answersFiled.safeParse(filedAnswers.get(notice.outcome)).data
        return answers ? { ...notice, answers } : notice
      }),
    putFiled: ({ answers, ...notice }) =>
      doc.transact(() => {
        filed.set(notice.outcome, notice)
        if (answers) filedAnswers.set(notice.outcome, answers)
      }),
    // Each of those present may have declined and then signed.
    filedLate: () => parsedValues(filedLate, lateNotice, mostItems * mostAttendees * 2),
    putFiledLate: (notice) => void filedLate.set(`${notice.outcome}:${notice.device}:${notice.kind}`, notice),
    observe(onChange) {
      doc.on('update', onChange)
      return () => doc.off('update', onChange)
    },
  }
}
