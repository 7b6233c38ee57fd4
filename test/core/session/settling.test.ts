import { expect, it, vi } from 'vitest'
import { oneDesk } from './one-desk.ts'
import { decide, openItem, someone } from './two-at-a-table.ts'

it('[J51] a discussion that cannot be kept keeps no other from being kept, is told, and is kept once it can be', async () => {
  const { desk, vault } = await oneDesk()
  const people = ['Okafor', 'Lindqvist'].map((name) => someone(name, { kind: 'not-asked' }))
  await desk.importPeople({ add: people, update: [], known: [], unchanged: 0 })
  const live = await desk.startHuddle('Daily huddle', people.map(({ id }) => ({ id, reason: 'New referral' })))
  const [first, second] = live.view.get().agenda
  if (!first || !second) throw new Error('no agenda')
  const change = vault.actions.change
  const damaged = vi.spyOn(vault.actions, 'change').mockImplementation(async (ids, edit) => {
    if (ids.some((id) => edit(undefined, id)?.personId === first.personId)) throw new Error('the row is damaged')
    return change(ids, edit)
  })
  for (const { id } of [first, second]) {
    decide(await openItem(live, id), live.me)
    await live.readBack(id)
    await live.sign(id)
    await expect(live.closeItem(id)).rejects.toThrow('the row is damaged')
  }
  const kept = (): string[] => desk.outcomes.get().flatMap(({ outcome }) => people.filter(({ id }) => id === outcome.person.id).map(({ familyName }) => familyName))
  expect(kept()).toEqual(['Lindqvist'])
  expect((await vault.huddles.get(live.id))?.agenda.map(({ state }) => state)).toEqual(['closed', 'closed'])
  damaged.mockRestore()
  await live.close()
  expect(kept().toSorted()).toEqual(['Lindqvist', 'Okafor'])
})
