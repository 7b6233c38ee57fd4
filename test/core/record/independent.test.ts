import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { sampleFolder, type Folder } from '../../fixtures/record/sample-folder.ts'

/**
 * A second verifier, written from resources/record-format.md alone: Node's own crypto, and nothing of ours but the
 * folder. It shows that the page says enough, and that the app keeps to it.
 */

interface Card {
  device: string
  signingKey: string
}
interface Answer {
  kind: string
  card: Card
  signature?: string
}
interface Line {
  line: number
  prev: string
  kind: string
  outcome?: string
  leaf?: string
  checkpoint?: { lines: number; head: string; outcomes: string[] }
  signatures?: (Card & { signature: string })[]
}
interface Manifest {
  body: {
    outcome: string
    person: string
    files: { name: string; length: number; digest: string }[]
    answers: Answer[]
  }
  salt: string
  ledger: Line[]
}

let folder: Folder
beforeAll(async () => {
  folder = await sampleFolder()
})

const sha256 = (...parts: (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
const fromText = (text: string): Buffer => Buffer.from(text, 'base64url')

function jcs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${jcs(part)}`)
    .join(',')}}`
}

/** Ed25519 over the purpose line and the digest, with a key of 32 raw bytes. */
function holds(purpose: string, bytes: string | Uint8Array, { signingKey }: Card, signature: string): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), fromText(signingKey)])
  return verifySignature(
    null,
    Buffer.from(`${purpose}\n${sha256(bytes)}`),
    createPublicKey({ key: der, format: 'der', type: 'spki' }),
    fromText(signature),
  )
}

const isOwnKey = ({ device, signingKey }: Card): boolean => sha256(fromText(signingKey)).slice(0, 32) === device
const readJson = (path: string): unknown => JSON.parse(Buffer.from(folder.get(path) ?? []).toString())
const ledgerLines = (): string[] =>
  Buffer.from(folder.get('ledger.jsonl') ?? [])
    .toString()
    .split('\n')
    .slice(0, -1)

describe('a verifier written from the specification alone', () => {
  it('[R24] follows the ledger from its opening to its last checkpoint', () => {
    const texts = ledgerLines()
    let before = sha256('')
    texts.forEach((text, index) => {
      const line = JSON.parse(text) as Line
      expect(jcs(line)).toBe(text)
      expect({ line: line.line, prev: line.prev }).toEqual({ line: index + 1, prev: before })
      before = sha256(text)
      if (line.kind !== 'checkpoint') return
      expect(line.checkpoint).toMatchObject({ lines: index, head: line.prev })
      for (const each of line.signatures ?? []) {
        expect(isOwnKey(each) && holds('mdt-huddle/checkpoint/v1', jcs(line.checkpoint), each, each.signature)).toBe(
          true,
        )
      }
    })
    expect(JSON.parse(texts.at(-1) ?? '{}')).toMatchObject({ kind: 'checkpoint' })
  })

  it('[R24] finds each package in its place, whole and signed', () => {
    const texts = ledgerLines()
    const manifests = Array.from(folder.keys()).filter((path) => path.endsWith('/manifest.json'))
    expect(manifests).toHaveLength(3)
    for (const path of manifests) {
      const { body, salt, ledger } = readJson(path) as Manifest
      const at = path.replace('manifest.json', '')
      const placed = ledger[0]
      expect(placed?.leaf).toBe(sha256('mdt-huddle/leaf/v1\n', fromText(salt), jcs(body)))
      expect(ledger.map(jcs)).toEqual(texts.slice((placed?.line ?? 0) - 1, ledger.at(-1)?.line))
      for (const { name, length, digest } of body.files) {
        const bytes = folder.get(at + name) ?? new Uint8Array()
        expect({ length: bytes.length, digest: sha256(bytes) }).toEqual({ length, digest })
      }
      const signed = body.answers.filter(({ kind }) => kind === 'signed')
      expect(signed).toHaveLength(2)
      for (const { card, signature } of signed) {
        expect(
          isOwnKey(card) &&
            holds('mdt-huddle/outcome/v1', folder.get(`${at}outcome.json`) ?? '', card, signature ?? ''),
        ).toBe(true)
      }
      const { readBackAt, id, person } = readJson(`${at}outcome.json`) as {
        readBackAt: string
        id: string
        person: { id: string }
      }
      expect(at).toBe(`${person.id}/${readBackAt.slice(0, 10)}_${id}/`)
    }
  })
})
