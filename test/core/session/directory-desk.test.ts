import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { planDirectory } from '../../../src/core/model/directory-import.ts'
import { readDirectory } from '../../../src/core/model/open-referral.ts'
import { serviceLimits } from '../../../src/core/model/service.ts'
import { servicesForPractice } from '../../../src/core/session/practice-services.ts'
import type { Desk } from '../../../src/core/session/session.ts'
import { aService, asRead } from '../model/services.ts'
import { effects } from './effects.ts'
import { oneDesk } from './one-desk.ts'

const today = calendarDate.parse('2026-12-01')
const read = (name: string) => readDirectory([{ name, bytes: readFileSync(join(import.meta.dirname, '../../fixtures/directory', name)) }], today)

async function bringIn({ directory }: Desk, name: string) {
  await directory.load()
  const { services, whole } = read(name)
  return directory.importServices(planDirectory({ read: services, existing: directory.services.get() ?? [], directory: 'West side', whole, today }))
}
const names = ({ directory }: Desk): string[] => (directory.services.get() ?? []).map(({ name }) => name)

describe('the directory at a desk', () => {
  it('[D205] a second import updates instead of doubling, and [D206] what a newer file lists no more stays', async () => {
    const { desk, reopen } = await oneDesk()
    expect(desk.directory.services.get()).toBeUndefined()
    expect(await bringIn(desk, 'west-side.json')).toEqual({ added: 5, updated: 0, unchanged: 0, gone: 0 })
    expect(await bringIn(desk, 'west-side.json')).toEqual({ added: 0, updated: 0, unchanged: 5, gone: 0 })
    expect(await bringIn(desk, 'west-side-later.json')).toEqual({ added: 2, updated: 1, unchanged: 3, gone: 1 })
    const all = ['Bench by the River', 'Canal Walkers', 'Evening Kitchen', 'Next Step Tutors', 'Rent and Repairs Desk', 'Repair Café', 'Sunday Singers']
    expect(names(desk)).toEqual(all)
    const kept = await reopen()
    await kept.directory.load()
    expect(names(kept)).toEqual(all)
    expect((kept.directory.services.get() ?? []).filter(({ notListedSince }) => notListedSince).map(({ name, notListedSince }) => [name, notListedSince])).toEqual([['Evening Kitchen', today]])
    expect(await bringIn(kept, 'west-side.json')).toMatchObject({ added: 0, gone: 2 })
  })

  it('[D209] an import is in the list of who changed what', async () => {
    const { desk, vault } = await oneDesk()
    await bringIn(desk, 'west-side.json')
    expect((await vault.audit.all()).filter(({ kind }) => kind === 'imported')).toMatchObject([
      { by: desk.profile.get().card.name, detail: 'Imported the directory “West side”: 5 added, 0 updated, 0 unchanged, 0 no longer listed' },
    ])
  })

  it('[D204] more services than a directory holds are refused, and nothing of them comes in', async () => {
    const { desk, vault } = await oneDesk()
    const add = Array.from({ length: serviceLimits.services }, (_, index) => ({ ...asRead(aService({ source: `s${index}` })), directory: 'West side' }))
    await vault.services.put([aService()])
    await expect(desk.directory.importServices({ directory: 'West side', add, update: [], unchanged: 0, gone: [] })).rejects.toMatchObject({ problem: { code: 'directory-full' } })
    expect(await vault.services.all()).toHaveLength(1)
  })

  it('[D210] every desk of a team gives a service the same id, which says nothing of it; another team gives it another', async () => {
    const [one, same, other] = await Promise.all(['team-1', 'team-1', 'team-2'].map((team) => servicesForPractice(team, effects)))
    expect(one?.map(({ id }) => id)).toEqual(same?.map(({ id }) => id))
    const ids = [...(one ?? []), ...(other ?? [])].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
