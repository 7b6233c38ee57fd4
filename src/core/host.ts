import { z } from 'zod'
import { fromBase64url, sizeOfFile, toBase64url } from './model/bytes.ts'
import { fhirAnswer } from './model/fhir-answer.ts'
import { relay } from './model/meeting-servers.ts'
import { heardHuddle, mostHeard, nearAddress, nearCode, nearId, sealedInvite } from './model/near.ts'
import { problemOf, ProblemError, type Problem } from './model/problem.ts'

/**
 * The one table of host calls: everything that the core asks of the machine. Each call has a parser for its input
 * and one for its result; both run on both sides, whichever way the call travels.
 */

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
const shortBytes = bytes.refine(({ length }) => length === 32, 'a key of 32 bytes')
const wrappedBytes = bytes.refine(({ length }) => length > 0 && length <= 4096, 'at most 4 kB')
/** A name that means the same on every file system: no separator, no leading or trailing dot, no device of Windows. */
const pathPart = z
  .string()
  .regex(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?$/i, 'a plain file or folder name')
const hexDigest = z.string().regex(/^[0-9a-f]{64}$/)
const nothing = z.null()

/** The ledger's name in the records folder. */
export const ledgerName = 'ledger.jsonl'

/** Also where capitals do not make a name another one, as on most people's machines. */
const eachOnce = (names: readonly string[]): boolean => new Set(names.map((name) => name.toLowerCase())).size === names.length

/** Bounds of a filing: 25 MB a file, 10 files a package, 100 packages, 50 MB in all. */
export const filingLimits = { file: 25_000_000, total: 50_000_000, packages: 100, filesPerPackage: 10 } as const

/** A backup's own name, such as `MDT-Huddle_2026-11-24_2022_a1b2c3.mdtbackup`. */
const backupName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.mdtbackup$/)

/** Bounds of a backup on its way: bytes of one call, and of the file. */
export const backupCallLimits = { part: 4 * 1024 * 1024, file: 4 * 1024 ** 3 } as const

/** Bounds of the second copy of a vault: bytes of one entry, of what one call reads, of the whole, and vaults that are listed. */
export const twinLimits = { entry: 32 * 1024 * 1024, reading: 4 * 1024 * 1024, whole: 4 * 1024 ** 3, vaults: 50 } as const

/** One vault's second copy: `store` as its keeper is named, `vault` as it names itself. */
const twinName = { store: z.enum(['team']), vault: z.string().regex(/^[0-9a-f]{32}$/) }
const twinPart = z.string().regex(/^[0-9a-f]{16}$/)
const twinEntry = bytes.refine(({ length }) => length > 0 && length <= twinLimits.entry, 'at most 32 MiB')
const position = z.int().min(0).max(twinLimits.whole)
const generation = z.int().min(1).max(2 ** 48)

/** A copy as it stands: raised with every base, and how far it has been written. */
const twinState = z.strictObject({ generation, end: position })
export type TwinState = z.infer<typeof twinState>

const twinFound = z.strictObject({
  vault: twinName.vault,
  ...twinState.shape,
  /** False where something in its midst was damaged: it is still read, and takes no more. */
  sound: z.boolean(),
  /** When it was last written, in milliseconds. */
  at: z.number(),
})
export type TwinFound = z.infer<typeof twinFound>

/** A text with half a pair of surrogates has no UTF-8: it would stand in the file as another one. */
const wellFormedText = z
  .string()
  .max(filingLimits.file)
  .refine((text) => !/\p{Surrogate}/u.test(text), 'well formed')

const packageFile = z.strictObject({
  name: pathPart,
  /** A text is written in UTF-8, by the host: that is the lesser work for the window, and the lesser load on the way. */
  content: z.union([bytes, wellFormedText]).refine((content) => sizeOfFile(content) <= filingLimits.file, 'at most 25 MB'),
})

