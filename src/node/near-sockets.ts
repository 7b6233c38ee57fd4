import { createSocket, type Socket } from 'node:dgram'
import type { Clock } from '../core/model/effects.ts'
import { budget } from '../core/sync/budget.ts'
import { lanAddresses } from './lan-addresses.ts'
import { readMessage, type Heard } from './near-records.ts'

/** The local networks on which huddles are announced and looked for. */
export interface NearNetwork {
  /** Own addresses, one on each network. */
  readonly addresses: () => readonly string[]
  readonly group: string
  readonly port: number
}

/** mDNS as every computer of a local network speaks it. */
export const localNetwork: NearNetwork = { addresses: () => lanAddresses(), group: '224.0.0.251', port: 5353 }

export interface NearSockets {
  /** Whether any network could be opened. */
  readonly open: boolean
  /** Says it where it can be said, and never rejects. @param make the message for one network, by our address there */
  say(make: (address: string) => Buffer): Promise<void>
  close(): Promise<void>
}

/** Messages about huddles a second that are read, on each network. */
const messagesPerSecond = 50
const messagesAtOnce = 200

/** Opens multicast on every local network where it can be opened. A message speaks for whoever sent it: `from` is an IPv4 address. */
export async function openNear({ addresses, group, port }: NearNetwork, clock: Clock, onHeard: (heard: Heard, from: string) => void): Promise<NearSockets> {
  const tried = await Promise.all(addresses().map((address) => openOne(address, group, port)))
  const opened = tried.flatMap((each) => each ?? [])
  for (const { socket } of opened) {
    const mayRead = budget(clock, messagesPerSecond, messagesAtOnce)
    socket.on('message', (bytes, { address }) => {
      const heard = mayRead(1) ? readMessage(bytes) : undefined
      if (heard) onHeard(heard, address)
    })
  }
  const send = (socket: Socket, message: Buffer): Promise<void> =>
    new Promise((done) => {
      try {
        socket.send(message, port, group, () => done())
      } catch {
        // Closed meanwhile.
        done()
      }
    })
  return {
    open: opened.length > 0,
    async say(make) {
      // What a network does not take is said again when it is next asked for.
      await Promise.all(opened.map(({ address, socket }) => send(socket, make(address))))
    },
    async close() {
      await Promise.all(opened.map(({ socket }) => new Promise<void>((done) => socket.close(() => done()))))
    },
  }
}

/** The socket of one network; undefined where its system or its network allows none. */
function openOne(address: string, group: string, port: number): Promise<{ address: string; socket: Socket } | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  return new Promise((resolve) => {
    const fail = (): void => {
      socket.close()
      resolve(undefined)
    }
    socket.once('error', fail)
    socket.bind(port, '0.0.0.0', () => {
      socket.off('error', fail)
      socket.on('error', () => undefined)
      try {
        socket.addMembership(group, address)
        socket.setMulticastInterface(address)
        socket.setMulticastTTL(255)
        socket.setMulticastLoopback(true)
        resolve({ address, socket })
      } catch {
        fail()
      }
    })
  })
}
