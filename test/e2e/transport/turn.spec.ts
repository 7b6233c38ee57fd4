import { expect } from '@playwright/test'
import { newRoom, test, until } from './harness.ts'
import { startTurnServer, whyNoTurnServer } from './turn-server.ts'

const why = whyNoTurnServer()

test('[L120] where no direct way is allowed, two windows meet by a TURN server, and nobody does with a wrong credential', async ({ meet }) => {
  test.skip(why !== '', why)
  const { server, stop } = await startTurnServer()
  try {
    const by = (change: Partial<typeof server>) => ({ iceServers: [{ ...server, ...change }], iceTransportPolicy: 'relay' as const })
    const [one, other, wrong] = await Promise.all([meet.peer('ours', by({})), meet.peer('ours', by({})), meet.peer('ours', by({ credential: 'a guess' }))])
    const room = newRoom()
    for (const peer of [wrong, one, other]) await peer.join(room)
    for (const peer of [one, other]) await until(async () => (await peer.state()).peers, 1)
    await one.write('note', 'By way of TURN.')
    await one.fill('long', 300_000)
    await until(() => other.read('note'), 'By way of TURN.')
    await until(() => other.length('long'), 300_000)
    expect((await wrong.state()).peers).toBe(0)
    expect(await wrong.length('note')).toBe(0)
    expect(meet.uncaught).toEqual([])
  } finally {
    await stop()
  }
})
