import {
  checkpointProposal,
  type Answer,
  type CheckpointProposal,
  type CheckpointSignature,
} from '../model/checkpoint.ts'
import { sizeOfFile, type FileContent } from '../model/bytes.ts'
import type { Instant } from '../model/dates.ts'
import type { HuddleId, OutcomeId, TeamId } from '../model/ids.ts'
import { inOrder } from '../model/outcome-order.ts'
import { problemOf, ProblemError, type Problem } from '../model/problem.ts'
import { holdAnswers, refusal } from './before-filing.ts'
import { canonicalText } from './canonical.ts'
import { byDeviceId } from './closing-line.ts'
import { coveredText } from './covered-text.ts'
import { digestOfNothing, loadDigest, type Digest } from './digest.ts'
import { theAlgorithms, type LedgerLine } from './ledger-line.ts'
import { ledgerReading, type LedgerReading, type WholeLedger } from './ledger-reading.ts'
import { derivation, ledgerWriter, saltFor, type LedgerEnding, type LedgerWriter } from './ledger-writer.ts'
import {
  contentNames,
  leafOf,
  manifestName,
  packagePath,
  type ContentName,
  type PackageBody,
} from './manifest.ts'
import { loadSignatureChecks, verifyCheckpointSignature, type SignatureChecks } from './sign.ts'
import type { WrittenOutcome } from './written-outcome.ts'

/** The rendered files of one package, by name. */
export type PackageFiles = Readonly<Record<ContentName, FileContent>>

export interface OutcomeToFile {
  /** What was signed. */
  readonly written: WrittenOutcome
  readonly answers: readonly Answer[]
  readonly files: PackageFiles
}

export interface FilingRequest {
  /** The ledger as it stands; empty where there is none yet. */
  readonly ledgerNow: Uint8Array
  /** Whoever files more than once keeps one, and reads but once what stands in the ledger. */
  readonly ledgers?: LedgerReading
  readonly outcomes: readonly OutcomeToFile[]
  readonly huddle: HuddleId
  readonly team: TeamId
  readonly at: Instant
  /** The filing device's signing secret, base64url: salts are derived from it, so that filing again gives the same bytes. */
  readonly secret: string
}

interface PreparedPackage {
  readonly path: [string, string]
  readonly files: PackageFiles
  /** Canonical text of the manifest's body. */
  readonly body: string
  readonly salt: string
  readonly line: LedgerLine
}

/** An outcome that cannot be filed as it is, and why. */
export interface LeftOut {
  readonly id: OutcomeId
  readonly problem: Problem
}

/** A filing that waits for the people present to sign its checkpoint. */
export interface PreparedFiling {
  /** What they sign; undefined where everything is in the ledger already and nothing is left to file. */
  readonly proposal: CheckpointProposal | undefined
  /** Where each outcome of the request stands, or will stand, in the ledger. */
  readonly places: ReadonlyMap<OutcomeId, number>
  readonly alreadyFiled: readonly OutcomeId[]
  /** Those that wait, and keep no other from being filed. */
  readonly leftOut: readonly LeftOut[]
  readonly expects: string
  /** The ledger with what is placed in it. */
  readonly ledger: LedgerWriter
  /** To be told how the ledger ends, once that is known. */
  readonly expectEnding: (ending: LedgerEnding) => void
  readonly packages: readonly PreparedPackage[]
}

/** Exactly the input of the host call `records.file`. */
export interface Filing {
  expects: string
  packages: { path: string[]; files: { name: string; content: FileContent }[] }[]
  lines: Uint8Array
}

/**
 * Places outcomes in the ledger and proposes the checkpoint that closes their huddle. Each stands for itself: one that cannot
 * be filed (`answer-does-not-hold`, `nobody-signed`, `other-huddle`, `replaced-elsewhere`) is left out.
 *
 * @throws {ProblemError} `ledger-damaged`, and why the first was left out where nothing else is left to file.
 */
export async function prepareFiling(request: FilingRequest): Promise<PreparedFiling> {
  const digest = await loadDigest()
  const checks = await loadSignatureChecks()
  const { ledgers = ledgerReading() } = request
  const ledgerNow = await ledgers.read(request.ledgerNow)
  const { lines: before, placed } = ledgerNow
  const places = new Map<OutcomeId, number>()

  const wanted: OutcomeToFile[] = []
  const alreadyFiled: OutcomeId[] = []
  const leftOut: LeftOut[] = []
  for (const toFile of request.outcomes) {
    const { outcome } = toFile.written
    const problem = whyNot(toFile, checks, request.huddle)
    if (problem) {
      leftOut.push({ id: outcome.id, problem })
      continue
    }
    const there = placed.get(outcome.id)
    if (there) {
      alreadyFiled.push(outcome.id)
      places.set(outcome.id, there.line)
    } else if (!wanted.some(({ written }) => written.outcome.id === outcome.id)) wanted.push(toFile)
  }
  const fresh = placeable(inOrder(wanted, ({ written }) => written.outcome), placed)
  for (const each of wanted) if (!fresh.includes(each)) leftOut.push({ id: each.written.outcome.id, problem: replacedElsewhere })
  const [first] = leftOut
  if (fresh.length === 0 && alreadyFiled.length === 0 && first) throw new ProblemError(first.problem)
  const derive = derivation(request.secret, digest)
  const ledger = ledgerWriter(before, { team: request.team, at: request.at, digest, derive })
  const nothingNew = {
    proposal: undefined,
    places,
    alreadyFiled,
    leftOut,
    expects: before.at(-1)?.digest ?? digestOfNothing,
    ledger,
    expectEnding: (ending: LedgerEnding) => ledgers.expect(ledgerNow, ending),
    packages: [],
  }
  if (fresh.length === 0 && isClosed(ledgerNow, request.huddle)) return nothingNew

  const packages = fresh.map((toFile) => {
    const { outcome } = toFile.written
    const body = canonicalText(bodyOf(toFile, digest))
    const salt = saltFor(derive, outcome.id)
    const leaf = leafOf(digest, salt, body)
    const line = ledger.write(({ at, line: number, prev }) => ({ at, huddle: request.huddle, kind: 'outcome' as const, leaf, line: number, outcome: outcome.id, prev }))
    places.set(outcome.id, line.line)
    return { path: packagePath(outcome), files: toFile.files, body, salt, line }
  })
  const proposal = checkpointProposal.parse({
    format: 'mdt-huddle/checkpoint',
    version: 1,
    closes: 'huddle',
    huddle: request.huddle,
    lines: ledger.count,
    head: ledger.head,
    outcomes: fresh.map(({ written }) => written.outcome.id),
    at: request.at,
  })
  return { ...nothingNew, proposal, packages }
}

