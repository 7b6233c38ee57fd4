import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * A second verifier, written from resources/record-format.md alone: Node's own crypto, the published JSON Schemas, and
 * nothing of ours. It shows that the page says enough, and that the app keeps to it. Numbers in comments are those of
 * section 9.
 */

export interface Said {
  readonly file: string
  readonly line?: number
  readonly code: string
}

interface Signer {
  readonly device: string
  readonly signingKey: string
}
interface Answer {
  readonly kind: 'signed' | 'declined'
  readonly card: Signer
  readonly signature: string
  readonly because?: string
  readonly at: string
}
interface Checkpoint {
  readonly closes: 'huddle' | 'addenda'
  readonly huddle?: string
  readonly outcomes?: string[]
  readonly addenda?: string[]
  readonly lines: number
  readonly head: string
  readonly at: string
}
interface Line {
  readonly line: number
  readonly prev: string
  readonly at: string
  readonly kind: 'opening' | 'outcome' | 'answer' | 'export' | 'checkpoint'
  readonly outcome?: string
  readonly addendum?: string
  readonly huddle?: string
  readonly leaf?: string
  readonly what?: string
  readonly to?: string
  readonly checkpoint?: Checkpoint
  readonly signatures?: (Signer & { signature: string })[]
}
interface Outcome {
  readonly id: string
  readonly huddle: { id: string }
  readonly person: { id: string }
  readonly present: { card: Signer }[]
  readonly readBackAt: string
  readonly replaces?: { outcome: string }
}
interface Covered {
  readonly salt: string
  readonly ledger: Line[]
  readonly body: {
    readonly version: number
    readonly id: string
    readonly outcome: string
    readonly person: string
    readonly files: { name: string; length: number; digest: string }[]
    readonly answers: Answer[]
    readonly given: Answer
    readonly about: { kind: string; person: string }
    readonly what: string
    readonly recipient: { kind: string }
    readonly by: Signer
    readonly at: string
  }
}

const schemaOf = (name: string): z.ZodType =>
  z.fromJSONSchema(JSON.parse(readFileSync(new URL(`../../../resources/${name}.schema.json`, import.meta.url), 'utf8')))
const schemas = { outcome: schemaOf('outcome'), manifest: schemaOf('manifest'), line: schemaOf('ledger-line'), addendum: schemaOf('addendum') }

const sha256 = (...parts: (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
const fromText = (text: string): Buffer => Buffer.from(text, 'base64url')
const nothing = sha256('')

function jcs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${jcs(part)}`)
    .join(',')}}`
}

/** Ed25519 over the purpose line and the digest, with a key of 32 raw bytes. */
function holds(purpose: string, digest: string, { signingKey }: Signer, signature: string): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), fromText(signingKey)])
  try {
    return verifySignature(null, Buffer.from(`${purpose}\n${digest}`), createPublicKey({ key: der, format: 'der', type: 'spki' }), fromText(signature))
  } catch {
    return false
  }
}

const isOwnKey = ({ device, signingKey }: Signer): boolean => sha256(fromText(signingKey)).slice(0, 32) === device

function answerHolds(outcomeDigest: string, { kind, card, signature, because, at }: Answer): boolean {
  if (!isOwnKey(card)) return false
  return kind === 'signed'
    ? holds('mdt-huddle/outcome/v1', outcomeDigest, card, signature)
    : holds('mdt-huddle/declined/v1', sha256(jcs({ at, because, outcome: outcomeDigest })), card, signature)
}

const mayAnswer = (earlier: readonly Answer[], { kind, card }: Answer): boolean =>
  !earlier.some((each) => each.card.device === card.device && (each.kind === 'signed' || each.kind === kind))

/** The value of canonical text, or why there is none. */
function read<T>(schema: z.ZodType, bytes: Uint8Array, versions = [1]): T | 'unknown-version' | undefined {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
  if (Buffer.compare(Buffer.from(jcs(value)), Buffer.from(bytes)) !== 0) return undefined
  if (schema.safeParse(value).success) return value as T
  return namesUnknown(value, versions) ? 'unknown-version' : undefined
}

