import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { problemOf } from '../core/model/problem.ts'
import { relayKey } from '../node/relay-key.ts'
import { configFolder } from '../node/settings-file.ts'
import { startSignalling, type SignallingServer } from '../node/signalling-server.ts'
import { toTerminal, type Say } from './say.ts'

/** Beside the ports of the app itself. */
const usualPort = 47_822

const usage = `Run a relay, where huddles meet across networks: npm run relay -- [--address IP] [--port N] [--key-file FILE] [--behind-proxy]

  --address IP     the address of this computer at which it answers (127.0.0.1; 0.0.0.0 for all of IPv4, :: for all)
  --port N         its port (${usualPort}; 0 lets the system choose)
  --key-file FILE  where its key is kept, and made at the first start (relay-key in your configuration folder)
  --behind-proxy   count who connects by the X-Forwarded-For of the web server before it

It speaks ws://. Put a web server with TLS before it and give colleagues its wss:// address.`

/** What tells a process to end. */
type Signals = Pick<NodeJS.EventEmitter, 'once' | 'off'>

/** The `relay` command: serves until it is told to end. @returns the exit code. */
export async function main(argv: readonly string[], say: Say = toTerminal, signals: Signals = process): Promise<number> {
  const asked = read(argv)
  if (!asked || asked.help) {
    if (asked) say.out(usage)
    else say.err(usage)
    return asked ? 0 : 2
  }
  const { address, port, keyFile, behindProxy } = asked
  let server: SignallingServer
  try {
    const { key, made } = await relayKey(keyFile)
    server = await startSignalling({ port, lan: false, clock: Date.now, relay: { at: address, key, behindProxy } })
    say.out(`The relay answers at ${server.addresses.join(' ')}`)
    say.out(`Its key ${made ? 'was made and is' : 'is'} in ${keyFile}: give it to those who host huddles, for their Settings, and to nobody else.`)
  } catch (error) {
    say.err(`The relay could not be started at ${address}, port ${port}: ${whyNot(error)}`)
    return 2
  }
  await new Promise<void>((done) => {
    const ends = ['SIGTERM', 'SIGINT'] as const
    const end = (): void => {
      for (const each of ends) signals.off(each, end)
      done()
    }
    for (const each of ends) signals.once(each, end)
  })
  await server.close()
  say.out('The relay has stopped. Huddles go on among those who have met; it kept nothing of them.')
  return 0
}

function whyNot(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return 'another program has that port.'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EINVAL':
      return 'this computer does not have that address.'
    case 'EACCES':
      return 'this account may not use that port.'
    default:
      return problemOf(error).happened
  }
}

function read(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        address: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: String(usualPort) },
        'key-file': { type: 'string' },
        'behind-proxy': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const port = Number(values.port)
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535 || values.address === '') return undefined
    return {
      help: values.help,
      address: values.address,
      port,
      keyFile: resolve(values['key-file'] ?? join(configFolder(process.env), 'relay-key')),
      behindProxy: values['behind-proxy'],
    }
  } catch {
    return undefined
  }
}
