import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { hostname, userInfo } from 'node:os'
import { decode, encode } from 'dns-packet'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mostHeardOfOne } from '../../src/core/model/near.ts'
import { askNear } from '../../src/node/near-ask.ts'
import { nearBoard } from '../../src/node/near-board.ts'
import { nearListener } from '../../src/node/near-listener.ts'
import { announcement, longestMessage, question, readMessage, serviceName } from '../../src/node/near-records.ts'
import { openNear, type NearNetwork } from '../../src/node/near-sockets.ts'
import { signallingHost, type SignallingHost } from '../../src/node/signalling-calls.ts'
import { anEar, aNetwork, noNetwork, whyNoMulticast } from './near-network.ts'

const why = await whyNoMulticast()
const [huddle, another] = ['1'.repeat(32), '2'.repeat(32)]
const posted = (of = huddle, sealed = 'A'.repeat(80)) => ({ huddle: of, code: of === huddle ? 'K7MFXQRT' : 'AAAACCCC', id: of.replaceAll(/./g, 'e'), invite: `mdth2.${sealed}` })

function hostAt(network: NearNetwork): SignallingHost {
  const host = signallingHost({ usualPort: 0, clock: Date.now, network })
  onTestFinished(() => host.close())
  return host
}

async function portOf(host: SignallingHost): Promise<number> {
  const status = await host.calls['signalling.status'](null)
  return status.kind === 'running' ? Number(new URL(status.addresses[0] ?? '').port) : 0
}

describe.skipIf(why !== '')('a huddle on its local network', () => {
  it('[L150] is announced once it was opened to the network and posted, and says goodbye when it ends', async () => {
    const network = aNetwork()
    const ear = await anEar(network)
    const host = hostAt(network)
    await host.calls['signalling.start']({ huddle, lan: false })
    await expect(host.calls['near.post'](posted())).rejects.toMatchObject({ problem: { code: 'near-closed' } })
    await host.calls['signalling.start']({ huddle, lan: true })
    await expect(host.calls['near.post'](posted(another))).rejects.toMatchObject({ problem: { code: 'near-closed' } })
    await ear.say(() => question())
    await vi.waitFor(() => expect(ear.heard).toEqual([{ kind: 'asked' }]))

    expect(await host.calls['near.post'](posted())).toEqual({ announced: true })
    const port = await portOf(host)
    const said = { kind: 'announced', huddles: [{ id: posted().id, port, gone: false }] }
    await vi.waitFor(() => expect(ear.heard).toContainEqual(said))
    ear.heard.length = 0
    await ear.say(() => question())
    await vi.waitFor(() => expect(ear.heard).toContainEqual(said))

    await host.calls['signalling.end']({ huddle })
    await vi.waitFor(() => expect(ear.heard).toContainEqual({ kind: 'announced', huddles: [{ id: posted().id, port, gone: true }] }))
    ear.heard.length = 0
    await ear.say(() => question())
    await ear.say(() => announcement([another.replaceAll(/./g, 'f')], '127.0.0.1', 9))
    await vi.waitFor(() => expect(ear.heard).toHaveLength(2))
    expect(ear.heard[0]).toEqual({ kind: 'asked' })
  })

  it('[L154] is heard of by whoever looks, who stops listening when they rest', async () => {
    const network = aNetwork()
    const [host, colleague] = [hostAt(network), hostAt(network)]
    await host.calls['signalling.start']({ huddle, lan: true })
    await host.calls['near.post'](posted())
    const address = `127.0.0.1:${await portOf(host)}`
    await vi.waitFor(async () => expect(await colleague.calls['near.look'](null)).toEqual({ open: true, found: [{ id: posted().id, address }] }))
    expect(await colleague.calls['near.ask']({ address, locator: posted().id })).toEqual({ invite: posted().invite })
    await host.calls['signalling.stop'](null)
    await vi.waitFor(async () => expect((await colleague.calls['near.look'](null)).found).toEqual([]))
    await colleague.calls['near.rest'](null)
    const ear = await anEar(network)
    await ear.say(() => question())
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1))
  })

  it('[L154] nobody listens any longer once nobody has looked for a while', async () => {
    const network = aNetwork()
    const ear = await anEar(network)
    let now = 1000
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const listener = nearListener(network, () => now)
    await listener.look()
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1))
    now += 7000
    await vi.advanceTimersByTimeAsync(2000)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(ear.heard).toHaveLength(1)
    await listener.close()
  })

  it('[L154] whoever looks and looks away at once leaves nothing listening, and nothing that would speak on closed sockets', async () => {
    const network = aNetwork()
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    onTestFinished(() => void process.off('unhandledRejection', note))
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const listener = nearListener(network, Date.now)
    const looked = listener.look()
    await listener.close()
    await looked
    expect(vi.getTimerCount()).toBe(0)
    const closed = await openNear(network, Date.now, () => undefined)
    await closed.close()
    await closed.say(() => question())
    expect(unhandled).toEqual([])
  })

  it('[L152] an announcement speaks for its sender alone, and a flood is counted out', async () => {
    const network = aNetwork()
    let now = 1000
    const listener = nearListener(network, () => now)
    onTestFinished(() => listener.close())
    await listener.look()
    const ear = await anEar(network)
    const socket = createSocket('udp4')
    onTestFinished(() => void socket.close())
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    socket.setMulticastInterface('127.0.0.1')
    const say = (bytes: Buffer): void => socket.send(bytes, network.port, network.group)
    for (let each = 0; each < 40; each += 1) say(announcement([each.toString(16).padStart(32, '0')], '203.0.113.9', 1000 + each))
    say(Buffer.concat([announcement([huddle], '127.0.0.1', 5), Buffer.alloc(longestMessage)]))
    say(Buffer.from('mdt-huddle and nothing else'))
    await vi.waitFor(() => expect(ear.heard).toHaveLength(40))
    const { found } = await listener.look()
    expect(found).toHaveLength(mostHeardOfOne)
    expect(found.every(({ address }) => address.startsWith('127.0.0.1:'))).toBe(true)
    now += 9000
    expect((await listener.look()).found).toEqual([])
  })
})

