/** Data channels without anything on them: the least that sending bytes between two windows can cost. */

/** What a message is cut into where there is much to send. */
const chunkBytes = 16 * 1024
/** What may wait in a channel before it is fed again. */
const waitingBytes = 1024 * 1024

export interface BareConnection {
  readonly connection: RTCPeerConnection
  readonly channel: RTCDataChannel
}

/** A connection whose channel both sides have agreed on beforehand, so that neither waits to be told of it. */
export function bareConnection(onMessage: (data: ArrayBuffer) => void): BareConnection {
  const connection = new RTCPeerConnection({ iceServers: [] })
  const channel = connection.createDataChannel('bare', { negotiated: true, id: 0 })
  channel.binaryType = 'arraybuffer'
  channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => onMessage(data))
  return { connection, channel }
}

/** The description of this side once it knows its own addresses. */
async function whole(connection: RTCPeerConnection): Promise<string> {
  if (connection.iceGatheringState !== 'complete') {
    await new Promise<void>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve()
      })
    })
  }
  return connection.localDescription?.sdp ?? ''
}

export async function offerOf({ connection }: BareConnection): Promise<string> {
  await connection.setLocalDescription(await connection.createOffer())
  return whole(connection)
}

export async function answerTo({ connection }: BareConnection, offer: string): Promise<string> {
  await connection.setRemoteDescription({ type: 'offer', sdp: offer })
  await connection.setLocalDescription(await connection.createAnswer())
  return whole(connection)
}

export const acceptAnswer = ({ connection }: BareConnection, answer: string): Promise<void> => connection.setRemoteDescription({ type: 'answer', sdp: answer })

export async function whenOpen({ channel }: BareConnection): Promise<void> {
  if (channel.readyState === 'open') return
  await new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }))
}

export async function sendAll(bare: BareConnection, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await whenOpen(bare)
  const { channel } = bare
  channel.bufferedAmountLowThreshold = waitingBytes / 2
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    if (channel.bufferedAmount > waitingBytes) await new Promise((resolve) => channel.addEventListener('bufferedamountlow', resolve, { once: true }))
    channel.send(bytes.subarray(at, at + chunkBytes))
  }
}
