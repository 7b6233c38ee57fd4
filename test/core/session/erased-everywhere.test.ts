import { afterEach, describe, expect, it, vi } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { cell } from '../../../src/core/model/observable.ts'
import { personInitials } from '../../../src/core/model/person.ts'
import { nobodyMet } from '../../../src/core/session/catch-up/catch-up-desk.ts'
import { erasedWatch } from '../../../src/core/session/erased-watch.ts'
import { codeOf } from '../../contract/vault.ts'
import { colleagues, deskOf } from './colleagues.ts'
import { oneDesk } from './one-desk.ts'
import { foundsTeam, passphrase } from './team-builders.ts'
import { someone } from './two-at-a-table.ts'

const because = 'The records lead reviewed it: past the time.'
const pastTheirTime = () => ({ ...someone('Okafor', { kind: 'not-asked' }), died: calendarDate.parse('2010-01-01') })

/** Two windows of one vault; the second is in a huddle that has somebody on its agenda who died long ago. */
async function twoWindows() {
  const open = colleagues().installation()
  const first = deskOf(await foundsTeam(await open(), 'Nadia Clegg'))
  const again = await open()
  await again.unlock(passphrase)
  const second = deskOf(again)
  const person = pastTheirTime()
  await first.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
  const live = await second.startHuddle('Daily huddle', [{ id: person.id, reason: 'Review due' }])
  return { first, second, person, live }
}

afterEach(() => void vi.restoreAllMocks())

describe('erasing somebody where there is more than one window', () => {
  it('[V159] waits until the other window has left the huddle that has them on its agenda', async () => {
    const { first, second, person, live } = await twoWindows()
    expect(await codeOf(first.erasePerson(person.id, because))).toBe('in-this-huddle')
    expect(first.people.get()).toHaveLength(1)
    await live.leave()
    await first.erasePerson(person.id, because)
    await vi.waitFor(() => expect(second.people.get()).toEqual([]))
  })

  it('[V159] takes the other window out of it where that one was not asked, or did not answer', async () => {
    const { postMessage } = BroadcastChannel.prototype
    vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(function unanswered(this: BroadcastChannel, said: { kind: string }) {
      if (said.kind !== 'has') postMessage.call(this, said)
    })
    const { first, second, person } = await twoWindows()
    await first.erasePerson(person.id, because)
    await vi.waitFor(() => expect(second.live.get()).toBeUndefined())
  })

  it('[V159] names them no more among what colleagues brought', async () => {
    const one = await oneDesk()
    const { person } = one.filed.outcome
    await one.vault.audit.add({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Mei Tanaka', kind: 'brought', person: person.id, detail: 'Their device brought an outcome' })
    const desk = await one.reopen()
    await vi.waitFor(() => expect(desk.sinceLastTime.get().brought).toHaveLength(1))
    await one.vault.people.change([person.id], (each) => each && { ...each, died: calendarDate.parse('2010-01-01') })
    await one.vault.outcomes.change([one.filed.id], (each) => each && { ...each, receipt: { at: each.outcome.readBackAt, folder: 'memory', ledgerLine: 2 } })
    await desk.erasePerson(person.id, because)
    expect(desk.sinceLastTime.get().brought).toEqual([])
  })

  it('[V159] nor among what was set aside, where others stay', async () => {
    const person = pastTheirTime()
    const catchUp = cell({ ...nobodyMet, setAside: [`${personInitials(person)}: what Mei Tanaka’s device brought was set aside.`, 'A. B.: what Mei Tanaka’s device brought was set aside.'] })
    const { vault } = await oneDesk()
    vi.spyOn(vault, 'receipts').mockResolvedValue([{ person: person.id } as never])
    await erasedWatch({ vault, live: cell(undefined), people: () => [person], since: { forget: () => undefined }, catchUp }, new Set())()
    expect(catchUp.get().setAside).toEqual(['A. B.: what Mei Tanaka’s device brought was set aside.'])
  })
})
