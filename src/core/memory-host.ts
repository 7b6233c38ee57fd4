import { backupMoved, connectHost, ledgerName, serveHost, twinProblems, withoutKeyStore, type Filing, type Host, type HostHandlers, type HostInput, type HostReply, type FolderAbout, type SignallingStatus, type TwinState } from './host.ts'
import type { FhirAnswer } from './model/fhir-answer.ts'
import { serverAddressRefused, serverBase } from './model/server-address.ts'
import { bytesOfFile, lastLine, sameBytes } from './model/bytes.ts'
import { ProblemError } from './model/problem.ts'

/** A host without a machine: what it was asked to keep is there to look at. */
export interface MemoryHost extends Host {
  /** The serving side alone, beneath the typed one. */
  readonly carry: (name: unknown, input: unknown) => Promise<HostReply>
  /** Content by path, with `/`. */
  readonly files: Map<string, Uint8Array>
  /** Backups that were placed, by name, and those that are being made, by name and `.part`. */
  readonly backups: Map<string, Uint8Array>
  /** Second copies of vaults, by store and vault. */
  readonly twins: Map<string, MemoryTwin>
  /** Documents that were offered to a FHIR server, by identifier; each is received once. */
  readonly offered: Map<string, Uint8Array>
  /** From now on FHIR servers answer this; `undefined` makes them receive again. */
  answerFhir(answer: FhirAnswer | undefined): void
  /** Routes of the windows that were opened. */
  readonly windows: string[]
  /** Digests of the tickets let in, by huddle. */
  readonly admitted: Map<string, string[]>
  /** What is on the notice board of a local network that may be shared with other such hosts. */
  readonly nearby: Nearby
  /** Address of the relay at which each huddle is hosted too. */
  readonly relays: Map<string, string>
  /** From now on the records folder refuses to be written, for this reason; `undefined` makes it writable again. */
  breakRecords(because: 'disk-full' | 'records-unwritable' | undefined): void
}

/** A second copy of a vault: its entries, and where its base ends. */
export interface MemoryTwin {
  readonly generation: number
  readonly entries: Uint8Array[]
}

/** Sealed invites on one local network, by huddle; `quiet` where it takes no announcements. A memory host's meeting point answers it at `address`. */
export interface Nearby {
  readonly posted: Map<string, HostInput<'near.post'>>
  quiet: boolean
  address: string
}

export const nearbyNetwork = (): Nearby => ({ posted: new Map(), quiet: false, address: '192.0.2.1:47821' })

