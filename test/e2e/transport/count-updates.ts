/** As much of RTCDataChannel's prototype as counting needs. */
interface Sending {
  send(data: never): void
}

/** A message of y-webrtc that carries a change begins with 0, 2; ours has the five bytes of a frame before it. */
function isUpdate(data: unknown): boolean {
  if (!(data instanceof Uint8Array)) return false
  const starts = (at: number): boolean => data[at] === 0 && data[at + 1] === 2
  return starts(0) || (data[0] === 1 && starts(5))
}

/** Calls back at each message with a change of a document that a channel of this kind sends. */
export function countUpdates(channel: Sending, sent: () => void): void {
  const { send } = channel
  channel.send = function (this: Sending, data: never) {
    if (isUpdate(data)) sent()
    Reflect.apply(send, this, [data])
  }
}
