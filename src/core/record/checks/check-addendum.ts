import {
  addendumFileName,
  addendumPath,
  addendumForm,
  kindOf,
  lateAnswerId,
  type AddendumBody,
  type AddendumKind,
} from '../addendum.ts'
import type { Digest } from '../digest.ts'
import type { AnswerLine, ExportLine } from '../ledger-line.ts'
import type { CardsThatHold } from '../device.ts'
import { isCovered, readCovered, type Note, type Placing } from './covered.ts'
import type { Finding } from './finding.ts'
import type { ReadLine } from './ledger-lines.ts'

export interface CheckedAddendum {
  readonly findings: readonly Finding[]
  /** Undefined where it cannot be believed. */
  readonly body?: AddendumBody
}

/** Holds one late answer or export against itself and against its place in the ledger; not yet against its outcome. */
export function checkAddendum(
  { folder, kind, bytes }: { readonly folder: string; readonly kind: AddendumKind; readonly bytes: Uint8Array },
  placing: Placing<AnswerLine | ExportLine> | undefined,
  { digest, cardHolds }: { readonly digest: Digest; readonly cardHolds: CardsThatHold },
): CheckedAddendum {
  const findings: Finding[] = []
  const name = addendumFileName(kind)
  const note: Note = (file, code, sentence) => void findings.push({ file: folder === '' ? file : `${folder}/${file}`, code, sentence })
  const read = readCovered<AddendumBody>(addendumForm, { name, bytes }, placing, note)
  if (!read || !isCovered(name, read, placing, digest, note)) return { findings }
  const { body } = read
  if ((folder !== '' && addendumPath(body).join('/') !== folder) || kindOf(body) !== kind)
    note(name, 'wrong-folder', `${name} belongs in ${addendumPath(body).join('/')}.`)
  if (placing && !saysTheSame(placing.line, body))
    note(name, 'differs-from-ledger', `Line ${placing.line.line} of the ledger says another thing than ${name}.`)
  if (body.format === 'mdt-huddle/export') {
    if (!cardHolds(body.by))
      note(name, 'wrong-card', `The card of ${body.by.name} names a device that its key does not belong to.`)
    if (placing && !signers(placing.until).has(body.by.device))
      note(name, 'wrong-signature', `${body.by.name} sent this, and has not signed the checkpoint that closes it.`)
  } else if (body.id !== lateAnswerId(digest, body.outcome, body.given)) {
    note(name, 'edited-file', `The id in ${name} is not the one of this answer.`)
  }
  return { findings, body }
}

function saysTheSame(line: AnswerLine | ExportLine, body: AddendumBody): boolean {
  if (line.addendum !== body.id) return false
  if (body.format === 'mdt-huddle/late-answer') return line.kind === 'answer' && line.outcome === body.outcome
  return line.kind === 'export' && line.what === body.what && line.to === body.recipient.kind
}

/** The devices that signed the checkpoint at the end of these lines. */
export function signers(until: readonly ReadLine[]): Set<string> {
  const last = until.at(-1)?.value
  return new Set(last?.kind === 'checkpoint' ? last.signatures.map(({ device }) => device) : [])
}
