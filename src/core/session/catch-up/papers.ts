import { z } from 'zod'
import { utf8 } from '../../model/bytes.ts'
import { answer } from '../../model/checkpoint.ts'
import { instant } from '../../model/dates.ts'
import { answersTo, type FiledOutcome, type Receipt } from '../../model/filed-outcome.ts'
import type { DeviceId, PersonId } from '../../model/ids.ts'
import { outcome, type Outcome } from '../../model/outcome.ts'
import { personRoom, type PersonRoom } from '../../model/person-room.ts'
import { canonicalText, readExactly } from '../../record/canonical.ts'
import { digestOf } from '../../record/digest.ts'
import { loadSignatureChecks } from '../../record/sign.ts'
import type { Paper } from '../../sync/catch-up/shelf.ts'

const filedAt = z.strictObject({ at: instant, ledgerLine: z.int().min(0) })
type FiledAt = z.infer<typeof filedAt>

/** What travels of a person beside their document. Ledgers stay in the folder where they are; where in one an outcome stands is told. */
const paperText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('room'), room: personRoom.shape.room, secret: personRoom.shape.secret }),
  z.strictObject({
    kind: z.literal('outcome'),
    payload: z.string().max(4_000_000),
    answers: z.array(answer).max(200),
    filed: filedAt.optional(),
    late: z.array(z.strictObject({ given: answer, filed: filedAt.optional() })).max(200),
  }),
])
type PaperText = z.infer<typeof paperText>
type OutcomeText = Extract<PaperText, { kind: 'outcome' }>

export const readPaper = (text: string): PaperText | undefined => readExactly(paperText, utf8.encode(text))

async function paperOf(content: PaperText): Promise<Paper> {
  const text = canonicalText(content)
  return { text, digest: (await digestOf(utf8.encode(text))).slice(0, 32) }
}

export const roomPaper = ({ room, secret }: PersonRoom): Promise<Paper> => paperOf({ kind: 'room', room, secret })

const withoutFolder = ({ at, ledgerLine }: Receipt): FiledAt => ({ at, ledgerLine })

/** The same on every device that knows as much: a folder is called differently on each. */
export const outcomePaper = ({ payload, answers, receipt, late = [] }: FiledOutcome): Promise<Paper> =>
  paperOf({
    kind: 'outcome',
    payload,
    answers: answers.toSorted(bySignature),
    ...(receipt && { filed: withoutFolder(receipt) }),
    late: late.map((each) => ({ given: each.given, ...(each.receipt && { filed: withoutFolder(each.receipt) }) })).toSorted((a, b) => bySignature(a.given, b.given)),
  })

const bySignature = (a: { readonly signature: string }, b: { readonly signature: string }): number => (a.signature < b.signature ? -1 : 1)

/**
 * An outcome as a colleague's device holds it, where all of it holds: exactly the text that was signed, about this person,
 * each answer given to it by somebody who was present, and at least one signature by a device that is or was of the team.
 */
export async function readOutcome(text: OutcomeText, person: PersonId, ofTeam: (device: DeviceId) => boolean): Promise<FiledOutcome | undefined> {
  const content: Outcome | undefined = readExactly(outcome, utf8.encode(text.payload))
  if (content?.person.id !== person) return undefined
  const checks = await loadSignatureChecks()
  const digest = await digestOf(utf8.encode(text.payload))
  const there = new Map(content.present.map(({ card }) => [card.device, canonicalText(card)]))
  const folder = `the records folder of ${content.huddle.chair.name}`
  const receiptOf = (filed: FiledAt | undefined): { receipt?: Receipt } => (filed ? { receipt: { ...filed, folder } } : {})
  const known: FiledOutcome = {
    id: content.id,
    outcome: content,
    payload: text.payload,
    answers: text.answers,
    ...receiptOf(text.filed),
    ...(text.late.length > 0 && { late: text.late.map(({ given, filed }) => ({ given, ...receiptOf(filed) })) }),
  }
  const answers = answersTo(known)
  const hold = answers.every((given) => there.get(given.card.device) === canonicalText(given.card) && checks.answerHolds(digest, given))
  const vouched = answers.some(({ kind, card }) => kind === 'signed' && ofTeam(card.device))
  return hold && vouched ? known : undefined
}
