import { expect, it, vi } from 'vitest'
import { present } from '../../../src/core/model/huddle.ts'
import { colleagues, deskOf } from './colleagues.ts'
import { foundsTeam, passphrase } from './team-builders.ts'
import { huddleOfTwo, openItem, until } from './two-at-a-table.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 10_000 }

it('[J97] whoever leaves in one of two windows is still there in the other', { timeout: 60_000 }, async () => {
  const from = colleagues()
  const open = from.installation()
  const first = deskOf(await foundsTeam(await open(), 'Nadia Clegg'))
  const again = await open()
  await again.unlock(passphrase)
  const here = await first.startHuddle('Daily', [])
  await vi.waitFor(() => expect(deskOf(again).huddles.get()).toHaveLength(1), patience)
  const there = await deskOf(again).resumeHuddle(here.id)
  await until(here.shared, ({ peers }) => peers > 0)
  await there.leave()
  await until(here.shared, ({ peers }) => peers === 0)
  expect(present(here.view.get().attendees)).toHaveLength(1)
})

it('[J98] the meeting point of a huddle ends with it, also where somebody else closes it', { timeout: 60_000 }, async () => {
  const { chairHost, live, theirs, item } = await huddleOfTwo({ kind: 'not-asked' })
  await live.invite(1, 'network')
  const sam = live.view.get().attendees.find(({ card }) => card.name === 'Sam Wood')?.card.device
  if (!sam) throw new Error('Sam is not there.')
  await openItem(theirs, item)
  expect([...chairHost.admitted.keys()]).toEqual([live.id])
  await live.handOver('chair', sam)
  await until(theirs.view, ({ about }) => about?.chair === sam)
  await theirs.park(item, 'next time')
  await theirs.close()
  await theirs.signCheckpoint()
  await theirs.file()
  await until(live.view, ({ about }) => about?.state === 'closed')
  await vi.waitFor(() => expect([...chairHost.admitted.keys()]).toEqual([]), patience)
})