/** One outcome package on its way into the records folder: `path` is the person's folder and the package's own. */
const filedPackage = z.strictObject({
  path: z
    .array(pathPart)
    .min(2)
    .max(2)
    .refine(([folder]) => folder?.toLowerCase() !== ledgerName, 'not in the place of the ledger'),
  files: z
    .array(packageFile)
    .min(1)
    .max(filingLimits.filesPerPackage)
    .refine((files) => eachOnce(files.map(({ name }) => name)), 'each file once'),
})

const filing = z
  .strictObject({
    expects: hexDigest,
    packages: z.array(filedPackage).max(filingLimits.packages),
    /** Whole lines to append, UTF-8, each ended by a newline. */
    lines: bytes.refine(({ length }) => length <= filingLimits.file, 'at most 25 MB'),
  })
  .refine(({ packages, lines }) => sizeOf(packages) + lines.length <= filingLimits.total, 'at most 50 MB in all')
  .refine(({ packages }) => eachOnce(packages.map(({ path }) => path.join('/'))), 'each package once')
export type Filing = z.output<typeof filing>
export type FiledPackage = z.output<typeof filedPackage>

const sizeOf = (packages: readonly FiledPackage[]): number =>
  packages.flatMap(({ files }) => files).reduce((sum, { content }) => sum + sizeOfFile(content), 0)

const folderAbout = z.strictObject({ folder: z.string(), writable: z.boolean(), because: z.string() })
export type FolderAbout = z.infer<typeof folderAbout>

export const signallingStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stopped') }),
  z.strictObject({ kind: z.literal('running'), addresses: z.array(z.string()), lan: z.boolean() }),
])
export type SignallingStatus = z.infer<typeof signallingStatus>

