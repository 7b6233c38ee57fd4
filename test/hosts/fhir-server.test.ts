import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/core/model/bytes.ts'
import type { FhirAnswer } from '../../src/core/model/fhir-answer.ts'
import { fhirAnswer } from '../../src/core/model/fhir-answer.ts'
import { serverBase } from '../../src/core/model/server-address.ts'
import { readFhirAnswer } from '../../src/node/fhir-answers.ts'
import { fhirCalls } from '../../src/node/fhir-server.ts'
import { outcomeOf, refuse, startFhirServer, type FhirTestServer } from './fhir-test-server.ts'

let server: FhirTestServer
beforeEach(async () => {
  server = await startFhirServer({ token: 'a-token' })
})
afterEach(() => server.close())

const identifier = 'urn:uuid:00000000-0000-8000-8000-000000000001'
const document = utf8.encode(
  JSON.stringify({ resourceType: 'Bundle', type: 'document', identifier: { system: 'urn:ietf:rfc:3986', value: identifier }, entry: [{ resource: { resourceType: 'Composition' } }] }),
)
/** The time, milliseconds, is one that only a server which never answers can use up. */
const limits = { time: 20_000, answerBytes: 10_000, redirects: 2 }
const send = (change: { base?: string; token?: string; document?: Uint8Array } = {}, time = limits.time): Promise<FhirAnswer> =>
  fhirCalls({ ...limits, time })['fhir.create']({ base: server.base, token: 'a-token', identifier, document, ...change })

