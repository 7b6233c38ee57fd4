import { describe, expect, it, vi } from 'vitest'
import { answersTo } from '../../../src/core/model/filed-outcome.ts'
import { cell } from '../../../src/core/model/observable.ts'
import type { Desk } from '../../../src/core/session/session.ts'
import { deskOf } from './colleagues.ts'
import { decide, huddleOfTwo, openItem, passphrase, until, write } from './two-at-a-table.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }

/** A filed outcome that the chair signed and the other one has not answered, or has declined. */
async function filedByTheChairAlone(declines?: string) {
  const table = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
  const { live, theirs, item } = table
  decide(await openItem(live, item), live.me)
  await openItem(theirs, item)
  await live.readBack(item)
  await live.sign(item)
  await vi.waitFor(() => expect(theirs.readBackOf(item)?.signed).toHaveLength(1), patience)
  if (declines) await theirs.decline(item, declines)
  await vi.waitFor(() => expect(live.readBackOf(item)?.declined.map(({ because }) => because)).toEqual(declines ? [declines] : []), patience)
  await live.closeItem(item)
  await vi.waitFor(() => expect(table.joinerDesk.outcomes.get()).toHaveLength(1), patience)
  await live.close()
  await live.signCheckpoint()
  await live.file()
  await until(theirs.closing, ({ kind }) => kind === 'filed')
  await vi.waitFor(() => expect(table.joinerDesk.outcomes.get()[0]?.receipt).toBeDefined(), patience)
  return table
}

const only = (desk: Desk) => {
  const [filed, ...more] = desk.outcomes.get()
  if (!filed || more.length > 0) throw new Error('not one outcome')
  return filed
}