export const hostCalls = {
  'host.about': {
    input: nothing,
    output: z.strictObject({
      kind: z.enum(['electron', 'web', 'memory']),
      version: z.string(),
      /** Name of the machine's operating system and time zone: whose clock the times are by. */
      clock: z.string(),
    }),
  },
  /** Why this host has no key store of the computer's own that may be trusted; empty where it has one. */
  'keys.absence': { input: nothing, output: z.strictObject({ because: z.string().max(500) }) },
  /** Has the computer's key store wrap a key. Refuses (`no-key-store`) where there is none. */
  'keys.wrap': { input: z.strictObject({ key: shortBytes }), output: z.strictObject({ wrapped: wrappedBytes }) },
  'keys.unwrap': { input: z.strictObject({ wrapped: wrappedBytes }), output: z.strictObject({ key: shortBytes }) },
  'backups.about': { input: nothing, output: folderAbout },
  /** As `records.choose`, for the folder that backups are written to. */
  'backups.choose': { input: z.strictObject({ folder: z.string().min(1).max(4096) }), output: folderAbout },
  /**
   * Writes the next part of a backup that is being made, under a name that says that it is not whole; `at` 0 begins it.
   * Refuses (`backup-moved`) unless exactly `at` bytes of it are there.
   */
  'backups.append': {
    input: z.strictObject({
      name: backupName,
      at: z.int().min(0).max(backupCallLimits.file),
      content: bytes.refine(({ length }) => length > 0 && length <= backupCallLimits.part, 'at most 4 MiB'),
    }),
    output: nothing,
  },
  /** Reads back what was written of a backup that is being made; shorter at its end. */
  'backups.read': {
    input: z.strictObject({ name: backupName, from: z.int().min(0).max(backupCallLimits.file), length: z.int().min(1).max(backupCallLimits.part) }),
    output: z.strictObject({ content: bytes }),
  },
  /** Gives a backup of `size` bytes its own name, once it is on the disk. Refuses (`backup-moved`) where that is taken, or the size is another. */
  'backups.place': { input: z.strictObject({ name: backupName, size: z.int().min(1).max(backupCallLimits.file) }), output: z.strictObject({ folder: z.string() }) },
  /** Takes away what was written of a backup that is not placed. */
  'backups.discard': { input: z.strictObject({ name: backupName }), output: nothing },
  /** The second copies that this host keeps of vaults of a store, last written first. */
  'twins.list': { input: z.strictObject({ store: twinName.store }), output: z.strictObject({ twins: z.array(twinFound).max(twinLimits.vaults) }) },
  /** Adds an entry to a copy, and answers once it is on the disk. Refuses (`twin-missing`, `twin-damaged`) where there is none to add to. */
  'twins.append': { input: z.strictObject({ ...twinName, content: twinEntry }), output: twinState },
  /** Entries from a position on, at least one until the end, and where to go on; `damaged` ones are passed over. */
  'twins.read': {
    input: z.strictObject({ ...twinName, generation, from: position }),
    output: z.strictObject({ entries: z.array(bytes).max(100_000), next: position, damaged: z.int().min(0) }),
  },
  /** Adds an entry to a new base, under a name that says that it is not whole; `index` 0 begins it. */
  'twins.stage': { input: z.strictObject({ ...twinName, part: twinPart, index: z.int().min(0).max(10_000_000), content: twinEntry }), output: nothing },
  /**
   * Puts a staged base of so many entries in the place of the copy there is, with what was added to that `since`; then
   * destroys the former. It is read back first. Refuses (`twin-moved`) where the copy is of another generation than `since` says.
   */
  'twins.place': {
    input: z.strictObject({ ...twinName, part: twinPart, entries: z.int().min(1).max(10_000_000), since: twinState.nullable() }),
    output: z.strictObject({ ...twinState.shape, base: position }),
  },
  'twins.discard': { input: z.strictObject({ ...twinName, part: twinPart }), output: nothing },
  'records.about': { input: nothing, output: folderAbout },
  /** Moves to another folder and remembers it, if it can be written; if not, says why, and the old one stays. */
  'records.choose': { input: z.strictObject({ folder: z.string().min(1).max(4096) }), output: folderAbout },
  /** The whole ledger as it stands; empty bytes where there is none yet. */
  'records.ledger': { input: nothing, output: z.strictObject({ content: bytes }) },
  /** Every file in the records folder, relative, with `/`, sorted; temporary files of an interrupted filing left out. */
  'records.list': { input: nothing, output: z.strictObject({ paths: z.array(z.string()).max(200_000) }) },
  'records.read': {
    input: z.strictObject({ path: z.array(pathPart).min(1).max(4) }),
    output: z.strictObject({ content: bytes }),
  },
  /**
   * Files packages and the ledger lines that place them: each package atomically, then the ledger atomically. A package
   * that is already there with the same bytes is left; one with other bytes refuses (`package-differs`).
   * Refuses (`ledger-moved`) unless the last line of the ledger in the folder, without its newline, still has the digest
   * `expects` (of no bytes: no ledger); each line vouches for the one before. Gives the same of the ledger that it leaves.
   */
  'records.file': {
    input: filing,
    output: z.strictObject({ folder: z.string(), ledger: hexDigest }),
  },
  /**
   * Offers a FHIR R4 document to a server (POST `[base]/Bundle`, conditional on its identifier), so that sending it
   * twice keeps it once. Refuses (`server-address-refused`) any address but https, or http on this computer.
   */
  'fhir.create': {
    input: z.strictObject({
      base: z.string().min(1).max(1000),
      /** Bearer token, empty for none: visible ASCII, as a header may carry it. */
      token: z.string().max(4096).regex(/^[!-~]*$/),
      /** The document's own identifier, as a URI. */
      identifier: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
      document: bytes.refine(({ length }) => length <= filingLimits.file, 'at most 25 MB'),
    }),
    output: fhirAnswer,
  },
  /**
   * Starts this app's signalling for a huddle, on this computer alone or, with `lan`, on its local network too. It
   * stays on the network until every huddle that asked for that has ended. With a relay it also links the huddle with
   * that, until it ends. Refuses (`relay-unreachable`, `relay-refused`) where it cannot.
   */
  'signalling.start': {
    input: z.strictObject({ huddle: z.string().regex(/^[0-9a-f]{32}$/), lan: z.boolean(), relay: relay.optional() }),
    output: signallingStatus,
  },
  'signalling.status': { input: nothing, output: signallingStatus },
  'signalling.stop': { input: nothing, output: signallingStatus },
  /** Lets `seats` devices with this ticket into a room's meeting point, until `expires` (milliseconds). */
  'signalling.admit': {
    input: z.strictObject({
      huddle: z.string().regex(/^[0-9a-f]{32}$/),
      ticketDigest: hexDigest,
      seats: z.int().min(1).max(30),
      expires: z.number(),
    }),
    output: nothing,
  },
  /** Ends every ticket of a huddle. */
  'signalling.end': { input: z.strictObject({ huddle: z.string().regex(/^[0-9a-f]{32}$/) }), output: nothing },
  /** Hosts a huddle no longer, here on the network and at its relay; whom that was told to let in, it goes on letting in. */
  'signalling.leave': { input: z.strictObject({ huddle: z.string().regex(/^[0-9a-f]{32}$/) }), output: nothing },
  /**
   * Lets colleagues of the network fetch a huddle's sealed invite by its short code, and announces the huddle there by
   * its blinded name, until it ends. Says whether the network takes announcements. Refuses (`near-closed`) unless the
   * huddle is open to the network.
   */
  'near.post': {
    input: z.strictObject({ huddle: z.string().regex(/^[0-9a-f]{32}$/), code: nearCode, id: nearId, invite: sealedInvite }),
    output: z.strictObject({ announced: z.boolean() }),
  },
  /** What is announced on the local network. It listens for a few seconds after each call; not `open` where no network allows it. */
  'near.look': { input: nothing, output: z.strictObject({ open: z.boolean(), found: z.array(heardHuddle).max(mostHeard) }) },
  /** Ends listening at once. */
  'near.rest': { input: nothing, output: nothing },
  /** Fetches a sealed invite from another computer's meeting point. Refuses (`near-unreachable`, `near-unknown`, `near-busy`). */
  'near.ask': { input: z.strictObject({ address: nearAddress, locator: z.union([nearCode, nearId]) }), output: z.strictObject({ invite: sealedInvite }) },
  /** Opens the app once more, in a window that shares nothing with this one, at `route` (a hash route). */
  'window.open': {
    input: z.strictObject({ route: z.string().regex(/^\/[A-Za-z0-9/_.?=&-]{0,4000}$/) }),
    /** Where the host cannot open a window itself it answers with the address for the caller to open. */
    output: z.strictObject({ opened: z.boolean(), address: z.string() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type HostCalls = typeof hostCalls
export type HostCall = keyof HostCalls
export type HostInput<K extends HostCall> = z.input<HostCalls[K]['input']>
export type HostOutput<K extends HostCall> = z.output<HostCalls[K]['output']>

/** What the core holds: one function that makes any call of the table. */
export interface Host {
  /** @throws {ProblemError} what the host refused, or `host-unreachable`. */
  call<K extends HostCall>(name: K, input: HostInput<K>): Promise<HostOutput<K>>
}

/** What a host implements: one function for each call of the table. */
export type HostHandlers = { readonly [K in HostCall]: (input: z.output<HostCalls[K]['input']>) => Promise<HostOutput<K>> }

const noKeyStore: Problem = {
  code: 'no-key-store',
  happened: 'This way of running MDT Huddle has no key store of the computer’s own.',
  kept: 'Your passphrase opens the vault as before.',
  todo: 'Go on with your passphrase.',
}

/** The key calls of a host without a key store. */
export const withoutKeyStore = {
  'keys.absence': async () => ({ because: noKeyStore.happened }),
  'keys.wrap': () => Promise.reject(new ProblemError(noKeyStore)),
  'keys.unwrap': () => Promise.reject(new ProblemError(noKeyStore)),
} satisfies Pick<HostHandlers, 'keys.absence' | 'keys.wrap' | 'keys.unwrap'>

/** What a backup that was being made is not any more. */
export const backupMoved = (name: string): Problem => ({
  code: 'backup-moved',
  happened: `The backup ${name} is not as far as MDT Huddle has written it: something else has changed or removed it.`,
  kept: 'Everything stays in MDT Huddle, and no other backup was touched.',
  todo: 'Make the backup again; if it happens again, choose another folder.',
})

const twinKept = 'What is kept in MDT Huddle’s own store is untouched.'
const twinTodo = 'MDT Huddle makes a new second copy by itself; if this is said again, tell whoever looks after it for your team.'

/** What a second copy is not. */
export const twinProblems = {
  missing: { code: 'twin-missing', happened: 'There is no second copy of this vault.', kept: twinKept, todo: twinTodo },
  damaged: { code: 'twin-damaged', happened: 'The second copy of this vault is damaged.', kept: twinKept, todo: twinTodo },
  moved: { code: 'twin-moved', happened: 'The second copy of this vault was made anew meanwhile.', kept: twinKept, todo: twinTodo },
} as const satisfies Record<string, Problem>

/** What travels between the two sides: plain data and Uint8Array. */
export type HostReply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

/** The serving side: answers a call by name, and never throws. */
export function serveHost(handlers: HostHandlers): (name: unknown, input: unknown) => Promise<HostReply> {
  return async (name, input) => {
    if (typeof name !== 'string' || !isHostCall(name)) return { ok: false, problem: unknownCall }
    const parsed = hostCalls[name].input.safeParse(input)
    if (!parsed.success) return { ok: false, problem: malformedCall(name) }
    try {
      const handler: (input: never) => Promise<unknown> = handlers[name]
      return { ok: true, value: hostCalls[name].output.parse(await handler(parsed.data as never)) }
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
  }
}

const isHostCall = (name: string): name is HostCall => Object.hasOwn(hostCalls, name)

const todo = 'Close MDT Huddle and start it again.'

const unknownCall: Problem = {
  code: 'unknown-host-call',
  happened: 'The app asked its host for something that does not exist.',
  kept: 'Nothing was changed.',
  todo,
}

const malformedCall = (name: HostCall): Problem => ({
  code: 'malformed-host-call',
  happened: `The app asked its host for ${name} in a form that it does not take.`,
  kept: 'Nothing was changed.',
  todo,
})

const malformedReply = (name: string): Problem => ({
  code: 'malformed-host-reply',
  happened: `The host answered ${name} in a form that the app does not take.`,
  kept: 'What was saved before is kept.',
  todo,
})

const replyParser = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    problem: z.object({ code: z.string(), happened: z.string(), kept: z.string(), todo: z.string() }),
  }),
])

/** The calling side, over whatever carries a name and an input there and a reply back. */
export function connectHost(carry: (name: HostCall, input: unknown) => Promise<unknown>): Host {
  return {
    async call(name, input) {
      const parsed = hostCalls[name].input.safeParse(input)
      if (!parsed.success) throw new ProblemError(malformedCall(name))
      const value = hostCalls[name].output.safeParse(valueOf(await carry(name, parsed.data), name))
      if (!value.success) throw new ProblemError(malformedReply(name))
      return value.data as never
    },
  }
}

/** What a reply of the host holds. @throws {ProblemError} that it answers with, or `malformed-host-reply` */
export function valueOf(reply: unknown, name: string): unknown {
  const read = replyParser.safeParse(reply)
  if (!read.success) throw new ProblemError(malformedReply(name))
  if (!read.data.ok) throw new ProblemError(read.data.problem)
  return read.data.value
}

/**
 * JSON loses Uint8Array: over text, bytes travel as `{ "$bytes": base64url }`. The replacer looks at its holder, not
 * at `part`: Node's Buffer has a toJSON, and JSON has called it by then.
 */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key, part: unknown) {
    const held: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : part
    return held instanceof Uint8Array ? { $bytes: toBase64url(held) } : part
  })
}

/** @throws {SyntaxError} when the text is not JSON, or its bytes are not base64url. */
export function fromJsonText(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('$bytes' in part) || typeof part.$bytes !== 'string') return part
    return Object.keys(part).length === 1 ? fromBase64url(part.$bytes) : part
  })
}
