import { utf8 } from '../../model/bytes.ts'
import { outcome as outcomeParser, type Outcome } from '../../model/outcome.ts'
import { canonicalText, readCanonical } from '../canonical.ts'
import { cardHolds } from '../device.ts'
import type { Digest } from '../digest.ts'
import type { OutcomeLine } from '../ledger-line.ts'
import { manifest as manifestParser, manifestName, packagePath, type ContentName, type Manifest } from '../manifest.ts'
import { verifyAnswer } from '../sign.ts'
import { isCovered, readCovered, type Note, type Placing } from './covered.ts'
import type { Finding } from './finding.ts'

/** The four files of one package, as they stand. */
export interface PackageBytes {
  /** Relative to the records folder: `<person>/<day>_<outcome>`. */
  readonly folder: string
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface CheckedPackage {
  readonly findings: readonly Finding[]
  readonly outcome?: Outcome
  readonly manifest?: Manifest
  /** Digest of outcome.json, where `outcome` could be read. */
  readonly payloadDigest?: string
}

/** Holds one whole package against itself and against its place in the ledger. */
export async function checkPackage(
  { folder, files }: PackageBytes,
  placing: Placing<OutcomeLine> | undefined,
  digest: Digest,
): Promise<CheckedPackage> {
  const findings: Finding[] = []
  const note: Note = (name, code, sentence) => {
    findings.push({ file: `${folder}/${name}`, code, sentence })
  }
  const read = readCovered(manifestParser, manifestName, files.get(manifestName) ?? new Uint8Array(), note)
  if (!read) return { findings }
  const { body } = read
  const believed = isCovered(manifestName, read, placing, digest, note)
  const damaged = checkDigests(files, read, digest, believed, note)
  const outcome = readOutcome(files.get('outcome.json') ?? new Uint8Array())
  if (!outcome) {
    if (!damaged.has('outcome.json'))
      note('outcome.json', 'edited-file', 'outcome.json is no canonical outcome of version 1.')
    return { findings, manifest: read }
  }
  if (damaged.has('outcome.json')) return { findings, manifest: read }
  if (packagePath(outcome).join('/') !== folder)
    note('outcome.json', 'wrong-folder', `The outcome belongs in ${packagePath(outcome).join('/')}.`)
  if (body.outcome !== outcome.id || body.person !== outcome.person.id) {
    note(manifestName, 'wrong-folder', `${manifestName} is about another outcome or person than outcome.json.`)
  }
  if (placing && placing.line.huddle !== outcome.huddle.id)
    note('outcome.json', 'differs-from-ledger', `Line ${placing.line.line} of the ledger names another huddle.`)
  const payload = files.get('outcome.json') ?? new Uint8Array()
  await checkAnswers(read, outcome, payload, note)
  return { findings, outcome, manifest: read, payloadDigest: digest(payload) }
}

function checkDigests(
  files: PackageBytes['files'],
  { body }: Manifest,
  digest: Digest,
  believed: boolean,
  note: Note,
): Set<ContentName> {
  const damaged = new Set<ContentName>()
  const named = body.files.map(({ name }) => name)
  if (new Set(named).size !== named.length)
    note(manifestName, 'edited-file', `${manifestName} does not list the three files of a package.`)
  for (const file of body.files) {
    const bytes = files.get(file.name) ?? new Uint8Array()
    if (bytes.length === file.length && digest(bytes) === file.digest) continue
    if (!believed) {
      note(
        manifestName,
        'edited-file',
        `What ${manifestName} says of ${file.name} does not fit: ${file.name} may have been changed too.`,
      )
      continue
    }
    damaged.add(file.name)
    note(file.name, 'edited-file', `${file.name} is not as it was signed and filed.`)
  }
  return damaged
}

function readOutcome(bytes: Uint8Array): Outcome | undefined {
  const parsed = outcomeParser.safeParse(readCanonical(bytes))
  return parsed.success ? parsed.data : undefined
}

async function checkAnswers({ body }: Manifest, outcome: Outcome, bytes: Uint8Array, note: Note): Promise<void> {
  const payload = utf8.decode(bytes)
  const cards = new Map(outcome.present.map(({ card }) => [card.device, card]))
  for (const card of cards.values()) {
    if (!(await cardHolds(card)))
      note('outcome.json', 'wrong-card', `The card of ${card.name} names a device that its key does not belong to.`)
  }
  let before = ''
  for (const answer of body.answers) {
    const { card } = answer
    if (card.device <= before)
      note(
        manifestName,
        'wrong-signature',
        `The answers in ${manifestName} are out of order, or one device answers twice.`,
      )
    before = card.device
    const there = cards.get(card.device)
    if (!there || canonicalText(there) !== canonicalText(card))
      note(manifestName, 'wrong-card', `${card.name} answers with a card that nobody who was there has.`)
    else if (!(await verifyAnswer(payload, answer)))
      note(manifestName, 'wrong-signature', `The signature of ${card.name} does not fit outcome.json.`)
  }
}
