import type { SignalingConn } from 'y-webrtc'
import { admissionReply } from './admission.ts'
import type { AdmissionRefusal } from './problems.ts'
import { giveUpSilent } from './signalling-pulse.ts'

/** The event that stands in for the library's own `message`, which it reads without any care. */
export const heard = 'heard'
/** Its server has let us in, or said why not. */
export const answered = 'answered'

/** What the server at its other end has answered last: an open socket alone says nothing yet. */
const answers = new WeakMap<SignalingConn, 'admitted' | AdmissionRefusal>()

export const isAdmitted = (connection: SignalingConn): boolean => answers.get(connection) === 'admitted'

/** Why this connection was refused last; undefined where it is admitted, or never was answered. */
export function refusalOf(connection: SignalingConn): AdmissionRefusal | undefined {
  const answer = answers.get(connection)
  return answer === 'admitted' ? undefined : answer
}

/** Failed tries that lib0 is told of, so that it waits: about 0.4 seconds, and the 2.5 seconds that are its most. */
const tries = { afterLoss: 1, afterRefusal: 1000 } as const

/**
 * Puts a guard before one of y-webrtc's signalling connections, once: what arrives goes to `heard` alone, text that is
 * not JSON ends nowhere, nothing is sent into a socket that is not open, which would throw, and whoever is refused does
 * not come back at once, or at all where the huddle has ended. A server that goes silent is given up.
 *
 * @param askEvery milliseconds between two questions whether the server is still there
 */
export function guardSignalling(connection: SignalingConn, askEvery?: number): void {
  if (Object.hasOwn(connection, 'emit')) return
  const emit = connection.emit.bind(connection)
  const send = connection.send.bind(connection)
  connection.emit = (name, args) => emit(name === 'message' ? heard : name, args)
  connection.send = (message) => {
    if (connection.connected) send(message)
  }
  connection.on('connect', () => readWithCare(connection))
  connection.on(heard, (message: unknown) => {
    const reply = admissionReply.safeParse(message).data
    if (!reply) return
    const answer = reply.type === 'admitted' ? reply.type : reply.code
    answers.set(connection, answer)
    if (answer === 'huddle-ended') connection.shouldConnect = false
    emit(answered, [])
  })
  connection.on('disconnect', () => {
    if (isAdmitted(connection)) answers.delete(connection)
    connection.unsuccessfulReconnects = refusalOf(connection) ? tries.afterRefusal : tries.afterLoss
  })
  giveUpSilent(connection, heard, askEvery)
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
