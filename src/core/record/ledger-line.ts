import { z } from 'zod'
import { canonicalObject } from '../model/canonical-object.ts'
import { anyCheckpoint, digestHex, signatureText } from '../model/checkpoint.ts'
import { instant } from '../model/dates.ts'
import { exportedThings, recipientKinds } from '../model/export-note.ts'
import { addendumId, deviceId, huddleId, outcomeId, teamId } from '../model/ids.ts'

/** The only algorithms of version 1, named in everything that depends on them; any other name is refused. */
export const algorithms = canonicalObject({
  canonical: z.literal('RFC 8785'),
  digest: z.literal('SHA-256'),
  signature: z.literal('Ed25519'),
})
export const theAlgorithms: z.infer<typeof algorithms> = {
  canonical: 'RFC 8785',
  digest: 'SHA-256',
  signature: 'Ed25519',
}

const place = {
  /** Which line of the file this is, from 1. */
  line: z.int().min(1),
  /** Digest of the line before, without its newline; of no bytes for the first. */
  prev: digestHex,
  at: instant,
}

export const openingLine = canonicalObject({
  kind: z.literal('opening'),
  format: z.literal('mdt-huddle/ledger'),
  version: z.literal(1),
  algorithms,
  ledger: z.string().regex(/^[0-9a-f]{32}$/),
  team: teamId,
  ...place,
})

/** Places one package. The leaf is a salted digest: without the package this line says nothing of anybody. */
export const outcomeLine = canonicalObject({
  kind: z.literal('outcome'),
  outcome: outcomeId,
  huddle: huddleId,
  leaf: digestHex,
  ...place,
})
export type OutcomeLine = z.infer<typeof outcomeLine>

/** Places an answer that somebody gave after the outcome was filed. */
export const answerLine = canonicalObject({
  kind: z.literal('answer'),
  addendum: addendumId,
  outcome: outcomeId,
  leaf: digestHex,
  ...place,
})
export type AnswerLine = z.infer<typeof answerLine>

/** Says that something left. Who got it and what exactly it was stand under the leaf: in clear are kinds only. */
export const exportLine = canonicalObject({
  kind: z.literal('export'),
  addendum: addendumId,
  what: z.enum(exportedThings),
  to: z.enum(recipientKinds),
  leaf: digestHex,
  ...place,
})
export type ExportLine = z.infer<typeof exportLine>

/** A co-signature without its signer's name, which stands in the packages. */
export const namelessSignature = canonicalObject({
  device: deviceId,
  signingKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  signature: signatureText,
})

export const checkpointLine = canonicalObject({
  kind: z.literal('checkpoint'),
  checkpoint: anyCheckpoint,
  signatures: z.array(namelessSignature).min(1).max(60),
  ...place,
})
export type CheckpointLine = z.infer<typeof checkpointLine>

/** One line of `ledger.jsonl`. */
export const ledgerLine = z.discriminatedUnion('kind', [openingLine, outcomeLine, answerLine, exportLine, checkpointLine])
export type LedgerLine = z.infer<typeof ledgerLine>
export const lineKinds: readonly string[] = ledgerLine.options.map(({ shape }) => shape.kind.value)

/** A line that places a folder: a package, a late answer or an export. */
export type PlacingLine = OutcomeLine | AnswerLine | ExportLine

export const placedId = (line: PlacingLine): string => (line.kind === 'outcome' ? line.outcome : line.addendum)
