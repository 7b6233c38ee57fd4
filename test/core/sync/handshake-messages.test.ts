import { expect, it } from 'vitest'
import { memberId, newId } from '../../../src/core/model/ids.ts'
import { longestRoster, rosterLimits, type RosterMember } from '../../../src/core/model/roster.ts'
import { issueRoster } from '../../../src/core/record/roster.ts'
import { readHandshake, writeHandshake } from '../../../src/core/sync/handshake-messages.ts'
import { deviceOf, hub } from '../record/roster-builders.ts'
import { effects } from '../session/effects.ts'

const handedOver = (pass: string, roster: string) => {
  const papers = JSON.stringify({ pass, roster })
  return { papers, read: (['in', 'papers'] as const).map((say) => readHandshake(writeHandshake({ say, papers }))) }
}

it.each([['quotation marks', '"'], ['backslashes', '\\'], ['letters of three bytes', '…'], ['letters of four bytes', '😀'], ['plain letters', 'a']])(
  '[L184] a roster of the greatest length is read, beside a pass, also where it is all %s',
  (_what, unit) => {
    const { papers, read } = handedOver('"'.repeat(8000), unit.repeat(longestRoster / unit.length))
    expect(read.map((each) => each && 'papers' in each && each.papers === papers)).toEqual([true, true])
  },
)

it('[L184] a roster of as many devices as fit is handed over whole', { timeout: 60_000 }, async () => {
  const lead = await deviceOf('Nadia Clegg')
  const devices = await Promise.all(Array.from({ length: 354 }, (_, index) => deviceOf(`Somebody of the team with rather a long name, number ${index}`)))
  const others: RosterMember[] = []
  for (let first = 0; first < devices.length; first += rosterLimits.devices) {
    others.push({ id: newId(memberId, effects.random), devices: devices.slice(first, first + rosterLimits.devices).map(({ card }) => card), leads: false })
  }
  const members = [{ id: newId(memberId, effects.random), devices: [lead.card], leads: true }, ...others]
  const { text } = await issueRoster({ team: hub, epoch: 1, members, removed: [], what: 'Founded.' }, { earlier: [], charter: [], epochSecret: undefined }, lead, effects)
  expect(text.length).toBeGreaterThan(0.8 * longestRoster)
  const { papers, read } = handedOver('', text)
  expect(read).toEqual([{ say: 'in', papers }, { say: 'papers', papers }])
})
