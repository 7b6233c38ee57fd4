import { expect, it, vi } from 'vitest'
import type { Transport } from '../../../../src/core/sync/transport.ts'
import { cardOf, colleagues, deskOf, westLeeds } from '../colleagues.ts'
import { joins, newDesk, passphrase, rosterOf } from '../team-builders.ts'

interface Stay {
  readonly room: string
  readonly talks: boolean
}

/** Where a device is now, and whether it talks to whoever it meets there beside the roster. */
function stays() {
  const now = new Set<Stay>()
  const watched = (made: Transport): Transport => {
    const mine = new Set<Stay>()
    return {
      ...made,
      async join(address, doc, converse) {
        const stay = { room: address.room, talks: converse !== undefined }
        now.add(stay)
        mine.add(stay)
        return made.join(address, doc, converse)
      },
      async close() {
        for (const each of mine) now.delete(each)
        await made.close()
      },
    }
  }
  return { now: () => [...now], watched }
}

it('[L138] where an epoch has ended nothing but the roster is handed over, also by whoever was there before it ended', async () => {
  const from = colleagues()
  const { now, watched } = stays()
  const session = await from.newcomer(undefined, watched)
  await session.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)
  const nadia = deskOf(session)
  for (const name of ['Sam Wood', 'Mei Tanaka']) await joins(await newDesk(from, name), nadia)
  await vi.waitFor(() => expect(now().map(({ talks }) => talks)).toEqual([true]))
  const before = now()[0]?.room
  const gone = rosterOf(nadia).members.find(({ devices }) => devices.some(({ name }) => name === 'Sam Wood'))
  if (!gone) throw new Error('no member')
  await nadia.rosters.change({ kind: 'remove-member', member: gone.id })
  await vi.waitFor(() => expect(now().map(({ room, talks }) => [room === before, talks]).toSorted()).toEqual([[false, true], [true, false]]))
})