/**
 * Closes a prepared filing with the signatures of the people present.
 *
 * @throws {ProblemError} `nothing-to-file`, `checkpoint-unsigned`, `signature-does-not-hold`.
 */
export async function finishFiling(
  prepared: PreparedFiling,
  signatures: readonly CheckpointSignature[],
): Promise<Filing> {
  const { proposal } = prepared
  if (!proposal)
    throw refusal(
      'nothing-to-file',
      'These outcomes are in the record already, so there is nothing to file.',
      'Carry on: nothing is missing.',
    )
  const byDevice = new Map(signatures.map((each) => [each.card.device, each]))
  for (const { card, signature } of byDevice.values()) {
    if (await verifyCheckpointSignature(proposal, card, signature)) continue
    throw refusal(
      'signature-does-not-hold',
      `The signature of ${card.name} does not fit this huddle's checkpoint.`,
      `Ask ${card.name} to sign again, or close the huddle without that signature.`,
    )
  }
  if (byDevice.size === 0)
    throw refusal(
      'checkpoint-unsigned',
      'Nobody has signed the end of this huddle.',
      'Sign it on at least one device, then file again.',
    )
  const ending = prepared.ledger.closedBy(proposal, Array.from(byDevice.values()))
  prepared.expectEnding(ending)
  return {
    expects: prepared.expects,
    lines: ending.bytes,
    packages: prepared.packages.map(({ path, files, body, salt, line }) => ({
      path,
      files: [
        ...contentNames.map((name) => ({ name, content: files[name] })),
        {
          name: manifestName,
          content: coveredText({ format: 'mdt-huddle/manifest', body, salt }, ending.carriedBy(line)),
        },
      ],
    })),
  }
}

function bodyOf({ written, files, answers }: OutcomeToFile, digest: Digest): PackageBody {
  const { outcome } = written
  const entryOf = (name: ContentName): PackageBody['files'][number] => {
    const content = files[name]
    return content === written.text ? { digest: written.digest, length: written.length, name } : { digest: digest(content), length: sizeOfFile(content), name }
  }
  return {
    algorithms: theAlgorithms,
    answers: answers.toSorted((a, b) => byDeviceId(a.card, b.card)),
    files: contentNames.map(entryOf),
    format: 'mdt-huddle/package',
    outcome: outcome.id,
    person: outcome.person.id,
    version: 1,
  }
}

/** Why an outcome cannot be filed, whatever else is. */
function whyNot({ written, answers }: OutcomeToFile, checks: SignatureChecks, huddle: HuddleId): Problem | undefined {
  try {
    holdAnswers(written, answers, { checks, huddle })
  } catch (error) {
    return problemOf(error)
  }
  return answers.some(({ kind }) => kind === 'signed')
    ? undefined
    : refusal('nobody-signed', 'Nobody has signed an outcome that is to be filed.', 'Have it signed by somebody who was there, then file again.').problem
}

const isClosed = ({ lines }: WholeLedger, huddle: HuddleId): boolean =>
  lines.some(({ value }) => value.kind === 'checkpoint' && value.checkpoint.closes === 'huddle' && value.checkpoint.huddle === huddle)

/** Those that replace nothing, or what stands in the ledger or before them here. */
function placeable(sorted: readonly OutcomeToFile[], placed: WholeLedger['placed']): OutcomeToFile[] {
  const known = new Set<OutcomeId>()
  return sorted.filter(({ written: { outcome } }) => {
    const { replaces } = outcome
    if (replaces && !known.has(replaces.outcome) && placed.get(replaces.outcome)?.kind !== 'outcome') return false
    known.add(outcome.id)
    return true
  })
}

/** Why an outcome waits that replaces one of another records folder. */
const replacedElsewhere: Problem = {
  code: 'replaced-elsewhere',
  happened: 'An outcome replaces an earlier one that is not in this records folder, so it was not filed.',
  kept: 'It is kept in the vault of this device and waits under Record.',
  todo: 'File the earlier one first, or choose the records folder that it was filed in; then file again.',
}