export function memoryHost(nearby: Nearby = nearbyNetwork()): MemoryHost {
  const files = new Map<string, Uint8Array>()
  const backups = new Map<string, Uint8Array>()
  const twins = new Map<string, MemoryTwin>()
  const windows: string[] = []
  const offered = new Map<string, Uint8Array>()
  let fhir: FhirAnswer | undefined
  const admitted = new Map<string, string[]>()
  const relays = new Map<string, string>()
  let broken: 'disk-full' | 'records-unwritable' | undefined
  let folder = 'memory'
  let signalling: SignallingStatus = { kind: 'stopped' }
  /** Huddles that were opened to the network: it is open as long as one of them is on. */
  const onNetwork = new Set<string>()
  const running = (): SignallingStatus => ({ kind: 'running', addresses: ['ws://127.0.0.1:0', ...(onNetwork.size > 0 ? [`ws://${nearby.address}`] : [])], lan: onNetwork.size > 0 })
  let turn: Promise<unknown> = Promise.resolve()

  const about = (): FolderAbout => ({ folder, writable: broken === undefined, because: broken === undefined ? '' : reasons[broken] })
  const ledger = (): Uint8Array => files.get(ledgerName) ?? new Uint8Array()

  async function file({ expects, packages, lines }: Filing): Promise<{ folder: string; ledger: string }> {
    if (broken !== undefined) throw problem(broken, reasons[broken])
    if ((await sha256(lastLine(ledger()))) !== expects) throw problem('ledger-moved', 'The ledger has changed since it was last read.')
    if (lines.length > 0 && lines.at(-1) !== 0x0a) throw problem('ledger-damaged', 'The lines to append do not end where a line ends.')
    for (const { path, files: wanted } of packages) {
      const prefix = `${path.join('/')}/`
      const there = [...files.keys()].filter((name) => name.startsWith(prefix))
      const same = there.length === wanted.length && wanted.every(({ name, content }) => sameBytes(files.get(prefix + name) ?? none, bytesOfFile(content)))
      if (there.length > 0 && !same) throw problem('package-differs', `There is something else at ${path.join('/')}.`)
    }
    for (const { path, files: wanted } of packages) {
      for (const { name, content } of wanted) files.set([...path, name].join('/'), bytesOfFile(content).slice())
    }
    const grown = new Uint8Array([...ledger(), ...lines])
    if (lines.length > 0) files.set(ledgerName, grown)
    return { folder, ledger: await sha256(lastLine(grown)) }
  }

  const handlers: HostHandlers = {
    'host.about': async () => ({ kind: 'memory', version: '0.0.0', clock: 'This device’s clock' }),
    ...withoutKeyStore,
    'backups.about': async () => ({ ...about(), folder: 'memory backups' }),
    'backups.choose': async ({ folder: chosen }) => ({ ...about(), folder: chosen }),
    'backups.append': async ({ name, at, content }) => {
      if (broken !== undefined) throw problem(broken, reasons[broken])
      const part = at === 0 ? none : (backups.get(`${name}.part`) ?? none)
      if (part.length !== at) throw new ProblemError(backupMoved(name))
      backups.set(`${name}.part`, new Uint8Array([...part, ...content]))
      return null
    },
    'backups.read': async ({ name, from, length }) => {
      const part = backups.get(`${name}.part`)
      if (!part) throw new ProblemError(backupMoved(name))
      return { content: part.slice(from, from + length) }
    },
    'backups.place': async ({ name, size }) => {
      const part = backups.get(`${name}.part`)
      if (part?.length !== size || backups.has(name)) throw new ProblemError(backupMoved(name))
      backups.delete(`${name}.part`)
      backups.set(name, part)
      return { folder: 'memory backups' }
    },
    'backups.discard': async ({ name }) => {
      backups.delete(`${name}.part`)
      return null
    },
    ...memoryTwins(twins, () => {
      if (broken !== undefined) throw problem(broken, reasons[broken])
    }),
    'records.about': async () => about(),
    'records.choose': async ({ folder: chosen }) => {
      folder = chosen
      return about()
    },
    'records.ledger': async () => ({ content: ledger().slice() }),
    'records.list': async () => ({ paths: [...files.keys()].sort() }),
    'records.read': async ({ path }) => {
      const content = files.get(path.join('/'))
      if (content === undefined) throw problem('records-missing', `There is no ${path.join('/')}.`)
      return { content: content.slice() }
    },
    'records.file': (filing) => {
      const mine = turn.then(() => file(filing))
      turn = mine.catch(() => undefined)
      return mine
    },
    'fhir.create': async ({ base, identifier, document }) => {
      const address = serverBase(base)
      if (!address) throw new ProblemError(serverAddressRefused(base))
      if (fhir) return fhir
      const hadIt = offered.has(identifier)
      if (!hadIt) offered.set(identifier, document.slice())
      return { kind: 'received', location: `${address}/Bundle/${[...offered.keys()].indexOf(identifier) + 1}`, etag: 'W/"1"', hadIt }
    },
    'signalling.start': async ({ huddle, lan, relay }) => {
      if (relay) relays.set(huddle, relay.address)
      if (lan) onNetwork.add(huddle)
      return (signalling = running())
    },
    'signalling.status': async () => (signalling = signalling.kind === 'running' ? running() : signalling),
    'signalling.stop': async () => (signalling = { kind: 'stopped' }),
    'signalling.admit': async ({ huddle, ticketDigest }) => {
      admitted.set(huddle, [...(admitted.get(huddle) ?? []), ticketDigest])
      return null
    },
    'signalling.leave': async () => null,
    'signalling.end': async ({ huddle }) => {
      admitted.delete(huddle)
      relays.delete(huddle)
      nearby.posted.delete(huddle)
      if (onNetwork.delete(huddle) && signalling.kind === 'running') signalling = running()
      return null
    },
    'near.post': async (posted) => {
      nearby.posted.set(posted.huddle, posted)
      return { announced: !nearby.quiet }
    },
    'near.look': async () => ({ open: !nearby.quiet, found: nearby.quiet ? [] : [...nearby.posted.values()].map(({ id }) => ({ id, address: nearby.address })) }),
    'near.rest': async () => null,
    'near.ask': async ({ address, locator }) => {
      const found = [...nearby.posted.values()].find(({ code, id }) => address === nearby.address && (locator === code || locator === id))
      if (!found) throw problem('near-unknown', `At ${address} there is no huddle with this code.`)
      return { invite: found.invite }
    },
    'window.open': async ({ route }) => {
      windows.push(route)
      return { opened: true, address: '' }
    },
  }
  const carry = serveHost(handlers)
  return { ...connectHost(carry), carry, files, backups, twins, offered, windows, admitted, relays, nearby, answerFhir: (answer) => void (fhir = answer), breakRecords: (because) => void (broken = because) }
}

