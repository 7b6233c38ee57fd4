import { expect } from '@playwright/test'
import { newRoom, test, type PagePeer } from './harness.ts'

/** Well under the ten seconds after which a connection is made anew. */
const soon = { timeout: 6000, intervals: [50] }

/** Shows the page the other side's description half a second after it has been taken, as a window does that is busy. */
function showLate({ page }: PagePeer): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = RTCPeerConnection
    const describe = prototype.setRemoteDescription
    const shown = new WeakSet<RTCPeerConnection>()
    const look = Object.getOwnPropertyDescriptor(prototype, 'remoteDescription')?.get
    Object.defineProperty(prototype, 'remoteDescription', {
      get(this: RTCPeerConnection) {
        return shown.has(this) ? look?.call(this) : null
      },
    })
    prototype.setRemoteDescription = async function (description) {
      await Reflect.apply(describe, this, [description])
      await new Promise((resolve) => setTimeout(resolve, 500))
      shown.add(this)
    }
  })
}

test('[L104] two meet although each is shown the other’s description after it has heard from it', async ({ meet }) => {
  const [chair, guest] = [await meet.peer(), await meet.peer()]
  const address = newRoom()
  for (const peer of [chair, guest]) await showLate(peer)
  await chair.join(address)
  await guest.join(address)
  for (const peer of [chair, guest]) await expect.poll(async () => (await peer.state()).peers, soon).toBe(1)
})
