import { z } from 'zod'
import { fromBase64url, toBase64url } from './model/bytes.ts'
import { problemOf, ProblemError, type Problem } from './model/problem.ts'

/**
 * The one table of host calls: everything that the core asks of the machine. Each call has a parser for its input
 * and one for its result; both run on both sides, whichever way the call travels.
 */

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
const pathPart = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'a plain file or folder name')
const hexDigest = z.string().regex(/^[0-9a-f]{64}$/)
const nothing = z.null()

/** At most 25 MB a file and 100 packages of 10 files a filing: see SPEC.md, H. */
const packageFile = z.strictObject({ name: pathPart, content: bytes.refine(({ length }) => length <= 25_000_000, 'at most 25 MB') })

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
  'records.about': {
    input: nothing,
    output: z.strictObject({ folder: z.string(), writable: z.boolean(), because: z.string() }),
  },
  'records.choose': {
    input: z.strictObject({ folder: z.string().min(1).max(4096) }),
    output: z.strictObject({ folder: z.string(), writable: z.boolean(), because: z.string() }),
  },
  /** The whole ledger as it stands; empty bytes where there is none yet. */
  'records.ledger': { input: nothing, output: z.strictObject({ content: bytes }) },
  /** Every path in the records folder, relative, with `/`, sorted; temporary files of an interrupted filing left out. */
  'records.list': { input: nothing, output: z.strictObject({ paths: z.array(z.string()).max(200_000) }) },
  'records.read': {
    input: z.strictObject({ path: z.array(pathPart).min(1).max(4) }),
    output: z.strictObject({ content: bytes }),
  },
  /**
   * Files packages and the ledger lines that place them: each package atomically, then the ledger atomically. A package
   * that is already there with the same bytes is left; one with other bytes refuses (`package-differs`).
   * Refuses (`ledger-moved`) unless the ledger in the folder still has the digest `expects` (of the empty file: no ledger).
   */
  'records.file': {
    input: z.strictObject({
      expects: hexDigest,
      packages: z
        .array(z.strictObject({ path: z.array(pathPart).min(2).max(2), files: z.array(packageFile).min(1).max(10) }))
        .max(100),
      /** Whole lines to append, UTF-8, each ended by a newline. */
      lines: bytes.refine(({ length }) => length <= 25_000_000, 'at most 25 MB'),
    }),
    output: z.strictObject({ folder: z.string(), ledger: hexDigest }),
  },
  'signalling.start': { input: z.strictObject({ lan: z.boolean() }), output: signallingStatus },
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

/** What travels between the two sides: plain data and Uint8Array. */
export type HostReply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

/** The serving side: answers a call by name, and never throws. */
export function serveHost(handlers: HostHandlers): (name: unknown, input: unknown) => Promise<HostReply> {
  return async (name, input) => {
    if (typeof name !== 'string' || !isHostCall(name)) return refuse('unknown-host-call', 'The app asked its host for something that does not exist.')
    try {
      return { ok: true, value: await answerCall(handlers, name, input) }
    } catch (error) {
      if (error instanceof z.ZodError) return refuse('malformed-host-call', `The app asked its host for ${name} in a form that it does not take.`)
      return { ok: false, problem: problemOf(error) }
    }
  }
}

async function answerCall<K extends HostCall>(handlers: HostHandlers, name: K, input: unknown): Promise<unknown> {
  const { input: inputParser, output } = hostCalls[name]
  const handler: (input: never) => Promise<unknown> = handlers[name]
  return output.parse(await handler(inputParser.parse(input) as never))
}

const isHostCall = (name: string): name is HostCall => Object.hasOwn(hostCalls, name)

function refuse(code: string, happened: string): HostReply {
  return { ok: false, problem: { code, happened, kept: 'Nothing was changed.', todo: 'Close MDT Huddle and start it again.' } }
}

/** The calling side, over whatever carries a name and an input there and a reply back. */
export function connectHost(carry: (name: HostCall, input: unknown) => Promise<unknown>): Host {
  const replyParser = z.union([
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({
      ok: z.literal(false),
      problem: z.object({ code: z.string(), happened: z.string(), kept: z.string(), todo: z.string() }),
    }),
  ])
  return {
    async call(name, input) {
      const reply = replyParser.parse(await carry(name, hostCalls[name].input.parse(input)))
      if (!reply.ok) throw new ProblemError(reply.problem)
      return hostCalls[name].output.parse(reply.value) as never
    },
  }
}

/** JSON loses Uint8Array: over text, bytes travel as `{ "$bytes": base64url }`. */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? { $bytes: toBase64url(part) } : part))
}

/** @throws {SyntaxError} when the text is not JSON, or its bytes are not base64url. */
export function fromJsonText(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (typeof part === 'object' && part !== null && '$bytes' in part && typeof part.$bytes === 'string') return fromBase64url(part.$bytes)
    return part
  })
}
