import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { newRoom, startMeeting } from '../../pages/meeting.ts'
import { canRunHeadless, startHeadless } from './headless-typists.ts'

/** Characters of a sealed announcement at the most; a session description has more. */
const announcement = 300

it.skipIf(!canRunHeadless())('[L174] [L178] what two say to meet goes to the one whom it is for, and the whole room hears announcements alone; whoever is lost is sought so too', { timeout: 60_000 }, async () => {
  const room = newRoom()
  const said: { readonly topic: string; readonly length: number }[] = []
  const meeting = await startMeeting((_huddle, { topic, data }) => said.push({ topic, length: data.length }))
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-spoken-'))
  const headless = await startHeadless(folder, [meeting.seat(), meeting.seat(), meeting.seat()])
  try {
    await Promise.all(headless.typists.map((each) => each.join(room)))
    await vi.waitFor(async () => expect(await Promise.all(headless.typists.map((each) => each.met()))).toEqual([2, 2, 2]), { timeout: 50_000, interval: 50 })
    const longer = said.filter(({ length }) => length > announcement)
    expect(longer.length).toBeGreaterThanOrEqual(6)
    expect(longer.filter(({ topic }) => topic === room.room)).toEqual([])
    expect(new Set(longer.map(({ topic }) => topic)).size).toBe(3)

    said.length = 0
    await headless.typists[0]?.leave()
    // By each of the two who stay; nobody else says anything to whoever has gone.
    await vi.waitFor(() => expect(said.filter(({ topic }) => topic !== room.room)).toHaveLength(2), { timeout: 10_000, interval: 50 })
  } finally {
    headless.close()
    await meeting.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