function namesUnknown(value: unknown, versions: readonly number[]): boolean {
  const { format, version, kind, algorithms, body } = Object(value) as Record<string, unknown>
  const known = format === 'mdt-huddle/late-answer' ? [1, 2] : versions
  if (format !== undefined && typeof version === 'number' && !known.includes(version)) return true
  if (typeof kind === 'string' && !['opening', 'outcome', 'answer', 'export', 'checkpoint'].includes(kind)) return true
  if (algorithms !== undefined && jcs(algorithms) !== '{"canonical":"RFC 8785","digest":"SHA-256","signature":"Ed25519"}') return true
  return body !== undefined && namesUnknown(body, versions)
}

const idOf = ({ outcome, addendum }: Line): string => addendum ?? outcome ?? ''
const places = ({ kind }: Line): boolean => kind === 'outcome' || kind === 'answer' || kind === 'export'

/** Everything that does not hold in a folder, in the words of section 9; nothing where all of it holds. */
export function verifyIndependently(folder: ReadonlyMap<string, Uint8Array>, noted?: string): Said[] {
  const said: Said[] = []
  const ledger = readLedger(folder.get('ledger.jsonl'), said)
  checkMeaning(ledger, said)
  if (noted !== undefined && !ledger.some(({ digest }) => digest === noted)) said.push({ file: 'ledger.jsonl', code: 'unknown-head' })

  const closedBy = (line: Line): Line[] => {
    const from = ledger.slice(ledger.findIndex((each) => each.line === line))
    const end = from.findIndex((each) => each.line.kind === 'checkpoint')
    return from.slice(0, end === -1 ? undefined : end + 1).map((each) => each.line)
  }
  const placing = new Map<string, Line>()
  for (const { line } of ledger) if (places(line) && !placing.has(idOf(line))) placing.set(idOf(line), line)

  const folders = new Map<string, Map<string, Uint8Array>>()
  const shape = /^((?:[0-9a-f]{32}|several)\/\d{4}-\d\d-\d\d_[0-9a-f]{32}(?:_answer|_export)?)\/([^/]+)$/
  for (const [path, bytes] of folder) {
    const [, at = '', name = ''] = shape.exec(path) ?? []
    const files = filesOf(at)
    if (path === 'ledger.jsonl' || path.startsWith('.mdt-huddle-')) continue
    if (at !== '') folders.set(at, folders.get(at) ?? new Map())
    if (files.includes(name)) folders.get(at)?.set(name, bytes)
    else said.push({ file: path, code: 'extra-file' }) // 1
  }

  const outcomes = new Map<string, { value: Outcome; digest: string; answers: Answer[]; at: string }>()
  const late: { at: string; body: Covered['body']; signers: string[]; line: Line | undefined }[] = []
  const seen = new Set<string>()
  for (const [at, files] of folders) {
    const id = (at.split('_')[1] ?? '').slice(0, 32)
    const line = placing.get(id)
    if (seen.has(id)) said.push({ file: at, code: 'extra-file' })
    seen.add(id)
    if (!line) said.push({ file: at, code: 'unplaced-package' }) // 6
    const missing = filesOf(at).filter((name) => !files.has(name))
    said.push(...missing.map((name) => ({ file: `${at}/${name}`, code: 'missing-file' })))
    if (missing.length > 0) continue
    const name = at.endsWith('_answer') ? 'answer.json' : at.endsWith('_export') ? 'export.json' : 'manifest.json'
    const note = (code: string, file = name): void => void said.push({ file: `${at}/${file}`, code })
    const covered = read<Covered>(name === 'manifest.json' ? schemas.manifest : schemas.addendum, files.get(name) ?? new Uint8Array())
    if (covered === undefined || covered === 'unknown-version') {
      note(covered ?? 'edited-file')
      continue
    }
    const { body, salt } = covered
    if (line && sha256('mdt-huddle/leaf/v1\n', fromText(salt), jcs(body)) !== line.leaf) {
      note('edited-file')
      continue
    }
    if (line && jcs(covered.ledger) !== jcs(closedBy(line))) note('differs-from-ledger')
    const signers = (line ? closedBy(line).at(-1)?.signatures : undefined)?.map(({ device }) => device) ?? []
    if (name === 'manifest.json') {
      const found = checkPackage(at, files, body, line, note)
      if (found) outcomes.set(found.value.id, { ...found, answers: body.answers, at })
      continue
    }
    // 8
    const person = name === 'answer.json' ? body.person : body.about.kind === 'person' ? body.about.person : 'several'
    const day = (name === 'answer.json' ? body.given.at : body.at).slice(0, 10)
    if (`${person}/${day}_${body.id}_${name.slice(0, -5)}` !== at) note('wrong-folder')
    if (name === 'answer.json') {
      if (line && (line.kind !== 'answer' || line.outcome !== body.outcome)) note('differs-from-ledger')
      if (sha256(`mdt-huddle/late-answer/v1\n${body.outcome}\n${jcs(body.given)}`).slice(0, 32) !== body.id) note('edited-file')
      late.push({ at, body, signers, line })
    } else {
      if (line && (line.kind !== 'export' || line.what !== body.what || line.to !== body.recipient.kind)) note('differs-from-ledger')
      if (!isOwnKey(body.by)) note('wrong-card')
      if (line && !signers.includes(body.by.device)) note('wrong-signature')
    }
  }
  for (const [id, line] of placing) if (!seen.has(id)) said.push({ file: 'ledger.jsonl', line: line.line, code: 'missing-package' }) // 6

  // 4, its last part
  for (const { line } of ledger) {
    const closed = line.checkpoint?.outcomes?.map((id) => outcomes.get(id)) ?? []
    if (closed.length === 0 || closed.includes(undefined)) continue
    const there = new Set(closed.flatMap((each) => each?.value.present.map(({ card }) => card.device) ?? []))
    if (!line.signatures?.some(({ device }) => there.has(device))) said.push({ file: 'ledger.jsonl', line: line.line, code: 'wrong-signature' })
  }
  // 8, late answers in the order of the ledger
  for (const { at, body, signers, line } of late.toSorted((a, b) => (a.line?.line ?? 0) - (b.line?.line ?? 0))) {
    const answered = outcomes.get(body.outcome)
    if (!answered) continue
    const note = (code: string): void => void said.push({ file: `${at}/answer.json`, code })
    if (answered.value.person.id !== body.person) note('wrong-folder')
    if (!answered.value.present.some(({ card }) => jcs(card) === jcs(body.given.card))) note('wrong-card')
    else if (!answerHolds(answered.digest, body.given)) note('wrong-signature')
    if (line && !signers.some((device) => answered.value.present.some(({ card }) => card.device === device))) note('wrong-signature')
    const own = answered.answers.filter(({ card }) => card.device === body.given.card.device)
    const isBefore = own.some(({ kind }) => kind === 'signed') && own.every(({ kind, at: signedAt }) => kind === 'signed' && signedAt >= body.given.at)
    if (body.version === 2 ? !isBefore : !mayAnswer(answered.answers, body.given)) note('wrong-answer')
    answered.answers = [...answered.answers, body.given]
  }
  // 9
  for (const { value, at } of outcomes.values()) {
    const before = value.replaces && placing.get(value.replaces.outcome)
    const mine = placing.get(value.id)
    if (!value.replaces) continue
    const other = outcomes.get(value.replaces.outcome)?.value.person.id
    if (before?.kind !== 'outcome' || (mine && before.line >= mine.line) || (other !== undefined && other !== value.person.id))
      said.push({ file: `${at}/outcome.json`, code: 'wrong-amendment' })
  }
  return said
}

