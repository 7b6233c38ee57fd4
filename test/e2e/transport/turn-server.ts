import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IceServer } from '../../../src/core/model/meeting-servers.ts'
import { freePort } from '../../pages/free-port.ts'

/** A real TURN server, coturn, on this computer alone. */
export interface TurnServer {
  /** As Settings take it. */
  readonly server: IceServer
  stop(): Promise<void>
}

/** Why no TURN server can be started here; empty where one can. */
export const whyNoTurnServer = (): string =>
  spawnSync('turnserver', ['--version'], { stdio: 'ignore', timeout: 10_000 }).error ? 'coturn is not installed here, and could not be' : ''

/** @throws when it does not listen within ten seconds. */
export async function startTurnServer(): Promise<TurnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-turn-'))
  const port = await freePort()
  const [username, credential] = ['hub', 'words-of-this-run']
  const child = spawn(
    'turnserver',
    [
      '-n', '--no-tls', '--no-dtls', '--no-cli', '--no-rfc5780', '--allow-loopback-peers', '--simple-log',
      '--listening-ip', '127.0.0.1', '--listening-port', String(port), '--relay-ip', '127.0.0.1',
      '--lt-cred-mech', '--realm', 'huddle.example', '--user', `${username}:${credential}`,
      '--userdb', join(folder, 'users'), '--pidfile', join(folder, 'pid'), '--log-file', 'stdout',
    ],
    { cwd: folder, stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await answers(port))) {
    await stop()
    throw new Error('coturn did not answer within ten seconds')
  }
  return { server: { urls: `turn:127.0.0.1:${port}`, username, credential }, stop }
}

/** Asks as STUN does (RFC 8489, section 5: a binding request), again and again, until there is an answer. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)])
  socket.on('error', () => undefined)
  const asking = setInterval(() => socket.send(request, port, '127.0.0.1'), 30)
  try {
    await once(socket, 'message', { signal: AbortSignal.timeout(10_000) })
    return true
  } catch {
    return false
  } finally {
    clearInterval(asking)
    socket.close()
  }
}
