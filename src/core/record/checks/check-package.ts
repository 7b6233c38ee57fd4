import type { StaffCard } from '../../model/team.ts'
import { outcome as outcomeParser, outcomeVersions, type Outcome } from '../../model/outcome.ts'
import { readCanonical, sameValue } from '../canonical.ts'
import type { Digest } from '../digest.ts'
import type { OutcomeLine } from '../ledger-line.ts'
import { manifestForm, manifestName, packagePath, type ContentName, type PackageBody } from '../manifest.ts'
import type { SignatureChecks } from '../sign.ts'
import { isCovered, readCovered, type Note, type Placing } from './covered.ts'
import type { Finding } from './finding.ts'

/** The four files of one package, as they stand. */
export interface PackageBytes {
  /** Relative to the records folder: `<person>/<day>_<outcome>`; empty where there is no records folder around it. */
  readonly folder: string
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface CheckedPackage {
  readonly findings: readonly Finding[]
  /** What was filed, as far as it could be read. */
  readonly filed?: FiledPackage
}

export interface FiledPackage {
  readonly outcome: Outcome
  readonly body: PackageBody
  /** Digest of outcome.json. */
  readonly payloadDigest: string
  /** The card of each of those present, by device. */
  readonly cards: ReadonlyMap<string, StaffCard>
}

/** Holds one whole package against itself and against its place in the ledger, all but its answers: for these see `checkAnswers`. */
export function checkPackage({ folder, files }: PackageBytes, placing: Placing<OutcomeLine> | undefined, digest: Digest): CheckedPackage {
  const findings: Finding[] = []
  const note = noteIn(folder, findings)
  const read = readCovered<PackageBody>(manifestForm, { name: manifestName, bytes: files.get(manifestName) ?? new Uint8Array() }, placing, note)
  if (!read) return { findings }
  const { body } = read
  const believed = isCovered(manifestName, read, placing, digest, note)
  const { damaged, digests } = checkDigests(files, body, digest, believed, note)
  const outcome = readOutcome(files.get('outcome.json') ?? new Uint8Array())
  const payloadDigest = digests.get('outcome.json')
  if (!outcome || payloadDigest === undefined) {
    if (!damaged.has('outcome.json')) noteNoOutcome(files.get('outcome.json') ?? new Uint8Array(), note)
    return { findings }
  }
  if (damaged.has('outcome.json')) return { findings }
  if (folder !== '' && packagePath(outcome).join('/') !== folder)
    note('outcome.json', 'wrong-folder', `The outcome belongs in ${packagePath(outcome).join('/')}.`)
  if (body.outcome !== outcome.id || body.person !== outcome.person.id) {
    note(manifestName, 'wrong-folder', `${manifestName} is about another outcome or person than outcome.json.`)
  }
  if (placing && placing.line.huddle !== outcome.huddle.id)
    note('outcome.json', 'differs-from-ledger', `Line ${placing.line.line} of the ledger names another huddle.`)
  return { findings, filed: { outcome, body, payloadDigest, cards: new Map(outcome.present.map(({ card }) => [card.device, card])) } }
}

const noteIn =
  (folder: string, findings: Finding[]): Note =>
  (name, code, sentence) =>
    void findings.push({ file: folder === '' ? name : `${folder}/${name}`, code, sentence })

function checkDigests(
  files: PackageBytes['files'],
  body: PackageBody,
  digest: Digest,
  believed: boolean,
  note: Note,
): { damaged: Set<ContentName>; digests: Map<ContentName, string> } {
  const damaged = new Set<ContentName>()
  const digests = new Map<ContentName, string>()
  const named = body.files.map(({ name }) => name)
  if (new Set(named).size !== named.length)
    note(manifestName, 'edited-file', `${manifestName} does not list the three files of a package.`)
  for (const file of body.files) {
    const bytes = files.get(file.name) ?? new Uint8Array()
    const own = digest(bytes)
    digests.set(file.name, own)
    if (bytes.length === file.length && own === file.digest) continue
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
  return { damaged, digests }
}

function noteNoOutcome(bytes: Uint8Array, note: Note): void {
  const value = readCanonical(bytes)
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && !outcomeVersions.includes(version))
    note('outcome.json', 'unknown-version', `outcome.json says version ${version}, which this verifier does not know.`)
  else note('outcome.json', 'edited-file', 'outcome.json is no canonical outcome of the version that it names.')
}

function readOutcome(bytes: Uint8Array): Outcome | undefined {
  const parsed = outcomeParser.safeParse(readCanonical(bytes))
  return parsed.success ? parsed.data : undefined
}

/** Holds the answers in a package, and the cards of those present, against the outcome that was answered. */
export function checkAnswers(folder: string, { outcome, body, payloadDigest, cards }: FiledPackage, checks: SignatureChecks): readonly Finding[] {
  const findings: Finding[] = []
  const note = noteIn(folder, findings)
  for (const { card } of outcome.present) {
    if (!checks.cardHolds(card))
      note('outcome.json', 'wrong-card', `The card of ${card.name} names a device that its key does not belong to.`)
  }
  if (!body.answers.some(({ kind }) => kind === 'signed')) note(manifestName, 'wrong-signature', 'Nobody who was there has signed this outcome.')
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
    if (!sameValue(cards.get(card.device), card))
      note(manifestName, 'wrong-card', `${card.name} answers with a card that nobody who was there has.`)
    else if (!checks.answerHolds(payloadDigest, answer))
      note(manifestName, 'wrong-signature', `The signature of ${card.name} does not fit outcome.json.`)
  }
  return findings
}
