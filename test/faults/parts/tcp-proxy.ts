import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A stretch of network between a window and its server, which can be made to fail as networks do. */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection and takes no more. */
  cut(): void
  /** Half-open: the connections that there are stay up and carry nothing any more, in either direction; new ones are carried. */
  freeze(): void
  /** Carries new connections; what was frozen stays dead. */
  heal(): void
  close(): Promise<void>
}

export async function tcpProxy(target: number): Promise<TcpProxy> {
  const open = new Set<readonly [Socket, Socket]>()
  let carrying = true
  const server = createServer((near) => {
    if (!carrying) {
      near.destroy()
      return
    }
    const far = connect(target, '127.0.0.1')
    const pair = [near, far] as const
    open.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => undefined)
      from.on('close', () => {
        to.destroy()
        open.delete(pair)
      })
      from.pipe(to)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const end = (): void => open.forEach(([near]) => near.destroy())
  return {
    port: typeof bound === 'object' && bound ? bound.port : 0,
    cut() {
      carrying = false
      end()
    },
    freeze() {
      for (const [near, far] of open) {
        for (const socket of [near, far]) {
          socket.unpipe()
          // Still read, so that it does not notice; and forgotten.
          socket.resume()
        }
      }
    },
    heal: () => void (carrying = true),
    async close() {
      end()
      server.close()
      await once(server, 'close')
    },
  }
}
