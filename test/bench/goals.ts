import { versionOf } from './versions.ts'

/** What a metric is held against: a value of its own unit, or a ratio to a peer or to a floor of the same run. */
export type Limit = { readonly to: 'value' | 'peer' | 'floor' } & ({ readonly most: number } | { readonly least: number })

export interface MetricPlan {
  readonly unit: string
  /** Something comparable that others ship. */
  readonly peer?: string
  /** The least that the same work can cost. */
  readonly floor?: string
  readonly limits: readonly Limit[]
  /** What is done, in one sentence. */
  readonly about: string
  /** What ours does and the peer does not, where that is what it costs. */
  readonly costs?: string
}

const shipped = `y-webrtc ${versionOf('y-webrtc')} as shipped`
const dexie = `unencrypted Dexie ${versionOf('dexie')}, strict`
const indexeddb = `y-indexeddb ${versionOf('y-indexeddb')}`
const channel = 'bare data channel'
const libsodium = `libsodium ${versionOf('libsodium-wrappers-sumo')}: every SHA-256 and Ed25519 operation of that work, each once, bare`

const most = (to: Limit['to'], value: number): Limit => ({ to, most: value })
const least = (to: Limit['to'], value: number): Limit => ({ to, least: value })

/** Every metric with what is demanded of it. */
export const metrics = {
  'keystroke-remote-p50': {
    unit: 'ms',
    peer: shipped,
    floor: channel,
    limits: [most('floor', 1.1), most('peer', 1)],
    about: 'Five windows type at once; from the key in one window to the next frame of each other one that has it.',
    costs:
      'Each change is framed and held against the document before it is let in. The floor counts bytes alone and lets no document take them: bare channels whose bytes Yjs took in, and nothing else, needed 3.24 ms where ours needed 3.86, by turns in one run; in another, without Yjs taking them in, 2.66 where ours needed 3.71. What Yjs does with a key is more than a tenth of the floor, so that no app on Yjs reaches the goal.',
  },
  'keystroke-remote-p99': {
    unit: 'ms',
    peer: shipped,
    floor: channel,
    limits: [most('floor', 1.5), most('peer', 1)],
    about: 'The slowest hundredth of the same keys.',
    costs: 'Each change is framed, and examined before it is let into the document.',
  },
  'messages-per-keystroke-10': {
    unit: 'messages',
    peer: shipped,
    floor: 'one to each of the nine others',
    limits: [most('value', 9)],
    about: 'Ten windows in one room; messages that carry a change, sent by all of them, for each key of one.',
  },
  'late-join-5mb': {
    unit: 'ms',
    peer: shipped,
    floor: channel,
    limits: [most('floor', 1.5)],
    about: 'From joining a room, connecting included, to holding all of a document of 5 MB that one other window has.',
  },
  'reopen-note-5000': {
    unit: 'ms',
    peer: indexeddb,
    floor: 'unsealing and decoding the whole note',
    limits: [most('peer', 1)],
    about: 'Opening a note that was written in 5,000 small updates.',
    costs: 'Every stored update is unsealed before it is decoded.',
  },
  'reopen-note-260k': {
    unit: 'ms',
    peer: indexeddb,
    floor: 'unsealing and decoding the whole note',
    limits: [most('floor', 1.25), most('peer', 1)],
    about: 'Opening a note of 260,000 operations, a generated editing trace of the size of crdt-benchmarks B4.',
    costs: 'Every stored update is unsealed before it is decoded.',
  },
  'store-bulk': {
    unit: 'records/s',
    peer: dexie,
    limits: [least('value', 5000), least('peer', 0.8)],
    about: 'Writing 5,000 people in one go, until they are on the disk. The second copy that a host keeps, and is told of after the commit, is left out.',
    costs: 'Every row is encoded and sealed; the peer stores it as it is.',
  },
  'store-ack-p99': {
    unit: 'ms',
    peer: dexie,
    limits: [most('value', 25)],
    about: 'From one edit of a note to “Saved”; of the peer, from adding the same bytes to the end of its transaction. The second copy is left out: with a host, “Saved” waits for that too.',
    costs: 'Every update is sealed and bound to its note.',
  },
  'unlock-5000': {
    unit: 'ms',
    peer: dexie,
    limits: [most('peer', 1.25)],
    about: 'From the moment at which the passphrase has become a key to a caseload of 5,000 people in memory, the store’s own check included. Stretching the passphrase, slow on purpose, here at its full cost and in a worker as in the app, is left out, and with it what is fetched of the store meanwhile, still sealed: most of it. Looking whether there is a vault, and whether its second copy is level, are left out too.',
    costs: 'Every row is unsealed, decoded and checked against where it stands.',
  },
  'typing-local-p99': {
    unit: 'ms',
    peer: `the same TipTap ${versionOf('@tiptap/core')} editor without our app`,
    limits: [most('value', 50)],
    about: 'From the key to the frame that shows it, in the huddle’s formulation.',
    costs: 'The app saves, shares and draws colleagues’ carets while one types.',
  },
  'sign-10000': {
    unit: 'ms',
    floor: libsodium,
    limits: [most('floor', 1.5)],
    about: 'Sealing, signing and chaining 10,000 outcomes as their parser gave them, 50 to a huddle; each signature is checked before it is filed (--quick: 1,000, times ten). The floor for each outcome is one signature made and one checked, and the digests of its text, of the two files beside it, of its salt, its leaf and its line in the ledger; for each huddle one checkpoint more.',
    costs: 'Each outcome of 6 kB is written in its one canonical form, and so are its manifest and its line; the ledger is compared with what was known of it. Each huddle’s packages are handed on and not kept, as a session hands them to its host. Profiled in Chromium, what that takes beyond the floor is mostly the canonical texts, about 0.2 of the floor, and their bytes: encoding them and the memory that those of each outcome and of its manifest stand in, about 6 and 12 kB.',
  },
  'verify-10000': {
    unit: 'ms',
    floor: libsodium,
    limits: [most('floor', 2)],
    about: 'Verifying a records folder of 10,000 outcomes, held in memory (--quick: 1,000, times ten). The floor for each outcome is one signature checked, and the digests of its three files, of its leaf and of its line in the ledger; for each huddle one checkpoint more.',
    costs: 'Each file is decoded, parsed, held against its schema and against its one canonical form, and the ledger’s lines against those that each package carries. Folders are read fifty at a time and then their signatures checked, since Chromium takes up to half as long again for a signature that it checks between two parsings.',
  },
  'export-one-p95': {
    unit: 'ms',
    limits: [most('value', 100)],
    about: 'Writing one outcome with FHIR and PDF, placing it in the ledger, signing. A window’s first one, which fetches the code and the fonts and reads them, is left out with the round that warms up: it takes most of a second.',
  },
  'start-interactive': {
    unit: 'ms',
    peer: `an empty MUI ${versionOf('@mui/material')} page in the same host`,
    limits: [most('peer', 1.2)],
    about: 'From asking for the page to a field that takes the passphrase.',
    costs: 'The app asks its host and its store before it knows what to show.',
  },
  'first-route-kb-gz': {
    unit: 'kB',
    limits: [most('value', 300)],
    about: 'What Chromium fetches for the lock screen, gzipped; the crypto library, which loads beside it, is left out.',
  },
  'memory-5000-people': {
    unit: 'MB',
    limits: [most('value', 150)],
    about: 'JavaScript memory after collection, with 5,000 people in the open caseload.',
  },
  'filter-5000-p95': {
    unit: 'ms',
    limits: [most('value', 100)],
    about: 'From a key in the caseload’s search to the frame that shows who was found among 5,000 people.',
  },
} as const satisfies Readonly<Record<string, MetricPlan>>

export type MetricName = keyof typeof metrics

export const metricNames = Object.keys(metrics) as MetricName[]

export const planOf = (name: MetricName): MetricPlan => metrics[name]
