import type { SignalingConn } from 'y-webrtc'
import { admissionReply } from './admission.ts'

/** The event that stands in for the library's own `message`, which it reads without any care. */
export const heard = 'heard'

/** Connections whose server has let us in: an open socket alone says nothing yet. */
const admitted = new WeakSet<SignalingConn>()

export const isAdmitted = (connection: SignalingConn): boolean => admitted.has(connection)

/** Failed tries that lib0 is told of, so that it waits: about 0.4 seconds, and the 2.5 seconds that are its most. */
const tries = { afterLoss: 1, afterRefusal: 1000 } as const

/**
 * Puts a guard before one of y-webrtc's signalling connections, once: what arrives goes to `heard` alone, text that is
 * not JSON ends nowhere, nothing is sent into a socket that is not open, which would throw, and whoever is refused does
 * not come back at once, or at all where the huddle has ended.
 */
export function guardSignalling(connection: SignalingConn): void {
  if (Object.hasOwn(connection, 'emit')) return
  const emit = connection.emit.bind(connection)
  const send = connection.send.bind(connection)
  let refused = false
  connection.emit = (name, args) => emit(name === 'message' ? heard : name, args)
  connection.send = (message) => {
    if (connection.connected) send(message)
  }
  connection.on('connect', () => {
    refused = false
    readWithCare(connection)
  })
  connection.on(heard, (message: unknown) => {
    const reply = admissionReply.safeParse(message).data
    if (reply?.type === 'admitted') {
      admitted.add(connection)
      emit('admitted', [])
    } else if (reply) {
      refused = true
      if (reply.code === 'huddle-ended') connection.shouldConnect = false
    }
  })
  connection.on('disconnect', () => {
    admitted.delete(connection)
    connection.unsuccessfulReconnects = refused ? tries.afterRefusal : tries.afterLoss
  })
}

/** In the place of lib0's own handler: a listener beside it would not keep it from throwing. */
function readWithCare({ ws }: SignalingConn): void {
  const read = ws?.onmessage
  if (!ws || !read) return
  Object.assign(ws, {
    onmessage(event: MessageEvent) {
      try {
        read.call(ws, event)
      } catch {
        return
      }
    },
  })
}
