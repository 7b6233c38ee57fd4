import { expect, it, vi } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { oneDesk } from './one-desk.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'

it('[J56] a huddle that cannot be kept is not come into: this window is in none, and comes into the next', async () => {
  const { desk, vault } = await oneDesk()
  vi.spyOn(vault.huddles, 'put').mockRejectedValueOnce(new Error('the store refuses'))
  await expect(desk.startHuddle('Daily huddle', [])).rejects.toThrow(/store refuses/)
  expect(desk.live.get()).toBeUndefined()
  const live = await desk.startHuddle('Daily huddle', [])
  expect(desk.live.get()).toBe(live)
  await live.leave()
})

it('[J56] what is undone of it is undone whole, whichever part of that fails', async () => {
  const close = vi.fn<() => Promise<void>>()
  const chair = await colleagues().newcomer(memoryHost(), (made) => ({
    ...made,
    join: () => Promise.reject(new Error('no way there')),
    close: async () => {
      close()
      await made.close()
      throw new Error('it does not close')
    },
  }))
  await chair.createTeam(westLeeds, cardOf('Nadia Clegg'), 'four unrelated quiet words')
  const desk = deskOf(chair)
  await expect(desk.startHuddle('Daily huddle', [])).rejects.toThrow(/no way there/)
  expect([close.mock.calls.length, desk.live.get(), desk.trouble.get() !== undefined]).toEqual([1, undefined, true])
  await desk.lock()
  expect(chair.phase.get().kind).toBe('locked')
})
