import { describe, expect, it, vi } from 'vitest'
import { decide, huddleOfTwo, openItem, until, write } from './two-at-a-table.ts'

/** Both have the discussion open, it is decided and read back. */
async function readBackToTwo() {
  const table = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
  const { live, theirs, item } = table
  const mine = await openItem(live, item)
  const joined = await openItem(theirs, item)
  decide(mine, live.me)
  await live.readBack(item)
  await vi.waitFor(() => expect(theirs.readBackOf(item)).toBeDefined())
  return { ...table, mine, joined }
}

describe('answers to what was read back', () => {
  it('[C36] one that was given apart to an earlier reading counts as none to the next', async () => {
    const { live, theirs, item, mine } = await readBackToTwo()
    theirs.setOnline(false)
    await theirs.sign(item)
    write(mine.discussion.field('why'), 'And one more reason.')
    await live.readBack(item)
    const second = live.readBackOf(item)?.outcome.id
    theirs.setOnline(true)
    await vi.waitFor(() => expect(theirs.readBackOf(item)?.outcome.id).toBe(second))
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(1))
    expect(live.readBackOf(item)).toMatchObject({ signed: [], waitingFor: [{ name: live.me.name }, { name: theirs.me.name }] })
    await theirs.sign(item)
    await vi.waitFor(() => expect(live.readBackOf(item)?.signed).toMatchObject([{ name: theirs.me.name }]))
  })

  it('[C36] a discussion does not close on one that the chair gave apart to an earlier reading', async () => {
    const { live, theirs, item, mine, joined } = await readBackToTwo()
    live.setOnline(false)
    await live.sign(item)
    write(joined.discussion.field('why'), 'And one more reason.')
    await theirs.readBack(item)
    const second = theirs.readBackOf(item)?.outcome.id
    live.setOnline(true)
    await vi.waitFor(() => expect(live.readBackOf(item)?.outcome.id).toBe(second))
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(1))
    await expect(live.closeItem(item)).rejects.toThrow(/signed/)
  })

  it('[J60] one in somebody’s name that their device did not give counts as none', async () => {
    const { live, theirs, item, mine, joined } = await readBackToTwo()
    await theirs.sign(item)
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(1))
    const [given] = mine.discussion.answers()
    if (given?.kind !== 'signed') throw new Error('nobody signed')
    joined.discussion.give({ ...given, card: live.me })
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(2))
    expect(live.readBackOf(item)).toMatchObject({ signed: [{ name: theirs.me.name }], waitingFor: [{ name: live.me.name }] })
    await expect(live.closeItem(item)).rejects.toThrow(/signed/)
  })

  it('[J60] whoever comes in after the read-back is told to have it read back again, and nobody waits for their answer until then', async () => {
    const { joinerDesk, live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    decide(mine, live.me)
    await theirs.leave()
    await until(live.view, ({ attendees }) => attendees.some(({ leftAt }) => leftAt !== undefined))
    await live.readBack(item)
    const back = await joinerDesk.resumeHuddle(theirs.id)
    await openItem(back, item)
    await until(live.view, ({ attendees }) => attendees.every(({ leftAt }) => leftAt === undefined))
    await vi.waitFor(() => expect(back.readBackOf(item)).toMatchObject({ changedSince: false }))
    expect(live.readBackOf(item)?.waitingFor).toMatchObject([{ name: live.me.name }])
    await expect(back.sign(item)).rejects.toThrow(/before you came in/)
    await expect(back.decline(item, 'I was not there.')).rejects.toThrow(/before you came in/)
    await live.readBack(item)
    await vi.waitFor(() => expect(back.readBackOf(item)?.outcome.present).toHaveLength(2))
    await back.sign(item)
  })

  it('[R31] somebody who declined and signs before the huddle is filed keeps nothing from being filed, and both stand in the record', async () => {
    const { chairDesk, joinerDesk, live, theirs, item, mine } = await readBackToTwo()
    await theirs.decline(item, 'I am not sure yet.')
    await vi.waitFor(() => expect(live.readBackOf(item)?.declined).toHaveLength(1))
    await live.sign(item)
    await live.closeItem(item)
    await vi.waitFor(() => expect(joinerDesk.outcomes.get()).toHaveLength(1))
    const id = joinerDesk.outcomes.get()[0]?.id
    if (!id) throw new Error('no outcome')
    await joinerDesk.answerOutcome(id, { kind: 'signed' })
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(3))
    await live.close()
    await live.signCheckpoint()
    await live.file()
    const late = () => [chairDesk, joinerDesk].map((desk) => desk.outcomes.get()[0]?.late?.map(({ given, receipt }) => [given.kind, receipt !== undefined]))
    await vi.waitFor(() => expect(late()).toEqual([[['signed', true]], [['signed', true]]]))
    expect(chairDesk.outcomes.get()[0]?.answers.map(({ kind }) => kind).toSorted()).toEqual(['declined', 'signed'])
    expect((await chairDesk.verifyRecords(() => undefined)).findings).toEqual([])
  })

  it('[R240] [R242] what was filed and had left the document before a device outside the team saw it comes to that device', async () => {
    const { chairDesk, joinerDesk, live, theirs, item } = await readBackToTwo()
    await theirs.decline(item, 'I am not sure yet.')
    await live.sign(item)
    await vi.waitFor(() => expect(live.readBackOf(item)?.declined).toHaveLength(1))
    theirs.setOnline(false)
    await live.closeItem(item)
    await theirs.sign(item)
    theirs.setOnline(true)
    await vi.waitFor(() => expect(joinerDesk.outcomes.get().map(({ answers }) => answers.map(({ kind }) => kind))).toEqual([['signed', 'signed']]))
    await vi.waitFor(() => expect(chairDesk.outcomes.get()[0]?.answers).toHaveLength(3))
    await live.close()
    await live.signCheckpoint()
    await live.file()
    const stands = () => joinerDesk.outcomes.get().map(({ answers, receipt, late }) => [answers.map(({ kind }) => kind).toSorted(), receipt?.ledgerLine, late?.map(({ given }) => given.kind)])
    await vi.waitFor(() => expect(stands()).toEqual([[['declined', 'signed'], 2, ['signed']]]))
  })

  it('[J61] one that holds and is kept stays, whoever takes it out of the document before it is filed or writes another text there', async () => {
    const { chairDesk, live, theirs, item, mine, joined } = await readBackToTwo()
    await theirs.decline(item, 'She was not asked.')
    await vi.waitFor(() => expect(live.readBackOf(item)?.declined).toHaveLength(1))
    await live.sign(item)
    await live.closeItem(item)
    const kept = () => chairDesk.outcomes.get().map(({ payload, answers }) => [payload, answers.map(({ kind }) => kind).toSorted()])
    const reading = mine.discussion.reading()
    if (!reading) throw new Error('nothing was read back')
    expect(kept()).toEqual([[reading.payload, ['declined', 'signed']]])
    await vi.waitFor(() => expect(joined.discussion.answers()).toHaveLength(2))
    joined.person.doc.getMap(`item:${item}:answers`).clear()
    await vi.waitFor(() => expect(mine.discussion.answers()).toHaveLength(0))
    joined.discussion.readBack({ ...reading, payload: reading.payload.replace('Hub keyworker now.', 'Discharge her now.') })
    await vi.waitFor(() => expect(mine.discussion.reading()?.payload).toContain('Discharge her now.'))
    await live.close()
    expect(kept()).toEqual([[reading.payload, ['declined', 'signed']]])
  })

  it('[R252] [R81] a refusal stands in the refuser’s own list too, and what only the chair can file is called filed by nobody else', async () => {
    const { joinerDesk, live, theirs, item, person } = await readBackToTwo()
    await theirs.decline(item, 'She was not asked.')
    await vi.waitFor(() => expect(live.readBackOf(item)?.declined).toHaveLength(1))
    await live.sign(item)
    await live.closeItem(item)
    await vi.waitFor(() => expect(joinerDesk.outcomes.get()).toHaveLength(1))
    expect((await joinerDesk.readTrail(person.id)).filter(({ by, kind }) => by === theirs.me.name && kind === 'refused')).toHaveLength(1)
    await expect(joinerDesk.fileWaiting()).rejects.toMatchObject({ problem: { code: 'only-the-chair', happened: expect.stringContaining(live.me.name) } })
    expect(joinerDesk.outcomes.get()[0]?.receipt).toBeUndefined()
  })
})
