import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { SignalingConn } from 'y-webrtc'
import { guardSignalling } from '../../src/core/sync/guarded-signalling.ts'
import { tcpProxy, type TcpProxy } from '../faults/parts/tcp-proxy.ts'
import { startMeeting, type Meeting } from '../pages/meeting.ts'

let meeting: Meeting
let way: TcpProxy
let connection: SignalingConn

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  meeting = await startMeeting()
  const address = new URL(meeting.seat())
  way = await tcpProxy(Number(address.port))
  address.port = String(way.port)
  connection = new SignalingConn(String(address))
})
afterEach(async () => {
  connection.destroy()
  await way.close()
  await meeting.close()
  vi.unstubAllGlobals()
})

const connects = (): Promise<void> => new Promise((resolve) => connection.once('connect', resolve))

it('[L176] a meeting point that goes silent is given up without its goodbye, and called anew', async () => {
  guardSignalling(connection, 50)
  await connects()
  const silent = connection.ws
  way.freeze()
  await connects()
  expect(connection.ws).not.toBe(silent)
  expect(silent?.readyState).toBe(WebSocket.CLOSING)
})

it('[L176] one that answers is kept, however often it is asked', async () => {
  guardSignalling(connection, 20)
  await connects()
  const { ws } = connection
  let pongs = 0
  await new Promise<void>((resolve) => connection.on('heard', () => (pongs += 1) === 20 && resolve()))
  expect(connection.ws).toBe(ws)
})

it('[L176] one that never opens is given up too', async () => {
  const called: Socket[] = []
  const mute = createServer((socket) => called.push(socket)).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const never = new SignalingConn(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}`)
  guardSignalling(never, 20)
  await vi.waitFor(() => expect(called.length).toBeGreaterThan(1), 5000)
  never.destroy()
  for (const each of called) each.destroy()
  mute.close()
})