const say = (answers: NonNullable<Parameters<typeof encode>[0]['answers']>): ReturnType<typeof readMessage> => readMessage(encode({ type: 'response', answers }))

describe('what is said of a huddle on its network', () => {
  it('[L151] is a blinded name, the version, the address and the port, and no name of anybody or anything', () => {
    const { answers } = decode(announcement([huddle], '192.0.2.1', 47_821))
    const instance = `${huddle}.${serviceName}`
    expect(answers).toMatchObject([
      { name: serviceName, type: 'PTR', data: instance },
      { name: instance, type: 'SRV', data: { port: 47_821, target: `${huddle}.local` } },
      { name: instance, type: 'TXT', data: [Buffer.from('v=1')] },
      { name: `${huddle}.local`, type: 'A', data: '192.0.2.1' },
    ])
    expect(answers).toHaveLength(4)
    for (const name of [hostname(), userInfo().username]) expect(announcement([huddle], '192.0.2.1', 47_821).includes(name)).toBe(false)
  })

  it('[L152] is read within bounds, whatever else stands in it', () => {
    const [instance, text] = [`${huddle}.${serviceName}`, { type: 'TXT', name: `${huddle}.${serviceName}`, data: 'v=1' } as const]
    const at = (port: number, name = instance) => ({ type: 'SRV', name, ttl: 60, data: { port, target: 'x.local' } }) as const
    expect(say([at(5), text])).toEqual({ kind: 'announced', huddles: [{ id: huddle, port: 5, gone: false }] })
    expect(say([at(0), text])).toBeUndefined()
    expect(say([at(5)])).toBeUndefined()
    expect(say([at(5), { ...text, data: 'v=2' }])).toBeUndefined()
    expect(say([at(5, `Ward-7.${serviceName}`), { ...text, name: `Ward-7.${serviceName}` }])).toBeUndefined()
    expect(say([at(5, `${huddle}._other._tcp.local`), { ...text, name: `${huddle}._other._tcp.local` }])).toBeUndefined()
    expect(say(Array.from({ length: 65 }, () => text))).toBeUndefined()
    expect(readMessage(Buffer.alloc(12))).toBeUndefined()
  })
})

