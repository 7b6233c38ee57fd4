import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromJsonText } from '../../src/core/host.ts'
import { memoryHost } from '../../src/core/memory-host.ts'
import { toBase64url, utf8 } from '../../src/core/model/bytes.ts'
import { guessMapping } from '../../src/core/model/caseload-columns.ts'
import { readCaseload, type CaseloadFile } from '../../src/core/model/caseload-csv.ts'
import { caseloadCsv } from '../../src/core/model/caseload-export.ts'
import { previewImport } from '../../src/core/model/caseload-import.ts'
import { dayOf } from '../../src/core/model/dates.ts'
import { readDirectory } from '../../src/core/model/open-referral.ts'
import { readFhirPeople } from '../../src/core/record/fhir/reading/read-people.ts'
import { digestOfNothing } from '../../src/core/record/digest.ts'
import { verifyRecords } from '../../src/core/record/verify.ts'
import { readInvite } from '../../src/core/session/meeting-point.ts'
import { FrameBroken, frameReader, frameWriter } from '../../src/core/sync/frames.ts'
import { announcement, readMessage } from '../../src/node/near-records.ts'
import { recordsSettings } from '../../src/node/settings-file.ts'
import { readFrame, readHostFrame, readHostKnock, readKnock, readPublication } from '../../src/node/signalling-frames.ts'
import { aPerson } from '../core/model/people.ts'
import { effects } from '../core/session/effects.ts'
import { readerOf, sampleFolder } from '../fixtures/record/sample-folder.ts'
import { backupDoor } from './backup-door.ts'
import { taken, type Door } from './door.ts'
import { peerDoors } from './peer-doors.ts'

const loose = new TextDecoder()
const noon = Date.parse('2026-11-24T12:00:00Z')

const invite = {
  huddle: 'a'.repeat(32),
  host: { device: 'e'.repeat(32), signingKey: 'f'.repeat(43) },
  title: 'Tuesday huddle',
  team: 'Riverside hub',
  room: 'b'.repeat(32),
  secret: 'c'.repeat(43),
  ticket: 'd'.repeat(22),
  signalling: ['ws://127.0.0.1:47821'],
  expires: '2026-11-25T00:00:00.000Z',
  practice: true,
}

const folders = sampleFolder()

const packageDoor = (name: string, isFile: (path: string) => boolean): Door => ({
  name,
  async sample() {
    const [bytes] = [...(await folders)].flatMap(([path, content]) => (isFile(path) ? [content] : []))
    if (!bytes) throw new Error(`no sample of ${name}`)
    return bytes
  },
  async enter(bytes) {
    const folder = new Map(await folders)
    const [path] = [...folder.keys()].filter(isFile)
    if (path !== undefined) folder.set(path, bytes)
    return (await verifyRecords(readerOf(folder))).ok
  },
})

/** Judges every row as the import does. @throws where one is not counted. */
function judged({ columns, rows }: CaseloadFile): void {
  const preview = previewImport({ columns, rows, mapping: guessMapping(columns), existing: [], today: dayOf(noon), now: noon, random: effects.random })
  if (preview.rows.length !== rows.length) throw new Error('a row has vanished')
}

export const doors: readonly Door[] = [
  {
    name: 'csv',
    sample: async () => utf8.encode(caseloadCsv([aPerson(), aPerson({ id: 'e'.repeat(32), givenName: 'Amara', nhsNumber: { kind: 'absent', reason: 'Not yet traced' } })])),
    enter: (bytes) => taken(() => judged(readCaseload(bytes))),
  },
  {
    name: 'fhir',
    sample: async () => readFileSync(join(import.meta.dirname, '../fixtures/fhir/three-people.json')),
    enter: (bytes) => taken(() => judged(readFhirPeople(bytes, dayOf(noon)).table)),
  },
  {
    name: 'directory',
    sample: async () => readFileSync(join(import.meta.dirname, '../fixtures/directory/west-side-later.json')),
    enter: (bytes) => taken(() => void readDirectory([{ name: 'west-side-later.json', bytes }], dayOf(noon))),
  },
  {
    name: 'invite',
    sample: async () => utf8.encode(`mdth1.${toBase64url(utf8.encode(JSON.stringify(invite)))}`),
    enter: (bytes) => taken(() => void readInvite(loose.decode(bytes), noon)),
  },
  {
    name: 'invite-content',
    sample: async () => utf8.encode(JSON.stringify(invite)),
    enter: (bytes) => taken(() => void readInvite(`mdth1.${toBase64url(bytes)}`, noon)),
  },
  {
    name: 'settings',
    sample: async () => utf8.encode(JSON.stringify({ recordsFolder: '/records' })),
    async enter(bytes) {
      const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-door-'))
      try {
        writeFileSync(join(folder, 'settings.json'), bytes)
        return recordsSettings(folder).folder() === '/records'
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  },
  {
    name: 'host-call',
    sample: async () => utf8.encode(JSON.stringify({ expects: digestOfNothing, packages: [], lines: { $bytes: '' } })),
    async enter(bytes) {
      let input: unknown
      try {
        input = fromJsonText(loose.decode(bytes))
      } catch {
        return false
      }
      const { carry } = memoryHost()
      const replies = await Promise.all(['records.file', 'records.choose', 'signalling.admit', 'window.open', 'records.read'].map((name) => carry(name, input)))
      return replies.some(({ ok }) => ok)
    },
  },
  packageDoor('manifest', (path) => path.endsWith('/manifest.json')),
  packageDoor('outcome', (path) => path.endsWith('/outcome.json')),
  packageDoor('ledger', (path) => path === 'ledger.jsonl'),
  {
    name: 'signalling',
    sample: async () => utf8.encode(JSON.stringify({ type: 'publish', topic: 'a'.repeat(32), data: 'sealed' })),
    enter: (bytes) => taken(() => readFrame(loose.decode(bytes)) !== undefined),
  },
  {
    name: 'relay',
    sample: async () => utf8.encode(JSON.stringify({ type: 'ticket', ticketDigest: 'a'.repeat(64), seats: 5, expires: 1 })),
    enter: (bytes) => taken(() => [readHostFrame, readPublication, readHostKnock].some((read) => read(loose.decode(bytes)) !== undefined)),
  },
  {
    name: 'knock',
    sample: async () => utf8.encode(`/h/${'a'.repeat(32)}?ticket=${'A'.repeat(22)}&device=${'b'.repeat(32)}`),
    enter: (bytes) => taken(() => readKnock(loose.decode(bytes)) !== undefined),
  },
  {
    name: 'near',
    sample: async () => new Uint8Array(announcement(['a'.repeat(32), 'b'.repeat(32)], '192.0.2.1', 47_821)),
    enter: (bytes) => taken(() => readMessage(Buffer.from(bytes)) !== undefined),
  },
  {
    name: 'frame',
    sample: async () => frameWriter()(utf8.encode('a message'))[0] ?? new Uint8Array(),
    enter: (bytes) => taken(() => frameReader()(bytes) !== undefined, (error) => error instanceof FrameBroken),
  },
  backupDoor(),
  ...peerDoors,
]