describe('after an outcome was filed', { timeout: 60_000 }, () => {
  it('[R31] somebody who had not answered signs later: the chair’s device adds it, both learn its line, the ledger counts it, the story says it', async () => {
    const { chairDesk, joinerDesk, person } = await filedByTheChairAlone()
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'signed' })
    await vi.waitFor(() => expect(only(chairDesk).late?.[0]?.receipt?.ledgerLine).toBe(4), patience)
    await vi.waitFor(() => expect(only(joinerDesk).late?.[0]?.receipt).toMatchObject({ ledgerLine: 4, folder: 'the records folder of Nadia Clegg' }), patience)
    const report = await chairDesk.verifyRecords(() => undefined)
    expect(report).toMatchObject({ ok: true, counts: { signatures: 2, lateAnswers: 1 } })
    const story = await chairDesk.timeline(person.id)
    expect(story).toContainEqual(expect.objectContaining({ kind: 'outcome', signers: ['Nadia Clegg'], signedLater: ['Sam Wood'] }))
    await expect(joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'signed' })).rejects.toThrow(/answered it/)
    await expect(chairDesk.answerOutcome(only(chairDesk).id, { kind: 'declined', because: 'No' })).rejects.toThrow(/answered it/)
  })

  it('[R31] somebody declines at the table, with a reason, and signs later: both stand', async () => {
    const { chairDesk, joinerDesk, person } = await filedByTheChairAlone('Work was left out.')
    expect(await chairDesk.timeline(person.id)).toContainEqual(
      expect.objectContaining({ declined: [{ name: 'Sam Wood', because: 'Work was left out.' }] }),
    )
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'signed' })
    await vi.waitFor(() => expect(only(chairDesk).late?.[0]?.receipt).toBeDefined(), patience)
    expect((await chairDesk.verifyRecords(() => undefined)).counts).toMatchObject({ signatures: 2, declined: 1, lateAnswers: 1 })
    expect(await chairDesk.timeline(person.id)).toContainEqual(expect.objectContaining({ declined: [], signedLater: ['Sam Wood'] }))
  })

  it('[R31] somebody declines later, and a chair who was away gets it when the two meet again', async () => {
    const { chairDesk, joinerDesk, live } = await filedByTheChairAlone()
    live.setOnline(false)
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'declined', because: 'I see it differently now.' })
    expect(only(joinerDesk).late?.[0]).toMatchObject({ given: { because: 'I see it differently now.' } })
    expect(only(chairDesk).late).toBeUndefined()
    live.setOnline(true)
    await vi.waitFor(() => expect(only(chairDesk).late?.[0]?.receipt).toBeDefined(), patience)
    expect(answersTo(only(chairDesk)).map(({ kind }) => kind)).toEqual(['signed', 'declined'])
  })

  it('[R31] somebody declines and then signs while the chair is away: the chair gets both, in that order', async () => {
    const { chairDesk, joinerDesk, live } = await filedByTheChairAlone()
    live.setOnline(false)
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'declined', because: 'Work was left out.' })
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'signed' })
    live.setOnline(true)
    await vi.waitFor(() => expect(only(chairDesk).late?.map(({ given, receipt }) => [given.kind, receipt !== undefined])).toEqual([['declined', true], ['signed', true]]), patience)
    expect((await chairDesk.verifyRecords(() => undefined)).ok).toBe(true)
  })

  it('[R31] a late answer that the record could not take is added with whatever comes next', async () => {
    const { chairHost, chairDesk, joinerDesk, theirs, item } = await filedByTheChairAlone()
    chairHost.breakRecords('records-unwritable')
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'declined', because: 'Work was left out.' })
    await vi.waitFor(() => expect(only(chairDesk).late).toMatchObject([{ given: { because: 'Work was left out.' } }]), patience)
    expect(only(chairDesk).late?.[0]?.receipt).toBeUndefined()
    chairHost.breakRecords(undefined)
    write((await openItem(theirs, item)).person.formulation, 'And later.')
    await vi.waitFor(() => expect(only(chairDesk).late?.[0]?.receipt).toBeDefined(), patience)
  })

  it('[R31] [V32] a chair whose records folder does not answer locks meanwhile, and adds the answer when they are back', async () => {
    const { chair, chairHost, chairDesk, joinerDesk } = await filedByTheChairAlone()
    const asked = cell(false)
    const silent = vi.spyOn(chairHost, 'call').mockImplementation(() => {
      asked.set(true)
      return new Promise(() => undefined)
    })
    await joinerDesk.answerOutcome(only(joinerDesk).id, { kind: 'signed' })
    await until(asked, (was) => was)
    await chairDesk.lock()
    expect(chair.phase.get().kind).toBe('locked')
    silent.mockRestore()
    await chair.unlock(passphrase)
    await vi.waitFor(() => expect(only(deskOf(chair)).late?.[0]?.receipt).toBeDefined(), patience)
  })

  it('[R32] an amendment starts from the earlier decision, says why, and both ways lead to each other', async () => {
    const { chairDesk, live, person } = await filedByTheChairAlone()
    const before = only(chairDesk)
    await expect(chairDesk.amend(before.id, '  ')).rejects.toThrow(/needs its reason/)
    const table = await chairDesk.amend(before.id, 'She has moved to Sheffield.')
    expect(table.id).not.toBe(live.id)
    const [entry] = table.view.get().agenda
    if (!entry) throw new Error('no item')
    const open = await openItem(table, entry.id)
    expect(open.discussion.draft()).toMatchObject({
      question: before.outcome.question,
      decision: before.outcome.decision,
      actions: [{ what: 'Ring her' }],
      keyworker: { kind: 'one', value: before.outcome.keyworker },
    })
    write(open.discussion.field('decision'), 'Hand over to the Sheffield hub by warm introduction.')
    await table.readBack(entry.id)
    await table.sign(entry.id)
    await table.closeItem(entry.id)
    await table.close()
    await table.signCheckpoint()
    await table.file()
    const after = chairDesk.outcomes.get().find(({ id }) => id !== before.id)
    expect(after?.outcome.replaces).toEqual({ outcome: before.id, because: 'She has moved to Sheffield.' })
    expect(await chairDesk.verifyRecords(() => undefined)).toMatchObject({ ok: true, counts: { packages: 2 } })
    const story = (await chairDesk.timeline(person.id)).filter(({ kind }) => kind === 'outcome')
    expect(story).toMatchObject([
      { outcome: after?.id, replaces: { because: 'She has moved to Sheffield.' }, replacedBy: [] },
      { outcome: before.id, replacedBy: [after?.id] },
    ])
    expect(chairDesk.actions.get().map(({ state, howItWent }) => `${state} ${howItWent}`).toSorted()).toEqual([
      'not done Decided again in a later outcome: She has moved to Sheffield.',
      'to do ',
    ])
    await expect(chairDesk.amend(before.id, 'Again')).rejects.toThrow(/later outcome has replaced/)
  })
})
