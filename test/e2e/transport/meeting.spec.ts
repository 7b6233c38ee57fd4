import { expect } from '@playwright/test'
import { noteSchemaVersion } from '../../../src/core/doc/note-schema-version.ts'
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

/** Tells the page half a second late that a channel is open, which then has been heard from already. */
function openLate({ page }: PagePeer): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = RTCDataChannel
    const { addEventListener: listen } = EventTarget.prototype
    const state = Object.getOwnPropertyDescriptor(prototype, 'readyState')?.get
    const told = new WeakSet<RTCDataChannel>()
    Object.defineProperty(prototype, 'readyState', {
      get(this: RTCDataChannel) {
        return told.has(this) ? state?.call(this) : 'connecting'
      },
    })
    Object.assign(prototype, {
      addEventListener(this: RTCDataChannel, type: string, listener: (event: Event) => void) {
        const late = (event: Event): unknown =>
          setTimeout(() => {
            told.add(this)
            listener(event)
          }, 500)
        Reflect.apply(listen, this, [type, type === 'open' ? late : listener])
      },
    })
  })
}

test('[L104] two meet although each is told that their channel is open after it has heard from the other', async ({ meet }) => {
  const [chair, guest] = [await meet.peer(), await meet.peer()]
  const address = newRoom()
  for (const peer of [chair, guest]) await openLate(peer)
  await chair.join(address)
  await guest.join(address)
  for (const peer of [chair, guest]) await expect.poll(async () => (await peer.state()).peers, soon).toBe(1)
})

/** The page hears nothing of what comes by its first channel, as when that is closed before the window has looked. */
function missFirstChannel({ page }: PagePeer): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = RTCDataChannel
    const { addEventListener: listen } = EventTarget.prototype
    const channels = new Set<RTCDataChannel>()
    Object.assign(prototype, {
      addEventListener(this: RTCDataChannel, type: string, listener: EventListener) {
        channels.add(this)
        const isFirst = channels.values().next().value === this
        if (!isFirst || type !== 'message') Reflect.apply(listen, this, [type, listener])
      },
    })
  })
}

test('[L108] whoever is refused hears why, although the first word of it was lost', async ({ meet }) => {
  const [chair, guest] = [await meet.peer(), await meet.peer('ours', { schema: noteSchemaVersion + 1 })]
  const address = newRoom()
  await missFirstChannel(guest)
  await chair.join(address)
  await guest.join(address)
  await expect.poll(async () => (await guest.state()).problem?.code, { timeout: 15_000, intervals: [50] }).toBe('older-schema')
})
