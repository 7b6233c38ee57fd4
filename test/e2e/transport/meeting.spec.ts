import { expect } from '@playwright/test'
import { newRoom, test, type PagePeer } from './harness.ts'

/** Well under the ten seconds after which a connection is made anew. */
const soon = { timeout: 6000, intervals: [50] }

/** Loses one of the session descriptions and candidates that the page sends from now on: the first, the second and so on. */
function loseOne({ page }: PagePeer, nth: number): Promise<void> {
  return page.evaluate((which) => {
    const send: (data: string) => void = Reflect.get(globalThis, 'sendThrough') ?? WebSocket.prototype.send
    Object.assign(globalThis, { sendThrough: send })
    let sent = 0
    // That somebody is here takes half as many bytes as anything else that is said.
    const isLost = (data: string): boolean => data.includes('"publish"') && data.length > 320 && (sent += 1) === which
    WebSocket.prototype.send = function (this: WebSocket, data) {
      if (typeof data !== 'string' || !isLost(data)) Reflect.apply(send, this, [data])
    }
  }, nth)
}

test('[L101] whichever message is lost while two meet, they soon hold the same', async ({ meet }) => {
  const [chair, guest] = [await meet.peer(), await meet.peer()]
  for (const [loser, nth] of [chair, guest].flatMap((peer) => [1, 2].map((which) => [peer, which] as const))) {
    const address = newRoom()
    const said = `${nth} lost by ${loser === chair ? 'the chair' : 'the guest'}. `
    await loseOne(loser, nth)
    await chair.join(address)
    await guest.join(address)
    await guest.write('note', said)
    await expect.poll(async () => (await chair.read('note')).includes(said), soon).toBe(true)
    await loseOne(loser, 0)
    await guest.leave()
    await chair.leave()
  }
})

test('[L102] what is asked as soon as the channel is open is answered, whenever the library calls it connected', async ({ meet }) => {
  const [chair, guest] = [await meet.peer(), await meet.peer()]
  const address = newRoom()
  // simple-peer looks at the statistics between the opening of the channel and saying so.
  await guest.page.evaluate(() => {
    const look: () => Promise<unknown> = Reflect.get(RTCPeerConnection.prototype, 'getStats')
    const later = new Promise((resolve) => setTimeout(resolve, 20_000))
    Object.assign(RTCPeerConnection.prototype, {
      async getStats(this: RTCPeerConnection) {
        await later
        return Reflect.apply(look, this, [])
      },
    })
  })
  await guest.write('note', 'Written before anybody was there.')
  await chair.join(address)
  await guest.join(address)
  await expect.poll(() => chair.read('note'), soon).toBe('Written before anybody was there.')
})
