import type { SignalingConn } from 'y-webrtc'

/** The event that stands in for the library's own `message`, which it reads without any care. */
export const heard = 'heard'

/**
 * Puts a guard before one of y-webrtc's signalling connections, once: what arrives goes to `heard` alone, text that is
 * not JSON ends nowhere, and nothing is sent into a socket that is not open, which would throw.
 */
export function guardSignalling(connection: SignalingConn): void {
  if (Object.hasOwn(connection, 'emit')) return
  const emit = connection.emit.bind(connection)
  const send = connection.send.bind(connection)
  connection.emit = (name, args) => emit(name === 'message' ? heard : name, args)
  connection.send = (message) => {
    if (connection.connected) send(message)
  }
  connection.on('connect', () => {
    const { ws } = connection
    const read = ws?.onmessage
    if (!ws || !read) return
    // In the place of lib0's own handler: a listener beside it would not keep it from throwing.
    Object.assign(ws, {
      onmessage(event: MessageEvent) {
        try {
          read.call(ws, event)
        } catch {
          return
        }
      },
    })
  })
}
