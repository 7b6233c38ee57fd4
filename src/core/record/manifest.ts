import { z } from 'zod'
import { canonicalObject } from '../model/canonical-object.ts'
import { fromBase64url } from '../model/bytes.ts'
import { answer, digestHex } from '../model/checkpoint.ts'
import { outcomeId, personId } from '../model/ids.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Digest } from './digest.ts'
import { algorithms, ledgerLine } from './ledger-line.ts'

/** The signed and rendered files of a package, in the order in which a manifest lists them. */
export const contentNames = ['outcome.json', 'outcome.fhir.json', 'outcome.pdf'] as const
export type ContentName = (typeof contentNames)[number]
export const manifestName = 'manifest.json'

const contentFile = canonicalObject({ name: z.enum(contentNames), length: z.int().min(1), digest: digestHex })

/** What a ledger line's leaf covers: the files and every answer to the read-back. */
export const packageBody = canonicalObject({
  format: z.literal('mdt-huddle/package'),
  version: z.literal(1),
  algorithms,
  outcome: outcomeId,
  person: personId,
  files: z.array(contentFile).length(contentNames.length),
  /** One for each device at most, by device id ascending. */
  answers: z.array(answer).max(60),
})
export type PackageBody = z.infer<typeof packageBody>

/** The ledger's own lines, from the one that places a folder to the checkpoint that closes it. */
export const carriedLines = { least: 2, most: 101 } as const
export const carriedLedger = z.array(ledgerLine).min(carriedLines.least).max(carriedLines.most)

/** 32 bytes, base64url: keeps the leaf from being guessed by somebody who has the ledger alone. */
export const saltText = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const manifest = canonicalObject({
  format: z.literal('mdt-huddle/manifest'),
  version: z.literal(1),
  body: packageBody,
  salt: saltText,
  ledger: carriedLedger,
})
export type Manifest = z.infer<typeof manifest>

export const manifestForm = { format: 'mdt-huddle/manifest', body: packageBody, whole: manifest } as const

/** Digest of a purpose line, the salt's 32 bytes and the canonical text of the body. */
export function leafOf(digest: Digest, salt: string, bodyText: string): string {
  return digest('mdt-huddle/leaf/v1\n', fromBase64url(salt), bodyText)
}

/** Where a package lives under the records folder: the person, then the day of the read-back (UTC) and the outcome. */
export function packagePath({ id, person, readBackAt }: Outcome): [string, string] {
  return [person.id, `${readBackAt.slice(0, 10)}_${id}`]
}
