import { createHash, randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { main } from '../../src/cli/relay.ts'
import { newRelayKey, proofOf } from '../../src/node/relay-proof.ts'
import { signallingHost, type SignallingHost } from '../../src/node/signalling-calls.ts'
import { startSignalling, type RelayOptions, type SignallingServer } from '../../src/node/signalling-server.ts'
import { folderForTest } from './temporary.ts'

const within = 3000
const key = newRelayKey()
const newHuddle = (): string => randomBytes(16).toString('hex')
const topic = newHuddle()

async function startRelay(change: Partial<RelayOptions> = {}, port = 0): Promise<SignallingServer> {
  const relay = await startSignalling({ port, lan: false, clock: Date.now, relay: { at: '127.0.0.1', key, behindProxy: false, ...change } })
  onTestFinished(() => relay.close())
  return relay
}

function startHost(): SignallingHost {
  const host = signallingHost({ usualPort: 0, clock: Date.now })
  onTestFinished(() => host.close())
  return host
}

/** One connection, and what came over it. */
interface Line {
  readonly socket: WebSocket
  readonly heard: unknown[]
  /** Settles when something that fits has come. */
  until(fits: (said: unknown) => boolean): Promise<unknown>
  closed(): Promise<number>
}

function line(address: string, headers: Record<string, string> = {}): Line {
  const socket = new WebSocket(address, { headers })
  onTestFinished(() => socket.terminate())
  const heard: unknown[] = []
  const came = new EventEmitter()
  let code: number | undefined
  socket.on('close', (because) => {
    code = because
    came.emit('closed')
  })
  socket.on('error', () => undefined)
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    came.emit('said')
  })
  return {
    socket,
    heard,
    async closed() {
      if (code === undefined) await once(came, 'closed', { signal: AbortSignal.timeout(within) })
      return code ?? 0
    },
    async until(fits) {
      const signal = AbortSignal.timeout(within)
      for (;;) {
        const found = heard.find(fits)
        if (found !== undefined) return found
        await once(came, 'said', { signal })
      }
    },
  }
}

const type = (said: unknown): unknown => Reflect.get(Object(said), 'type')
const says = (data: string) => (said: unknown): boolean => Reflect.get(Object(said), 'data') === data

/** A ticket of the app at home, and the way in at any address with it. */
async function ticketFor(host: SignallingHost, huddle: string, seats = 5): Promise<(address: string) => string> {
  const ticket = randomBytes(16)
  await host.calls['signalling.admit']({ huddle, ticketDigest: createHash('sha256').update(ticket).digest('hex'), seats, expires: Date.now() + 60_000 })
  return (address) => `${address}/h/${huddle}?ticket=${ticket.toString('base64url')}&device=${newHuddle()}`
}

/** Comes in, and listens to the topic. */
async function seat(address: string): Promise<Line> {
  const seated = line(address)
  const reply = await seated.until(() => true)
  if (type(reply) !== 'admitted') throw new Error(JSON.stringify(reply))
  seated.socket.send(JSON.stringify({ type: 'subscribe', topics: [topic] }))
  seated.socket.send('{"type":"ping"}')
  await seated.until((said) => type(said) === 'pong')
  return seated
}

const say = ({ socket }: Line, data: string): void => socket.send(JSON.stringify({ type: 'publish', topic, data }))
const homeOf = async (host: SignallingHost): Promise<string> => {
  const status = await host.calls['signalling.status'](null)
  return status.kind === 'running' ? (status.addresses[0] ?? '') : ''
}