type TwinCall = Extract<keyof HostHandlers, `twins.${string}`>

const stateOf = ({ generation, entries }: MemoryTwin): TwinState => ({ generation, end: entries.length })
const nameOf = ({ store, vault }: { readonly store: string; readonly vault: string }): string => `${store}/${vault}`

/** Positions count entries here. */
function memoryTwins(twins: Map<string, MemoryTwin>, refuse: () => void): Pick<HostHandlers, TwinCall> {
  const staged = new Map<string, Uint8Array[]>()
  return {
    'twins.list': async ({ store }) => ({
      twins: [...twins].flatMap(([name, twin]) => (name.startsWith(`${store}/`) ? { vault: name.slice(store.length + 1), ...stateOf(twin), sound: true, at: 0 } : [])),
    }),
    'twins.append': async ({ content, ...name }) => {
      refuse()
      const twin = twins.get(nameOf(name))
      if (!twin) throw new ProblemError(twinProblems.missing)
      twin.entries.push(content.slice())
      return stateOf(twin)
    },
    'twins.read': async ({ generation, from, ...name }) => {
      const twin = twins.get(nameOf(name))
      if (twin?.generation !== generation) throw new ProblemError(twinProblems.moved)
      const entries = twin.entries.slice(from, from + 1)
      return { entries, next: from + entries.length, damaged: 0 }
    },
    'twins.stage': async ({ part, index, content }) => {
      refuse()
      if (index === 0) staged.set(part, [])
      staged.get(part)?.push(content.slice())
      return null
    },
    'twins.place': async ({ part, entries, since, ...name }) => {
      const [base, former] = [staged.get(part), twins.get(nameOf(name))]
      if (base?.length !== entries) throw new ProblemError(twinProblems.damaged)
      if (former?.generation !== since?.generation) throw new ProblemError(twinProblems.moved)
      staged.delete(part)
      const twin: MemoryTwin = { generation: (former?.generation ?? 0) + 1, entries: [...base, ...(former?.entries.slice(since?.end) ?? [])] }
      twins.set(nameOf(name), twin)
      return { ...stateOf(twin), base: entries }
    },
    'twins.discard': async ({ part }) => {
      staged.delete(part)
      return null
    },
  }
}

const none = new Uint8Array()

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}


const reasons = {
  'disk-full': 'The disk that holds the records folder is full.',
  'records-unwritable': 'The records folder cannot be written.',
} as const

const problem = (code: string, happened: string): ProblemError =>
  new ProblemError({ code, happened, kept: 'Nothing was changed in the records folder.', todo: 'File again.' })