describe('a document offered to a FHIR server', () => {
  it('[H40] is created once: the receipt says where, and a second send changes nothing', async () => {
    expect(await send()).toEqual({ kind: 'received', location: `${server.base}/Bundle/1/_history/1`, etag: 'W/"1"', hadIt: false })
    expect(await send()).toMatchObject({ kind: 'received', location: `${server.base}/Bundle/1`, hadIt: true })
    expect(server.kept.size).toBe(1)
    expect(server.arrived[0]?.headers).toMatchObject({ 'if-none-exist': `identifier=${encodeURIComponent(`urn:ietf:rfc:3986|${identifier}`)}`, prefer: 'return=minimal' })
  })

  it('[H40] sent again after an answer that got lost is still there once', async () => {
    server.answer(({ body }, response) => {
      server.answer(undefined)
      server.kept.set(`urn:ietf:rfc:3986|${identifier}`, body)
      response.destroy()
    })
    expect(await send()).toMatchObject({ kind: 'later' })
    expect(await send()).toMatchObject({ kind: 'received', hadIt: true })
    expect(server.kept.size).toBe(1)
  })

  it.each(['http://records.example.org/fhir', 'ftp://127.0.0.1/fhir', 'https://me:secret@records.example.org/fhir', 'https://records.example.org/fhir?x=1', 'file:///etc/passwd', 'records.example.org', ''])(
    '[H41] %j is no address that a record may be sent to',
    async (base) => {
      expect(serverBase(base)).toBeUndefined()
      await expect(send({ base })).rejects.toMatchObject({ problem: { code: 'server-address-refused' } })
      expect(server.arrived).toEqual([])
    },
  )

  it('[H41] https anywhere, http on this computer; a slash at the end is nothing', () => {
    expect(serverBase(' https://records.example.org/fhir/ ')).toBe('https://records.example.org/fhir')
    expect(serverBase('http://localhost:8080/fhir')).toBe('http://localhost:8080/fhir')
    expect(serverBase('http://localhost.example.org/fhir')).toBeUndefined()
  })

  it.each([
    [400, 'It found the document malformed.'],
    [401, 'It does not accept the token.'],
    [403, 'It knows the token, and does not let it send documents.'],
    [404, 'There is no place for documents at that address.'],
    [409, 'It holds something that conflicts with this document.'],
    [412, 'It holds this document more than once already, so it cannot tell which one is meant.'],
    [422, 'It could read the document, and its rules refuse it.'],
    [418, 'It refused the document (418).'],
  ])('[H42] a refusal with %i is said in words, with what the server’s OperationOutcome says', async (status, words) => {
    server.answer((_request, response) => refuse(response, status, outcomeOf({ code: 'invariant', diagnostics: 'bdl-9: an identifier is missing', expression: ['Bundle.identifier'] })))
    expect(await send()).toEqual({ kind: 'refused', said: [words, 'It says: bdl-9: an identifier is missing (at Bundle.identifier).'] })
  })

  it.each([
    [429, { 'retry-after': '120' }, 120],
    [503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }, 60],
    [500, {}, 0],
    [502, { 'retry-after': 'soon' }, 0],
    [503, { 'retry-after': '99999999' }, 86_400],
  ])('[H43] %i with %o is for later', async (status, headers, seconds) => {
    server.answer((_request, response) => refuse(response, status, 'not json', headers as Record<string, string>))
    const answer = await send()
    expect(answer.kind).toBe('later')
    expect(Math.abs((answer.kind === 'later' ? answer.afterSeconds : -1000) - seconds)).toBeLessThan(3)
  })

  it('[H43] a server that is not there, hangs, breaks off or drips without end is for later, in time', async () => {
    const gone = await startFhirServer()
    await gone.close()
    expect(await send({ base: gone.base })).toMatchObject({ kind: 'later', said: expect.stringContaining('is not listening') })
    server.answer(() => undefined)
    expect(await send({}, 400)).toMatchObject({ kind: 'later', said: expect.stringContaining('did not answer in time') })
    server.answer((_request, response) => response.destroy())
    expect(await send()).toMatchObject({ kind: 'later' })
    server.answer((_request, response) => {
      response.writeHead(201, { location: `${server.base}/Bundle/1` })
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    })
    expect(await send({}, 400)).toMatchObject({ kind: 'later' })
  })

  it('[H44] success without a place, a sign-in page and an endless answer are no receipt', async () => {
    server.answer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'))
    expect(await send()).toMatchObject({ kind: 'refused', said: [expect.stringContaining('not as a FHIR server does')] })
    server.answer((_request, response) => void response.writeHead(201).end('x'.repeat(50_000)))
    expect(await send()).toMatchObject({ kind: 'refused' })
    server.answer((_request, response) => void response.writeHead(400, {}).end(outcomeOf(...Array.from({ length: 30 }, () => ({ code: 'x', diagnostics: 'y\u0000\u202E'.repeat(90) })))))
    const answer = await send()
    expect(fhirAnswer.safeParse(answer).success).toBe(true)
    expect(JSON.stringify(answer)).not.toContain('\\u0000')
  })

  it('[H44] a document without a place counts where the answer is that document', () => {
    const body = JSON.stringify({ resourceType: 'Bundle', id: 'abc' })
    expect(readFhirAnswer({ status: 200, location: '', etag: '', retryAfter: '', body }, 0)).toEqual({ kind: 'received', location: 'Bundle/abc', etag: '', hadIt: true })
  })

  it('[H44] “held already” is no receipt where what is held cannot be read', async () => {
    const location = `${server.base}/Bundle/77`
    server.answer(({ method }, response) => void (method === 'GET' ? refuse(response, 403, '') : response.writeHead(200, { location }).end()))
    expect(await send()).toMatchObject({ kind: 'refused', said: [expect.stringContaining('does not let that be read')] })
    server.answer((_request, response) => void response.writeHead(200, { location: 'http://127.0.0.2:9/Bundle/77' }).end())
    expect(await send()).toMatchObject({ kind: 'refused', said: [expect.stringContaining('does not let that be read')] })
  })

  it('[H44] another document that the server holds is no receipt for this one', async () => {
    const other = { resourceType: 'Bundle', id: '77', type: 'document', identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:00000000-0000-8000-8000-00000000ffff' } }
    // As a server answers that does not know the search parameter of the condition and leaves it out.
    server.answer((_request, response) => void response.writeHead(200, { 'content-type': 'application/fhir+json', location: `${server.base}/Bundle/77` }).end(JSON.stringify(other)))
    expect(await send()).not.toMatchObject({ kind: 'received' })
  })

  it('[H44] for all answers there is a verdict within its bounds', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.string(), fc.string(), fc.oneof(fc.string(), fc.json(), fc.constant(outcomeOf({ code: 'a', diagnostics: '' }))), (status, location, retryAfter, body) => {
        expect(fhirAnswer.safeParse(readFhirAnswer({ status, location, etag: location, retryAfter, body }, 0)).success).toBe(true)
      }),
    )
  })

  it('[H45] a redirect is followed to the same server alone, and not for ever; the token goes nowhere else', async () => {
    const other = await startFhirServer()
    try {
      server.answer((_request, response) => {
        server.answer(undefined)
        response.writeHead(307, { location: '/fhir/Bundle' }).end()
      })
      expect(await send()).toMatchObject({ kind: 'received' })
      server.answer((_request, response) => void response.writeHead(307, { location: `${other.base}/Bundle` }).end())
      expect(await send()).toMatchObject({ kind: 'refused' })
      expect(other.arrived).toEqual([])
      server.answer((_request, response) => void response.writeHead(308, { location: '/fhir/Bundle' }).end())
      expect(await send()).toMatchObject({ kind: 'refused' })
      server.answer((_request, response) => void response.writeHead(302, { location: '/fhir/Bundle' }).end())
      expect(await send()).toMatchObject({ kind: 'refused' })
    } finally {
      await other.close()
    }
  })
})
