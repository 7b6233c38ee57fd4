import { createServer, request } from 'node:http'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'
import { entryOf } from '../../src/server/entry.ts'
import { bodyLimit } from '../../src/server/host-endpoint.ts'
import { startWebHost, type WebHost } from '../../src/server/web-host.ts'
import { folderForTest, foldersIn } from './temporary.ts'
import { callHeaders, tokenOf, webClient } from './web-client.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** By hand, since fetch does not let a caller choose its Host. */
function ask(host: WebHost, path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.origin)
    const sent = request({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', reject)
    sent.end(options.body)
  })
}

async function start(): Promise<{ host: WebHost; root: string }> {
  const top = folderForTest()
  const root = join(top, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__"></script>')
  writeFileSync(join(root, 'assets', 'index-Abcd1234.js'), 'export {}')
  writeFileSync(join(root, '.secret.json'), 'no')
  writeFileSync(join(root, 'built-from'), 'no')
  writeFileSync(join(top, 'outside.json'), 'no')
  symlinkSync(join(top, 'outside.json'), join(root, 'assets', 'link.json'))
  const host = await startWebHost({ root, port: 0, handlers: nodeHostHandlers({ kind: 'web', ...foldersIn(top), signalling: signallingHost({ usualPort: 0, clock: Date.now }).calls }) })
  onTestFinished(() => host.close())
  return { host, root }
}

const call = (host: WebHost, headers: Record<string, string>, body = 'null') =>
  ask(host, '/host/records.about', { method: 'POST', headers: { ...callHeaders(host), ...headers }, body })

describe('web host: who may call', () => {
  it('[H9] answers its own page with the token of this launch', async () => {
    const { host } = await start()
    expect(await call(host, {})).toMatchObject({ status: 200 })
    expect(await call(host, { 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 })
  })

  it.each([
    ['no token', { authorization: '' }],
    ['a token of another launch', { authorization: `Bearer ${'A'.repeat(43)}` }],
    ['the token without its scheme', { authorization: 'A'.repeat(43) }],
  ])('[H9] refuses %s, and says what to open', async (_what, headers) => {
    const { host } = await start()
    const { status, body } = await call(host, headers)
    expect(status).toBe(401)
    expect(JSON.parse(body)).toMatchObject({ ok: false, problem: { code: 'host-token-refused', todo: expect.stringContaining('its own window') } })
  })

  it('[H9] a token one character off is refused', async () => {
    const { host } = await start()
    const token = tokenOf(host)
    const wrong = token.slice(0, -1) + (token.endsWith('A') ? 'Q' : 'A')
    expect(await call(host, { authorization: `Bearer ${wrong}` })).toMatchObject({ status: 401 })
  })

  it('[H9] two launches never have the same token', async () => {
    const [one, other] = [await start(), await start()]
    expect(tokenOf(one.host)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(tokenOf(one.host)).not.toBe(tokenOf(other.host))
  })

  it.each([
    ['another site', { origin: 'https://example.org' }],
    ['another port of this computer', { origin: 'http://127.0.0.1:1' }],
    ['the same port by another name', { origin: 'http://localhost:47820' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a page of another site, by the browser’s account', { 'sec-fetch-site': 'cross-site' }],
  ])('[H10] refuses a call from %s', async (_who, headers) => {
    const { host } = await start()
    expect(await call(host, headers)).toMatchObject({ status: 403 })
  })

  it('[H10] refuses a call without an origin', async () => {
    const { host } = await start()
    const { origin: _none, ...headers } = callHeaders(host)
    expect(await ask(host, '/host/records.about', { method: 'POST', headers, body: 'null' })).toMatchObject({ status: 403 })
  })

  it('[H10] refuses a form of another page, which can send no JSON', async () => {
    const { host } = await start()
    expect(await call(host, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
  })

  it.each(['example.org', 'localhost:47820', '127.0.0.1'])('[H10] refuses every request by the name %s, pages too', async (name) => {
    const { host } = await start()
    expect(await call(host, { host: name })).toMatchObject({ status: 421 })
    expect(await ask(host, '/', { headers: { host: name } })).toMatchObject({ status: 421 })
  })

  it('[H10] answers no call but by POST', async () => {
    const { host } = await start()
    expect(await ask(host, '/host/records.about', { headers: callHeaders(host) })).toMatchObject({ status: 404 })
    expect(await ask(host, '/host/records.about', { method: 'OPTIONS', headers: callHeaders(host) })).toMatchObject({ status: 405 })
    expect(await ask(host, '/', { method: 'PUT' })).toMatchObject({ status: 405 })
  })

  it('[H11] refuses a body over the limit before it is read, in a sentence', async () => {
    const { host } = await start()
    const { status, body } = await call(host, { 'content-length': String(bodyLimit + 1), connection: 'close' })
    expect(status).toBe(413)
    expect(JSON.parse(body)).toMatchObject({ problem: { code: 'host-call-too-large' } })
  })

  it.each(['', '{', '{"$bytes":"*"}', '\u0000'])('[H11] refuses the body %j', async (text) => {
    const { host } = await start()
    const { status, body } = await call(host, {}, text)
    expect(status).toBe(400)
    expect(JSON.parse(body)).toMatchObject({ problem: { code: 'malformed-host-call' } })
  })
})

describe('web host: what is served', () => {
  it('[H12] shuts everything but its own parts out of the page, with a fresh nonce each time', async () => {
    const { host } = await start()
    const [one, other] = [await ask(host, '/'), await ask(host, '/index.html')]
    const nonce = /nonce="([^"]+)"/.exec(one.body)?.[1]
    expect(nonce).toMatch(/^[A-Za-z0-9_-]{24}$/)
    expect(one.body).not.toContain('__CSP_NONCE__')
    expect(one.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
    expect(one.headers['content-security-policy']).toMatch(/^default-src 'none';/)
    expect(one.headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:/)
    expect(other.body).not.toBe(one.body)
  })

  it.each(['/', '/assets/index-Abcd1234.js', '/nothing.js', '/about.json'])('[H12] sends its guards with %s', async (path) => {
    const { host } = await start()
    expect((await ask(host, path)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  })

  it('[H12] keeps a part that carries its digest, and nothing else', async () => {
    const { host } = await start()
    expect((await ask(host, '/assets/index-Abcd1234.js')).headers['cache-control']).toContain('immutable')
    expect((await ask(host, '/')).headers['cache-control']).toBe('no-store')
  })

  it.each([
    '/../outside.json',
    '/%2e%2e/outside.json',
    '/assets/..%2f..%2foutside.json',
    '/assets/%2e%2e%5c%2e%2e%5coutside.json',
    '//outside.json',
    '/assets/link.json',
    '/.secret.json',
    '/built-from',
    '/assets/',
    '/assets',
    '/index.html%00.js',
    '/%',
    '/%ff.js',
  ])('[H13] does not serve %s', async (path) => {
    const { host } = await start()
    const { status, body } = await ask(host, path)
    expect({ status, body }).toEqual({ status: 404, body: 'There is nothing here.\n' })
  })

  it('[H8] opens a second window at its own address, token included, route behind it', async () => {
    const { host } = await start()
    const { address } = await webClient(host).host.call('window.open', { route: '/join?code=mdth1.abc' })
    expect(address).toBe(`${host.origin}/#token=${tokenOf(host)}/join?code=mdth1.abc`)
  })
})

const codeIn = (host: WebHost): string => new URL(host.linkOnce()).hash.slice('#once='.length)
const enter = (host: WebHost, code: string, headers: Record<string, string> = {}) =>
  ask(host, '/enter', { method: 'POST', headers: { origin: host.origin, 'content-type': 'application/json', ...headers }, body: code })
const tokenIn = ({ body }: Answer): string => JSON.parse(body).value

describe('web host: the link that a browser is started with', () => {
  it('[L200] holds no token, and its code is good for one, once, whatever opens by it', async () => {
    const { host } = await start()
    const code = codeIn(host)
    expect(host.linkOnce()).not.toContain(tokenOf(host))
    const entered = await enter(host, code)
    const token = tokenIn(entered)
    expect([entered.status, token]).toEqual([200, expect.not.stringContaining(tokenOf(host))])
    expect(await call(host, { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 })
    expect(await call(host, { authorization: `Bearer ${code}` })).toMatchObject({ status: 401 })
    const { body } = await ask(host, '/host/window.open', { method: 'POST', headers: { ...callHeaders(host), authorization: `Bearer ${token}` }, body: '{"route":"/seat/x"}' })
    expect(JSON.parse(body).value.address).toBe(`${host.origin}/#token=${token}/seat/x`)
  })

  it('[L200] one that somebody else had read and used opens nothing for either; the printed link goes on working', async () => {
    const { host } = await start()
    const code = codeIn(host)
    const token = tokenIn(await enter(host, code))
    for (const again of [code, code]) expect(await enter(host, again)).toMatchObject({ status: 401, body: expect.stringContaining('host-link-used') })
    expect(await call(host, { authorization: `Bearer ${token}` })).toMatchObject({ status: 401 })
    for (const reload of [{}, {}]) expect(await call(host, reload)).toMatchObject({ status: 200 })
  })

  it.each([
    ['another page', { origin: 'http://127.0.0.1:9' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('[L200] is not exchanged for %s', async (_who, headers, status) => {
    const { host } = await start()
    const code = codeIn(host)
    expect(await enter(host, code, headers)).toMatchObject({ status })
    expect(await enter(host, code)).toMatchObject({ status: 200 })
  })

  it('[L200] a code that is unknown, cut or far too long opens nothing', async () => {
    const { host } = await start()
    for (const code of ['', 'A'.repeat(43), codeIn(host).slice(1), 'A'.repeat(5000)]) expect(await enter(host, code)).toMatchObject({ status: 401 })
  })

  it('[L200] opens nothing after five minutes, and of many codes the newest are remembered', () => {
    let now = 0
    const entry = entryOf(() => now)
    const [late, ...more] = Array.from({ length: 21 }, () => entry.newCode())
    expect([late ?? '', ...more].filter((code) => entry.exchange(code) !== undefined)).toEqual(more)
    const slow = entry.newCode()
    now = 300_001
    expect(entry.exchange(slow)).toBeUndefined()
  })
})

describe('web host: port', () => {
  it('[H15] says when it is already running at that port', async () => {
    const { host } = await start()
    const again = startWebHost({ root: '/', port: Number(new URL(host.origin).port), handlers: noHandlers() })
    await expect(again).rejects.toMatchObject({ problem: { code: 'port-in-use', happened: expect.stringContaining('already running') } })
  })

  it('[H15] says when another program has the port, and how to go round it', async () => {
    const stranger = createServer((_request, response) => response.end('hello'))
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done))
    onTestFinished(() => void stranger.close())
    const address = stranger.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(startWebHost({ root: '/', port, handlers: noHandlers() })).rejects.toMatchObject({
      problem: { code: 'port-in-use', happened: expect.stringContaining('Another program'), todo: expect.stringContaining('--port') },
    })
  })

  it('[H15] a stranger that never answers is another program too', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    onTestFinished(() => {
      silent.closeAllConnections()
      silent.close()
    })
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(startWebHost({ root: '/', port, handlers: noHandlers() })).rejects.toMatchObject({ problem: { happened: expect.stringContaining('Another program') } })
  })

  it('[H15] listens at the one loopback address only', async () => {
    const { host } = await start()
    await expect(fetch(`http://127.0.0.2:${new URL(host.origin).port}/`)).rejects.toThrow('fetch failed')
  })
})

const noHandlers = () =>
  nodeHostHandlers({ kind: 'web', ...foldersIn('/nowhere'), signalling: signallingHost({ usualPort: 0, clock: Date.now }).calls })
