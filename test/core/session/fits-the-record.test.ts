import { expect, it } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { longestAction, mostActions } from '../../../src/core/model/outcome.ts'
import { asOutcome } from '../../../src/core/session/fits-the-record.ts'
import { sampleOutcome } from '../../fixtures/record/sample-outcome.ts'
import { decide, huddleOfTwo, openItem, write } from './two-at-a-table.ts'

async function decided() {
  const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
  const table = await openItem(live, item)
  const { discussion } = table
  decide(table, live.me)
  const [action] = discussion.actions()
  if (!action) throw new Error('no action')
  return { live, item, discussion, action }
}

it('[J63] [J8] an action that grew past what an outcome takes since it was read back is said to have changed', async () => {
  const { live, item, action } = await decided()
  await live.readBack(item)
  write(action.what, 'x'.repeat(longestAction))
  expect(live.readBackOf(item)).toMatchObject({ changedSince: true })
})

it('[J63] an action that is longer than an outcome takes is named, with what to do', async () => {
  const { live, item, action } = await decided()
  write(action.what, 'x'.repeat(longestAction))
  await expect(live.readBack(item)).rejects.toMatchObject({ problem: { code: 'too-long', happened: expect.stringMatching(/the action “Ring her x+…” \(at most 2,000 characters\)/) } })
})

it('[J63] so are more actions than an outcome takes, also once it was read back', async () => {
  const { live, item, discussion } = await decided()
  await live.readBack(item)
  for (let more = 0; more < mostActions; more += 1) {
    const id = discussion.addAction('Ring her again')
    const action = discussion.actions().find((each) => each.id === id)
    action?.owner.write({ name: live.me.name, role: live.me.role, device: live.me.device }, live.me.name)
    action?.due.write(calendarDate.parse('2026-12-01'), live.me.name)
  }
  expect(live.readBackOf(item)).toMatchObject({ changedSince: true })
  await expect(live.readBack(item)).rejects.toMatchObject({ problem: { code: 'actions-too-many', happened: expect.stringContaining('asks for 101') } })
})

it('[J63] whatever else the record does not take is refused in words, too', async () => {
  const content = await sampleOutcome(1)
  expect(() => asOutcome({ ...content, formulationAbout: content.formulationAbout, clock: 'x'.repeat(201) })).toThrow(/does not take what is written with this decision \(clock\)/)
})