describe('a relay', () => {
  it('[L110] lets an app host a huddle only by its key, which does not travel', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const huddle = newHuddle()
    const other = newRelayKey()
    const challenged = async (): Promise<{ link: Line; nonce: string }> => {
      const link = line(`${address}/host/${huddle}`)
      return { link, nonce: String(Reflect.get(Object(await link.until((said) => type(said) === 'challenge')), 'nonce')) }
    }
    const wrongs = [
      (nonce: string) => proofOf(other, huddle, nonce),
      (nonce: string) => proofOf(key, newHuddle(), nonce),
      () => proofOf(key, huddle, newRelayKey()),
      () => ({ type: 'ticket' }),
      () => 'nonsense',
    ]
    for (const wrong of wrongs) {
      const { link: stranger, nonce } = await challenged()
      stranger.socket.send(JSON.stringify(wrong(nonce)))
      expect(await stranger.closed()).toBe(4403)
      expect(stranger.heard.at(-1)).toEqual({ type: 'refused', code: 'relay-key-unknown' })
    }

    const { link, nonce } = await challenged()
    link.socket.send(JSON.stringify(proofOf(key, huddle, nonce)))
    await link.until((said) => type(said) === 'admitted')
    expect(JSON.stringify([link.heard, proofOf(key, huddle, nonce)])).not.toContain(key)
  })

  it('[L110] says to the app that a relay is not there, or does not know its key, and then hosts nothing', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const host = startHost()
    const start = (relay: { address: string; key: string }) => host.calls['signalling.start']({ huddle: newHuddle(), lan: false, relay })
    await expect(start({ address, key: newRelayKey() })).rejects.toMatchObject({ problem: { code: 'relay-refused' } })
    await expect(start({ address: 'ws://127.0.0.1:1', key })).rejects.toMatchObject({ problem: { code: 'relay-unreachable' } })
    expect(await homeOf(host)).toContain('ws://')
  })

  it('[L111] makes one meeting of those at the app and those at the relay: each hears each once, and no other huddle does', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const host = startHost()
    const [huddle, another] = [newHuddle(), newHuddle()]
    for (const each of [huddle, another]) await host.calls['signalling.start']({ huddle: each, lan: false, relay: { address, key } })
    const [way, wayElsewhere] = [await ticketFor(host, huddle), await ticketFor(host, another)]
    const [home, away, alsoAway, elsewhere] = [await seat(way(await homeOf(host))), await seat(way(address)), await seat(way(address)), await seat(wayElsewhere(address))]

    say(home, 'from home')
    say(away, 'from away')
    for (const each of [home, away, alsoAway]) for (const words of ['from home', 'from away']) await each.until(says(words))
    say(alsoAway, 'last')
    for (const each of [home, away, alsoAway]) await each.until(says('last'))
    for (const each of [home, away, alsoAway]) expect(each.heard.map((said) => Reflect.get(Object(said), 'data')).filter(Boolean).toSorted()).toEqual(['from away', 'from home', 'last'])
    expect(elsewhere.heard.map(type)).toEqual(['admitted', 'pong'])
  })

  it('[L112] lets in as many as a ticket has seats, and nobody once the huddle has ended', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const host = startHost()
    const huddle = newHuddle()
    await host.calls['signalling.start']({ huddle, lan: false, relay: { address, key } })
    const way = await ticketFor(host, huddle, 1)
    const inside = await seat(way(address))
    const late = line(way(address))
    expect(await late.until((said) => type(said) === 'refused')).toEqual({ type: 'refused', code: 'invite-used' })
    const stranger = line(`${address}/h/${huddle}?ticket=${'A'.repeat(22)}&device=${newHuddle()}`)
    expect(await stranger.until((said) => type(said) === 'refused')).toEqual({ type: 'refused', code: 'invite-unknown' })

    await host.calls['signalling.end']({ huddle })
    expect(await inside.closed()).toBe(4410)
    const after = line(way(address))
    expect(await after.until((said) => type(said) === 'refused')).toEqual({ type: 'refused', code: 'huddle-ended' })
  })

  it('[L140] goes on letting in whom it was told to once its host has left, so that several may tell it in turn', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const [one, other] = [startHost(), startHost()]
    const huddle = newHuddle()
    const ways = []
    for (const host of [one, other]) {
      await host.calls['signalling.start']({ huddle, lan: false, relay: { address, key } })
      ways.push(await ticketFor(host, huddle))
      await host.calls['signalling.leave']({ huddle })
    }
    const inside = await Promise.all(ways.map((way) => seat(way(address))))
    const [first] = inside
    if (first) say(first, 'among ourselves')
    for (const each of inside) await each.until(says('among ourselves'))
    expect(inside.map(({ heard }) => heard.map(type)[0])).toEqual(['admitted', 'admitted'])
  })

  it('[L113] that was started again is told by the app once more whom to let in', async () => {
    const first = await startRelay()
    const [address = ''] = first.addresses
    const host = startHost()
    const huddle = newHuddle()
    await host.calls['signalling.start']({ huddle, lan: false, relay: { address, key } })
    const way = await ticketFor(host, huddle)
    const home = await seat(way(await homeOf(host)))
    await first.close()
    const start = () => host.calls['signalling.start']({ huddle, lan: false, relay: { address, key } }).then(
      () => 'linked',
      (error: { problem: { code: string } }) => error.problem.code,
    )
    await expect.poll(start).toBe('relay-unreachable')
    const second = await startRelay({}, first.port)
    const away = await vi.waitFor(() => seat(way(second.addresses[0] ?? '')), { timeout: within, interval: 20 })
    say(away, 'back again')
    expect(await home.until(says('back again'))).toMatchObject({ topic })
  })

  it('[L114] ends an app that says what no host says, and goes on serving', async () => {
    const { addresses: [address = ''] } = await startRelay()
    const huddle = newHuddle()
    const hostBy = async (): Promise<Line> => {
      const link = line(`${address}/host/${huddle}`)
      const nonce = String(Reflect.get(Object(await link.until((said) => type(said) === 'challenge')), 'nonce'))
      link.socket.send(JSON.stringify(proofOf(key, huddle, nonce)))
      await link.until((said) => type(said) === 'admitted')
      return link
    }
    for (const garbage of ['{', '[]', '{"type":"subscribe","topics":[]}', '{"type":"ticket","ticketDigest":"","seats":1,"expires":1}', `{"type":"ticket","ticketDigest":"${'0'.repeat(64)}","seats":31,"expires":1}`]) {
      const link = await hostBy()
      link.socket.send(garbage)
      expect(await link.closed()).toBe(4400)
    }
    const [before, after] = [await hostBy(), await hostBy()]
    expect(await before.closed()).toBe(4409)
    after.socket.send('{"type":"ping"}')
    await after.until((said) => type(said) === 'pong')
  })

  it('[L115] behind a web server, counts who connects by the last address that this one named', async () => {
    const { addresses: [address = ''] } = await startRelay({ behindProxy: true })
    const crowd = async (from: (index: number) => string): Promise<number> => {
      const lines = Array.from({ length: 130 }, (_, index) => line(`${address}/host/${newHuddle()}`, { 'x-forwarded-for': from(index) }))
      const answers = await Promise.all(lines.map((each) => each.until(() => true)))
      for (const { socket } of lines) socket.terminate()
      return answers.filter((said) => type(said) === 'challenge').length
    }
    expect(await crowd((index) => `198.51.100.${index}, 203.0.113.9`)).toBe(120)
    expect(await crowd((index) => `203.0.113.9, 198.51.100.${index}`)).toBe(130)
  })
})

