import { describe, expect, it, vi } from 'vitest'
import { devicesOf, wasRemoved } from '../../../src/core/model/roster.ts'
import type { Desk, Session } from '../../../src/core/session/session.ts'
import { colleagues, deskOf } from './colleagues.ts'
import { foundsTeam, isAddedAt, joins, newDesk, passphrase, rosterOf } from './team-builders.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 10_000 }
const namesOn = (desk: Desk): string[] => devicesOf(rosterOf(desk)).map(({ name }) => name).toSorted()

async function unlocked(opening: Promise<Session>): Promise<Desk> {
  const session = await opening
  await session.unlock(passphrase)
  return deskOf(session)
}

/** Nadia, who leads, at two windows of one vault; they meet nobody, and each other nowhere. */
async function twoWindows() {
  const from = colleagues()
  from.on.set(false)
  const open = from.installation()
  const first = deskOf(await foundsTeam(await open(), 'Nadia Clegg'))
  const sam = await newDesk(from, 'Sam Wood')
  await joins(sam, first)
  return { from, open, first, second: await unlocked(open()), sams: sam.profile.get().card.device }
}

describe('the roster in two windows of one vault', { timeout: 60_000 }, () => {
  it('[L181] whoever was removed in one is removed in the other, and stays so whatever that one changes', async () => {
    const { from, open, first, second, sams } = await twoWindows()
    const member = rosterOf(first).members.find(({ devices }) => devices.some(({ device }) => device === sams))
    if (!member) throw new Error('no member')
    await first.rosters.change({ kind: 'remove-member', member: member.id })
    await vi.waitFor(() => expect(rosterOf(second).digest).toBe(rosterOf(first).digest), patience)
    await joins(await newDesk(from, 'Mei Tanaka'), second)
    await vi.waitFor(() => expect(namesOn(first)).toEqual(['Mei Tanaka', 'Nadia Clegg']), patience)
    await first.lock()
    await second.lock()
    const later = await unlocked(open())
    expect([namesOn(later), wasRemoved(rosterOf(later), sams)]).toEqual([['Mei Tanaka', 'Nadia Clegg'], true])
    expect(later.profile.get().earlierEpochs).toHaveLength(1)
  })

  it('[L181] what both change at the same time, and while another is opened, is all there', async () => {
    const { from, open, first, second } = await twoWindows()
    const newcomers = await Promise.all(['Mei Tanaka', 'Ann Other', 'Pat Moor'].map((name) => newDesk(from, name)))
    const windows = [first, second, first]
    const [third] = await Promise.all([unlocked(open()), ...newcomers.map((newcomer, index) => isAddedAt(newcomer, windows[index] ?? first))])
    const everybody = ['Ann Other', 'Mei Tanaka', 'Nadia Clegg', 'Pat Moor', 'Sam Wood']
    for (const window of [first, second, third]) await vi.waitFor(() => expect(namesOn(window)).toEqual(everybody), patience)
    for (const window of [first, second, third]) await window.lock()
    expect(namesOn(await unlocked(open()))).toEqual(everybody)
  })

  it('[L181] a team that was begun anew in one window is the team of the other', async () => {
    const { first, second } = await twoWindows()
    await first.rosters.beginAnew([])
    await vi.waitFor(() => expect(second.profile.get().team.id).toBe(first.profile.get().team.id), patience)
    expect(rosterOf(second).digest).toBe(rosterOf(first).digest)
  })
})