function filesOf(at: string): string[] {
  if (at.endsWith('_answer')) return ['answer.json']
  if (at.endsWith('_export')) return ['export.json']
  return ['outcome.json', 'outcome.fhir.json', 'outcome.pdf', 'manifest.json']
}

/** Steps 2 and 5. */
function readLedger(bytes: Uint8Array | undefined, said: Said[]): { line: Line; digest: string }[] {
  const file = 'ledger.jsonl'
  if (!bytes) {
    said.push({ file, code: 'missing-ledger' })
    return []
  }
  const rows = Buffer.from(bytes).toString('latin1').split('\n')
  const whole = rows.at(-1) === ''
  if (!whole) said.push({ file, line: rows.length, code: 'cut-tail' })
  const seen = new Map<number, { line: Line; digest: string; text: string }>()
  const unreadable = new Set<number>()
  let highest = 0
  ;(whole ? rows.slice(0, -1) : rows).forEach((text, index) => {
    const exact = Buffer.from(text, 'latin1')
    const line = read<Line>(schemas.line, exact)
    const note = (code: string): void => void said.push({ file, line: index + 1, code })
    if (line === undefined || line === 'unknown-version') {
      unreadable.add(index + 1)
      return note(line ?? 'unreadable-line')
    }
    const before = seen.get(line.line)
    if (before) return note(before.text === text ? 'duplicated-line' : 'forked-line')
    if (line.line < highest) note('moved-line')
    highest = Math.max(highest, line.line)
    seen.set(line.line, { line, digest: sha256(exact), text })
  })
  const lines = [...seen.values()].toSorted((a, b) => a.line.line - b.line.line)
  lines.forEach(({ line }, index) => {
    const before = lines[index - 1]
    const expected = (before?.line.line ?? 0) + 1
    const gone = Array.from({ length: line.line - expected }, (_, step) => expected + step)
    if (gone.some((number) => !unreadable.has(number))) said.push({ file, line: expected, code: 'removed-line' })
    if (before && gone.length === 0 && before.digest !== line.prev) said.push({ file, line: line.line, code: 'broken-chain' })
  })
  if (lines.at(-1)?.line.kind !== 'checkpoint') said.push({ file, line: Math.max(1, lines.length), code: 'cut-tail' })
  return lines
}

