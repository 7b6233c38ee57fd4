import { mayAnswer, mayStand } from '../model/answers.ts'
import { addendaCheckpoint, type Answer } from '../model/checkpoint.ts'
import { exportNote, type ExportNote } from '../model/export-note.ts'
import type { Instant } from '../model/dates.ts'
import type { AddendumId, TeamId } from '../model/ids.ts'
import type { StaffCard } from '../model/team.ts'
import {
  addendumFileName,
  addendumPath,
  kindOf,
  lateAnswerBody,
  lateAnswerId,
  type AddendumBody,
  type AddendumKind,
} from './addendum.ts'
import { holdAnswers, refusal } from './before-filing.ts'
import { canonicalText } from './canonical.ts'
import { coveredText } from './covered-text.ts'
import { digestOfNothing, loadDigest, type Digest } from './digest.ts'
import type { Filing } from './filing.ts'
import { derivation, ledgerWriter, saltFor } from './ledger-writer.ts'
import { theAlgorithms, type AnswerLine, type ExportLine } from './ledger-line.ts'
import { ledgerReading, type LedgerReading } from './ledger-reading.ts'
import { leafOf } from './manifest.ts'
import { loadSignatureChecks, signCheckpoint, type SignatureChecks } from './sign.ts'
import { WrittenOutcome } from './written-outcome.ts'

/** An answer from somebody who was present, given after the outcome was filed. */
export interface LateAnswer {
  readonly kind: 'answer'
  /** The canonical text that was signed. */
  readonly payload: string
  /** Every answer that is known already, from the read-back or later. */
  readonly answers: readonly Answer[]
  readonly given: Answer
}

/** Something that left: what it was, and exactly the bytes that were sent, in that order. */
export interface SentExport {
  readonly kind: 'export'
  readonly note: Omit<ExportNote, 'by' | 'at' | 'files'>
  readonly sent: readonly { readonly name: string; readonly content: Uint8Array }[]
}

export interface AddendaRequest {
  /** The ledger as it stands; empty where there is none yet. */
  readonly ledgerNow: Uint8Array
  /** As in a filing of outcomes. */
  readonly ledgers?: LedgerReading
  readonly addenda: readonly (LateAnswer | SentExport)[]
  readonly team: TeamId
  readonly at: Instant
  /** Whose device files: it alone signs the checkpoint that closes what it adds. */
  readonly device: { readonly card: StaffCard; readonly signingSecret: string }
}

/** Where one addendum stands, or will stand, in the records folder and in its ledger. */
export interface PlacedAddendum {
  readonly id: AddendumId
  readonly kind: AddendumKind
  readonly line: number
  readonly path: string
}

/**
 * Adds late answers and exports to a ledger, closed by a checkpoint of this device's own. What is in the ledger already
 * is not added again; `filing` (the input of the host call `records.file`) is undefined where nothing is left to add.
 *
 * @throws {ProblemError} `ledger-damaged`, `not-canonical`, `answer-does-not-hold`, `answered-already`, `not-filed`,
 * `export-out-of-bounds`.
 */
