import type { IncomingMessage } from 'node:http'
import { fromJsonText, toJsonText, type HostReply } from '../core/host.ts'
import { utf8 } from '../core/model/bytes.ts'
import type { Problem } from '../core/model/problem.ts'
import { callerOf, refuseOrigin, usedLink, type Gate, type Refusal } from './request-guard.ts'

/** Bytes of a request's body: a filing of 50 MB in base64url, and room for its names. */
export const bodyLimit = 70_000_000

/** Bytes of a code. */
const codeLimit = 100

export interface EndpointAnswer {
  readonly status: number
  readonly text: string
}

/** Answers `POST /host/<call>`. The body is read only once the caller has shown the token. */
export async function answerHostCall(
  gate: Gate,
  serve: (token: string, name: unknown, input: unknown) => Promise<HostReply>,
  name: string,
  request: IncomingMessage,
): Promise<EndpointAnswer> {
  const caller = callerOf(gate, request.headers)
  if ('refused' in caller) return problemAnswer(caller.refused)
  const body = await readBody(request, bodyLimit)
  if (body === undefined) return problemAnswer({ status: 413, problem: tooLarge })
  let input: unknown
  try {
    input = fromJsonText(utf8.decode(body))
  } catch {
    return problemAnswer({ status: 400, problem: notJson })
  }
  return { status: 200, text: toJsonText(await serve(caller.token, name, input)) }
}

/** Answers `POST /enter`: a token for the code of a link that was handed to a browser. */
export async function answerEntry(gate: Gate, request: IncomingMessage): Promise<EndpointAnswer> {
  const refused = refuseOrigin(gate, request.headers)
  if (refused !== undefined) return problemAnswer(refused)
  const body = await readBody(request, codeLimit)
  const token = body && gate.entry.exchange(utf8.decode(body))
  return token === undefined ? problemAnswer(usedLink) : { status: 200, text: toJsonText({ ok: true, value: token } satisfies HostReply) }
}

const problemAnswer = ({ status, problem }: Refusal): EndpointAnswer => ({
  status,
  text: toJsonText({ ok: false, problem } satisfies HostReply),
})

/** The whole body, or undefined as soon as it is known to be larger than the limit. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    length += bytes.length
    if (length > limit) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const tooLarge: Problem = {
  code: 'host-call-too-large',
  happened: 'What the app sent to its host is larger than 70 MB.',
  kept: 'Nothing was changed, and everything stays in MDT Huddle.',
  todo: 'File fewer outcomes at a time.',
}

const notJson: Problem = {
  code: 'malformed-host-call',
  happened: 'The request to the host is not in the form that it takes.',
  kept: 'Nothing was changed.',
  todo: 'Close MDT Huddle and start it again.',
}