/** Steps 3 and 4. */
function checkMeaning(lines: readonly { line: Line }[], said: Said[]): void {
  const note = ({ line }: Line, code: string): void => void said.push({ file: 'ledger.jsonl', line, code })
  let open: Line[] = []
  const placed = new Map<string, Line>()
  for (const { line } of lines) {
    if ((line.line === 1) !== (line.kind === 'opening') || (line.line === 1 && line.prev !== nothing)) note(line, 'wrong-opening')
    if (places(line)) {
      if (placed.has(idOf(line))) note(line, 'forked-line')
      if (line.kind === 'answer' && placed.get(line.outcome ?? '')?.kind !== 'outcome') note(line, 'wrong-answer')
      placed.set(idOf(line), line)
      open.push(line)
    }
    if (!line.checkpoint) continue
    const { checkpoint, signatures = [] } = line
    const named = checkpoint.closes === 'huddle' ? checkpoint.outcomes : checkpoint.addenda
    const rightKind = open.every(({ kind, huddle }) => (checkpoint.closes === 'huddle' ? kind === 'outcome' && huddle === checkpoint.huddle : kind !== 'outcome'))
    const inOrder = signatures.every(({ device }, index) => index === 0 || (signatures[index - 1]?.device ?? '') < device)
    const covers = checkpoint.lines === line.line - 1 && checkpoint.head === line.prev && checkpoint.at === line.at
    if (!covers || !rightKind || !inOrder || jcs(named) !== jcs(open.map(idOf))) note(line, 'wrong-checkpoint')
    for (const each of signatures) {
      if (!isOwnKey(each)) note(line, 'wrong-card')
      else if (!holds('mdt-huddle/checkpoint/v1', sha256(jcs(checkpoint)), each, each.signature)) note(line, 'wrong-signature')
    }
    open = []
  }
}

/** Step 7. */
function checkPackage(
  at: string,
  files: ReadonlyMap<string, Uint8Array>,
  body: Covered['body'],
  line: Line | undefined,
  note: (code: string, file?: string) => void,
): { value: Outcome; digest: string } | undefined {
  let whole = true
  for (const { name, length, digest } of body.files) {
    const bytes = files.get(name) ?? new Uint8Array()
    if (bytes.length === length && sha256(bytes) === digest) continue
    note('edited-file', name)
    whole = whole && name !== 'outcome.json'
  }
  const bytes = files.get('outcome.json') ?? new Uint8Array()
  const value = read<Outcome>(schemas.outcome, bytes, [1, 2, 3])
  if (!whole) return undefined
  if (value === undefined || value === 'unknown-version') {
    note(value ?? 'edited-file', 'outcome.json')
    return undefined
  }
  const digest = sha256(bytes)
  if (`${value.person.id}/${value.readBackAt.slice(0, 10)}_${value.id}` !== at) note('wrong-folder', 'outcome.json')
  if (body.outcome !== value.id || body.person !== value.person.id) note('wrong-folder')
  if (line && line.huddle !== value.huddle.id) note('differs-from-ledger', 'outcome.json')
  if (!value.present.every(({ card }) => isOwnKey(card))) note('wrong-card', 'outcome.json')
  if (!body.answers.some(({ kind }) => kind === 'signed')) note('wrong-signature')
  body.answers.forEach((answer, index) => {
    if (index > 0 && (body.answers[index - 1]?.card.device ?? '') >= answer.card.device) note('wrong-signature')
    if (!value.present.some(({ card }) => jcs(card) === jcs(answer.card))) note('wrong-card')
    else if (!answerHolds(digest, answer)) note('wrong-signature')
  })
  return { value, digest }
}