describe('the notice board of a meeting point', () => {
  it('[L153] gives the sealed invite for its code or its name, and one and the same answer for whatever else', async () => {
    const host = hostAt(noNetwork)
    await host.calls['signalling.start']({ huddle, lan: true })
    expect(await host.calls['near.post'](posted())).toEqual({ announced: false })
    const base = `http://127.0.0.1:${await portOf(host)}/near/`
    const ask = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(base + path, { headers })
      return { status: answer.status, text: await answer.text(), length: answer.headers.get('content-length') }
    }
    expect(await ask('K7MFXQRT')).toMatchObject({ status: 200, text: posted().invite })
    expect(await ask(posted().id)).toMatchObject({ status: 200, text: posted().invite })
    const wrong = await ask('AAAACCCC')
    expect(wrong).toMatchObject({ status: 404, text: '' })
    for (const path of ['K7MFXQRA', another, '..%2f', 'x'.repeat(5000)]) expect(await ask(path)).toEqual(wrong)
    expect((await ask('K7MFXQRT', { origin: 'https://example.org' })).status).toBe(426)
    await host.calls['signalling.end']({ huddle })
    await host.calls['signalling.start']({ huddle: another, lan: true })
    expect(await ask('K7MFXQRT')).toEqual(wrong)
  })

  it('[L153] who asks too often is refused, and nobody else', () => {
    let now = 0
    const board = nearBoard(() => now)
    board.post(posted())
    const ask = (from: string): number => board.answer('/near/K7MFXQRT', from).status
    for (let each = 0; each < 12; each += 1) expect(ask('192.0.2.7')).toBe(200)
    expect(ask('192.0.2.7')).toBe(429)
    expect(board.answer('/near/AAAACCCC', '192.0.2.7').status).toBe(429)
    expect(ask('192.0.2.8')).toBe(200)
    now += 60_000
    expect(ask('192.0.2.7')).toBe(200)
  })

  it('[L153] holds one invite of a huddle, and no more than it can hold', () => {
    const board = nearBoard(() => 0)
    board.post(posted())
    board.post(posted(huddle, 'B'.repeat(80)))
    expect(board.ids).toHaveLength(1)
    expect(board.answer('/near/K7MFXQRT', '').text).toBe(`mdth2.${'B'.repeat(80)}`)
    for (let each = 0; each < 100; each += 1) board.post({ ...posted(), huddle: String(each) })
    expect(board.ids).toHaveLength(20)
  })

  it('[L154] where nothing can be announced or heard it says so, and an invite is fetched by address and code', async () => {
    const [host, colleague] = [hostAt(noNetwork), hostAt(noNetwork)]
    await host.calls['signalling.start']({ huddle, lan: true })
    expect(await host.calls['near.post'](posted())).toEqual({ announced: false })
    expect(await colleague.calls['near.look'](null)).toEqual({ open: false, found: [] })
    expect(await colleague.calls['near.ask']({ address: `127.0.0.1:${await portOf(host)}`, locator: 'K7MFXQRT' })).toEqual({ invite: posted().invite })
  })
})

/** A computer that gives this answer to whatever is asked. */
const hostile = async (body: Buffer, status = 200, headers = {}): Promise<string> => {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  return `127.0.0.1:${typeof at === 'object' ? at?.port : 0}`
}

describe('asking another computer for an invite', () => {
  it.each<[string, Buffer, number, string]>([
    ['an open invite', Buffer.from(`mdth1.${'A'.repeat(80)}`), 200, 'near-unknown'],
    ['markup', Buffer.from('<script>'), 200, 'near-unknown'],
    ['a megabyte', Buffer.alloc(1_000_000, 'A'), 200, 'near-unknown'],
    ['nothing', Buffer.alloc(0), 200, 'near-unknown'],
    ['a redirect', Buffer.alloc(0), 302, 'near-unknown'],
    ['a refusal for now', Buffer.alloc(0), 429, 'near-busy'],
  ])('[L152] takes nothing but a sealed invite: not %s', async (_name, body, status, code) => {
    await expect(askNear(await hostile(body, status, { location: 'http://127.0.0.1:1/' }), 'K7MFXQRT')).rejects.toMatchObject({ problem: { code } })
  })

  it('[L152] says so where nobody answers', async () => {
    await expect(askNear('127.0.0.1:9', 'K7MFXQRT')).rejects.toMatchObject({ problem: { code: 'near-unreachable' } })
  })
})