export async function fileAddenda(
  request: AddendaRequest,
): Promise<{ readonly filing: Filing | undefined; readonly placed: readonly PlacedAddendum[] }> {
  const digest = await loadDigest()
  const checks = await loadSignatureChecks()
  const { ledgers = ledgerReading() } = request
  const ledgerNow = await ledgers.read(request.ledgerNow)
  const { lines: before, placed: there } = ledgerNow
  const added = new Map<string, number>()

  const derive = derivation(request.device.signingSecret, digest)
  const ledger = ledgerWriter(before, { team: request.team, at: request.at, digest, derive })
  const placed: PlacedAddendum[] = []
  const fresh: { body: AddendumBody; text: string; salt: string; line: AnswerLine | ExportLine }[] = []
  for (const each of request.addenda) {
    const body = each.kind === 'answer' ? answerBody(each, digest, checks) : sentBody(each, request, digest)
    if (body.format === 'mdt-huddle/late-answer' && there.get(body.outcome)?.kind !== 'outcome') throw notFiled()
    const place = { id: body.id, kind: kindOf(body), path: addendumPath(body).join('/') }
    const known = there.get(body.id)?.line ?? added.get(body.id)
    if (known !== undefined) {
      placed.push({ ...place, line: known })
      continue
    }
    const salt = saltFor(derive, body.id)
    const text = canonicalText(body)
    const line = ledger.write<AnswerLine | ExportLine>((at) => lineOf(body, leafOf(digest, salt, text), at))
    added.set(body.id, line.line)
    fresh.push({ body, text, salt, line })
    placed.push({ ...place, line: line.line })
  }
  if (fresh.length === 0) return { filing: undefined, placed }

  const checkpoint = addendaCheckpoint.parse({
    format: 'mdt-huddle/checkpoint',
    version: 1,
    closes: 'addenda',
    lines: ledger.count,
    head: ledger.head,
    addenda: fresh.map(({ body }) => body.id),
    at: request.at,
  })
  const { card, signingSecret } = request.device
  const ending = ledger.closedBy(checkpoint, [{ card, signature: await signCheckpoint(checkpoint, signingSecret) }])
  ledgers.expect(ledgerNow, ending)
  return {
    placed,
    filing: {
      expects: before.at(-1)?.digest ?? digestOfNothing,
      lines: ending.bytes,
      packages: fresh.map(({ body, text, salt, line }) => ({
        path: addendumPath(body),
        files: [
          {
            name: addendumFileName(kindOf(body)),
            content: coveredText({ format: 'mdt-huddle/addendum', body: text, salt }, ending.carriedBy(line)),
          },
        ],
      })),
    },
  }
}

function lineOf(body: AddendumBody, leaf: string, place: Pick<AnswerLine, 'line' | 'prev' | 'at'>): AnswerLine | ExportLine {
  return body.format === 'mdt-huddle/late-answer'
    ? { kind: 'answer', addendum: body.id, outcome: body.outcome, leaf, ...place }
    : { kind: 'export', addendum: body.id, what: body.what, to: body.recipient.kind, leaf, ...place }
}

function answerBody({ payload, answers, given }: LateAnswer, digest: Digest, checks: SignatureChecks): AddendumBody {
  const written = WrittenOutcome.read(payload, digest)
  holdAnswers(written, [given], { checks })
  const { outcome } = written
  const id = lateAnswerId(digest, outcome.id, given)
  const earlier = answers.filter((each) => lateAnswerId(digest, outcome.id, each) !== id)
  const version = mayAnswer(earlier, { kind: given.kind, device: given.card.device }) ? 1 : 2
  if (!mayStand(earlier, given))
    throw refusal(
      'answered-already',
      `${given.card.name} has answered this outcome already.`,
      'Carry on: what was answered stands. To change what was decided, amend the outcome.',
    )
  return lateAnswerBody.parse({
    format: 'mdt-huddle/late-answer',
    version,
    algorithms: theAlgorithms,
    id,
    outcome: outcome.id,
    person: outcome.person.id,
    given,
  })
}

function sentBody({ note, sent }: SentExport, { device, at }: AddendaRequest, digest: Digest): AddendumBody {
  const files = sent.map(({ name, content }) => ({ name, length: content.length, digest: digest(content) }))
  const read = exportNote.safeParse({ ...note, by: device.card, at, files })
  if (!read.success)
    throw refusal(
      'export-out-of-bounds',
      'What was to be sent is empty, or more than one export takes: 1,000 files, 1,000 outcomes, a reason of 1,000 letters.',
      'Send it in parts.',
    )
  return { format: 'mdt-huddle/export', version: 1, algorithms: theAlgorithms, ...read.data }
}

const notFiled = () =>
  refusal(
    'not-filed',
    'The outcome of a late answer is not in this records folder.',
    'File the outcome first, or choose the folder that it was filed in.',
  )
