import { expect, it } from 'vitest'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { personInitials } from '../../../src/core/model/person.ts'
import type { FiledOutcome } from '../../../src/core/model/filed-outcome.ts'
import { declined, sampleOutcome, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { oneDesk } from './one-desk.ts'

/** An outcome of a huddle of its own, which the nurse has chaired. */
async function chairedByTheNurse(number: number, readBackAt: string): Promise<FiledOutcome> {
  const { name, role, device } = (await sampleTeam()).nurse.card
  const huddle = { ...(await sampleOutcome(number)).huddle, id: `${number}`.padStart(32, 'c'), chair: { name, role, device } }
  const { outcome, payload, answers } = await signedSample(number, { huddle, readBackAt })
  return { id: outcome.id, outcome, payload, answers }
}

it('[R31] a huddle that cannot be filed keeps no later one from being filed, and is told', async () => {
  const one = await oneDesk()
  const damaged = await chairedByTheNurse(2, '2026-11-24T09:50:00.000Z')
  const whole = await chairedByTheNurse(3, '2026-11-25T09:50:00.000Z')
  await one.vault.outcomes.put([{ ...damaged, payload: `${damaged.payload} ` }, whole])
  const desk = await one.reopen()
  await expect(desk.fileWaiting()).rejects.toMatchObject({ problem: { code: 'not-canonical' } })
  expect(desk.outcome(whole.id)?.receipt).toBeDefined()
  expect(desk.outcome(damaged.id)?.receipt).toBeUndefined()
})

it('[R245] what cannot be prepared of a huddle keeps nothing else of it from being filed, and is told by initials, with why', async () => {
  const { vault, reopen } = await oneDesk()
  const [damaged, whole] = [await chairedByTheNurse(2, '2026-11-24T09:50:00.000Z'), await chairedByTheNurse(3, '2026-11-25T09:50:00.000Z')]
  const { huddle } = damaged.outcome
  const { outcome, payload, answers } = await signedSample(3, { huddle, readBackAt: whole.outcome.readBackAt })
  await vault.outcomes.put([{ ...damaged, payload: `${damaged.payload} ` }, { id: outcome.id, outcome, payload, answers }])
  const desk = await reopen()
  const whose = personInitials(damaged.outcome.person)
  await expect(desk.fileWaiting()).rejects.toMatchObject({ problem: { code: 'not-canonical', happened: expect.stringContaining(`What was decided about ${whose} could not be filed. ${whose}: `) } })
  expect(desk.outcome(outcome.id)?.receipt).toBeDefined()
  expect(desk.outcome(damaged.id)?.receipt).toBeUndefined()
})

it('[J12] a records folder that cannot be written is refused before anything is typeset for it, and files once it can be', async () => {
  const { vault, host, fonts, reopen } = await oneDesk()
  const waiting = await chairedByTheNurse(2, '2026-11-24T09:50:00.000Z')
  await vault.outcomes.put([waiting])
  const desk = await reopen()
  host.breakRecords('records-unwritable')
  await expect(desk.fileWaiting()).rejects.toMatchObject({ problem: { code: 'records-unwritable', happened: 'The records folder cannot be written.', kept: expect.stringContaining('waiting to be filed') } })
  expect(fonts).not.toHaveBeenCalled()
  host.breakRecords(undefined)
  await desk.fileWaiting()
  expect(desk.outcome(waiting.id)?.receipt).toBeDefined()
  expect(fonts).toHaveBeenCalled()
})

it('[R31] [R243] the refusal of somebody who then signed, as nobody else did, comes into the record after the signature', async () => {
  const { vault, reopen } = await oneDesk()
  const waiting = await chairedByTheNurse(2, '2026-11-24T09:50:00.000Z')
  const { nurse } = await sampleTeam()
  const refusal = await declined(waiting.payload, nurse, 'Not before she was asked', instant.parse('2026-11-24T09:50:30.000Z'))
  const signature = waiting.answers.filter(({ card, kind }) => card.device === nurse.card.device && kind === 'signed')
  await vault.outcomes.put([{ ...waiting, answers: [refusal, ...signature] }])
  const desk = await reopen()
  await desk.fileWaiting()
  expect(desk.outcome(waiting.id)).toMatchObject({ answers: signature, late: [{ given: refusal, receipt: { ledgerLine: 4 } }] })
  expect(await desk.verifyRecords(() => undefined)).toMatchObject({ ok: true, counts: { signatures: 1, declined: 1, lateAnswers: 1 } })
})

it('[R240] what is filed later is told in its huddle as well, for devices that meet it there', async () => {
  const { vault, reopen } = await oneDesk()
  const waiting = await chairedByTheNurse(2, '2026-11-24T09:50:00.000Z')
  await vault.outcomes.put([waiting])
  const { huddle, team } = waiting.outcome
  const kept = await vault.openDoc(`huddle:${huddle.id}`)
  const there = huddleDoc(kept.doc)
  const { device } = (await sampleTeam()).nurse.card
  there.setAbout({ id: huddle.id, title: huddle.title, team, startedAt: huddle.startedAt, chair: device, noteKeeper: device, state: 'closing' })
  const desk = await reopen()
  await desk.fileWaiting()
  expect(there.filed()).toMatchObject([{ outcome: waiting.id, ledgerLine: desk.outcome(waiting.id)?.receipt?.ledgerLine }])
  await kept.release()
})
