import type { IncomingMessage } from 'node:http'
import { fromJsonText, toJsonText, type HostReply } from '../core/host.ts'
import { utf8 } from '../core/model/bytes.ts'
import type { Problem } from '../core/model/problem.ts'
import { refuseCaller, type Gate } from './request-guard.ts'

/** Bytes of a request's body: a filing of 50 MB in base64url, and room for its names. */
export const bodyLimit = 70_000_000

export interface EndpointAnswer {
  readonly status: number
  readonly text: string
}

/** Answers `POST /host/<call>`. The body is read only once the caller has shown the token. */
export async function answerHostCall(
  gate: Gate,
  serve: (name: unknown, input: unknown) => Promise<HostReply>,
  name: string,
  request: IncomingMessage,
): Promise<EndpointAnswer> {
  const refused = refuseCaller(gate, request.headers)
  if (refused !== undefined) return problemAnswer(refused.status, refused.problem)
  const body = await readBody(request)
  if (body === undefined) return problemAnswer(413, tooLarge)
  let input: unknown
  try {
    input = fromJsonText(utf8.decode(body))
  } catch {
    return problemAnswer(400, notJson)
  }
  return { status: 200, text: toJsonText(await serve(name, input)) }
}

const problemAnswer = (status: number, problem: Problem): EndpointAnswer => ({
  status,
  text: toJsonText({ ok: false, problem } satisfies HostReply),
})

/** The whole body, or undefined as soon as it is known to be larger than the limit. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    length += bytes.length
    if (length > bodyLimit) return undefined
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
