import { z } from 'zod'
import { canonicalObject } from '../model/canonical-object.ts'
import { answer, declined, type Answer } from '../model/checkpoint.ts'
import { exportNote } from '../model/export-note.ts'
import { addendumId, outcomeId, personId, type AddendumId, type OutcomeId } from '../model/ids.ts'
import { canonicalText } from './canonical.ts'
import type { Digest } from './digest.ts'
import { algorithms } from './ledger-line.ts'
import { carriedLedger, saltText } from './manifest.ts'

export const lateAnswerFormat = 'mdt-huddle/late-answer'
export const newestLateAnswer = 2

const lateAnswerFields = { format: z.literal(lateAnswerFormat), algorithms, id: addendumId, outcome: outcomeId, person: personId }

/**
 * An answer of somebody who was present that was not filed with the outcome. Version 1 was given after it; version 2 is a
 * refusal that was given before the signature of the same device, which stands in the record already.
 */
export const lateAnswerBody = z.union([
  canonicalObject({ ...lateAnswerFields, version: z.literal(1), given: answer }),
  canonicalObject({ ...lateAnswerFields, version: z.literal(newestLateAnswer), given: declined }),
])
export type LateAnswerBody = z.infer<typeof lateAnswerBody>

export const exportBody = canonicalObject({
  format: z.literal('mdt-huddle/export'),
  version: z.literal(1),
  algorithms,
  ...exportNote.shape,
})
export type ExportBody = z.infer<typeof exportBody>


/** What joins a record after its outcomes were filed: one small file in a folder of its own, placed by a ledger line. */
const addendumBody = z.union([lateAnswerBody, exportBody])

export const addendum = canonicalObject({
  format: z.literal('mdt-huddle/addendum'),
  version: z.literal(1),
  body: addendumBody,
  salt: saltText,
  ledger: carriedLedger,
})
export type Addendum = z.infer<typeof addendum>
export type AddendumBody = Addendum['body']

export const addendumForm = { format: 'mdt-huddle/addendum', body: addendumBody, whole: addendum } as const

export const addendumKinds = ['answer', 'export'] as const
export type AddendumKind = (typeof addendumKinds)[number]

export const kindOf = ({ format }: AddendumBody): AddendumKind => (format === 'mdt-huddle/export' ? 'export' : 'answer')

export const addendumFileName = (kind: AddendumKind): string => `${kind}.json`

/** Stands in the place of a person's folder for what is about several people. */
export const severalFolder = 'several'

/** Where an addendum lives under the records folder: the person (or `several`), then the day (UTC), the id and the kind. */
export function addendumPath(body: AddendumBody): [string, string] {
  if (body.format === 'mdt-huddle/late-answer')
    return [body.person, `${body.given.at.slice(0, 10)}_${body.id}_answer`]
  return [body.about.kind === 'person' ? body.about.person : severalFolder, `${body.at.slice(0, 10)}_${body.id}_export`]
}

/**
 * A late answer's id comes from the answer itself, so that whoever files it gives it the same one and it is filed once.
 * Somebody who has the ledger alone cannot work back from it: the card's sealing key stands in packages only.
 */
export function lateAnswerId(digest: Digest, outcome: OutcomeId, given: Answer): AddendumId {
  return addendumId.parse(digest(`mdt-huddle/late-answer/v1\n${outcome}\n`, canonicalText(given)).slice(0, 32))
}
