import type { SignalingConn } from 'y-webrtc'

/** How often a meeting point is asked whether it is still there, milliseconds. */
const askEvery = 4000
/** Times in a row that it may leave us without an answer, and times that we look before it has opened at all. */
const patience = { open: 2, opening: 8 } as const

/**
 * Gives a meeting point up that has gone silent, and calls it anew at once. As shipped it takes up to 45 seconds until
 * that is noticed, and then waits for a goodbye that cannot come: nobody new is met meanwhile.
 *
 * @param answer the event with which something comes from there
 * @param every milliseconds between two questions
 */
export function giveUpSilent(connection: SignalingConn, answer: string, every = askEvery): void {
  let unanswered = 0
  const there = (): void => {
    unanswered = 0
  }
  connection.on('connect', there)
  connection.on(answer, there)
  const asking = setInterval(() => {
    if (!connection.ws) return
    if (unanswered < patience[connection.connected ? 'open' : 'opening']) {
      unanswered += 1
      connection.send({ type: 'ping' })
    } else {
      there()
      abandon(connection.ws)
    }
  }, every)
  const destroy = connection.destroy.bind(connection)
  connection.destroy = () => {
    clearInterval(asking)
    destroy()
  }
}

/** lib0 is told at once what its socket would only tell it after both sides have said goodbye. */
function abandon(socket: WebSocket): void {
  const { onclose } = socket
  // Outside a browser an error that nobody listens to is thrown.
  Object.assign(socket, { onopen: null, onmessage: null, onclose: null, onerror: () => undefined })
  onclose?.call(socket, new Event('close') as CloseEvent)
  socket.close()
}
