import { z } from 'zod'
import { ProblemError } from '../model/problem.ts'
import { refused, type AdmissionRefusal } from './problems.ts'

/** As much of WebSocket as asking for admission needs. */
export interface Socket {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
  close(): void
}

/** What a signalling server says first to whoever knocks. */
export const admissionReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('admitted') }),
  z.object({
    type: z.literal('refused'),
    code: z.enum(['invite-used', 'invite-unknown', 'invite-expired', 'huddle-ended', 'signalling-busy']),
  }),
])
export type AdmissionReply = z.infer<typeof admissionReply>

/** How long an answer may take, milliseconds. */
const patience = 8000

/**
 * Knocks at a signalling server with a ticket, before anything of the huddle is opened.
 * @param within milliseconds
 * @throws {ProblemError} the refusal in words, or `signalling-unreachable`.
 */
export function askAdmission(address: string, connect: (address: string) => Socket, within = patience): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = tryConnect(address, connect)
    if (!socket) {
      reject(refused('signalling-unreachable'))
      return
    }
    const finish = (settle: () => void): void => {
      clearTimeout(timer)
      socket.close()
      settle()
    }
    const unreachable = (): void => finish(() => reject(refused('signalling-unreachable')))
    const timer = setTimeout(unreachable, within)
    socket.addEventListener('error', unreachable)
    socket.addEventListener('close', unreachable)
    socket.addEventListener('message', ({ data }) => {
      const reply = readReply(data)
      if (!reply) return
      finish(() => (reply.type === 'admitted' ? resolve() : reject(refused(reply.code))))
    })
  })
}

/** The most telling refusal first: that nobody answered at one address says little when another one did. */
const telling: readonly AdmissionRefusal[] = ['huddle-ended', 'invite-used', 'invite-expired', 'signalling-busy', 'invite-unknown']

export const mostTelling = (refusals: readonly AdmissionRefusal[]): AdmissionRefusal | undefined => telling.find((each) => refusals.includes(each))

/**
 * Knocks at every address of an invite at once: one of them may be another computer's, or lead nowhere from here.
 * @returns the first that admits
 * @throws {ProblemError} the most telling refusal where none does.
 */
export async function firstToAdmit(addresses: readonly string[], ask: (address: string) => Promise<void>): Promise<string> {
  try {
    return await Promise.any(addresses.map((address) => ask(address).then(() => address)))
  } catch (error) {
    const causes: unknown[] = error instanceof AggregateError ? error.errors : [error]
    const rank = (cause: unknown): number => {
      const found = cause instanceof ProblemError ? telling.findIndex((each) => each === cause.problem.code) : -1
      return found < 0 ? telling.length : found
    }
    throw causes.toSorted((a, b) => rank(a) - rank(b))[0] ?? refused('signalling-unreachable')
  }
}

/** An address that is none makes the constructor throw: nobody can be reached there either. */
function tryConnect(address: string, connect: (address: string) => Socket): Socket | undefined {
  try {
    return connect(address)
  } catch {
    return undefined
  }
}

function readReply(data: unknown): AdmissionReply | undefined {
  try {
    return typeof data === 'string' ? admissionReply.safeParse(JSON.parse(data)).data : undefined
  } catch {
    return undefined
  }
}