/** The command, as a terminal starts it. */
async function runRelay(...argv: string[]) {
  const said = { out: '', err: '' }
  const signals = new EventEmitter()
  const spoke = new EventEmitter()
  const code = main(argv, { out: (text) => {
    said.out += `${text}\n`
    spoke.emit('said')
  }, err: (text) => void (said.err += text) }, signals)
  return { said, code, end: (signal: string) => signals.emit(signal), ready: () => once(spoke, 'said', { signal: AbortSignal.timeout(within) }) }
}

describe('the relay command', () => {
  it('[L116] makes its key once, says where it answers and not the key, and stops when it is told to', async () => {
    const file = join(folderForTest(), 'of its own', 'relay-key')
    for (const how of ['SIGTERM', 'SIGINT']) {
      const started = await runRelay('--port', '0', '--key-file', file)
      await started.ready()
      const made = readFileSync(file, 'utf8').trim()
      const [, address = ''] = /answers at (ws:\/\/127\.0\.0\.1:\d+)\n/.exec(started.said.out) ?? []
      const host = startHost()
      await host.calls['signalling.start']({ huddle: newHuddle(), lan: false, relay: { address, key: made } })
      expect(started.said.out).toContain(how === 'SIGTERM' ? `was made and is in ${file}` : `Its key is in ${file}`)
      expect(started.said.out).not.toContain(made)
      expect(process.platform === 'win32' ? 0 : statSync(file).mode & 0o077).toBe(0)
      started.end(how)
      expect(await started.code).toBe(0)
      await expect(host.calls['signalling.start']({ huddle: newHuddle(), lan: false, relay: { address, key: made } })).rejects.toMatchObject({ problem: { code: 'relay-unreachable' } })
    }
  })

  it('[L116] refuses what it does not know, a port that is taken, and a key file that holds something else', async () => {
    for (const argv of [['--prot', '1'], ['extra'], ['--port', '70000'], ['--port', ''], ['--address', '']]) {
      const refused = await runRelay(...argv)
      expect(await refused.code).toBe(2)
      expect(refused.said.err).toContain('--address IP')
    }
    const folder = folderForTest()
    const { port } = await startRelay()
    const taken = await runRelay('--port', String(port), '--key-file', join(folder, 'key'))
    expect(await taken.code).toBe(2)
    expect(taken.said.err).toContain('another program has that port')
    const notes = join(folder, 'notes')
    writeFileSync(notes, 'Buy milk')
    const kept = await runRelay('--port', '0', '--key-file', notes)
    expect(await kept.code).toBe(2)
    expect(kept.said.err).toContain('could not be read')
    expect(readFileSync(notes, 'utf8')).toBe('Buy milk')
  })
})
