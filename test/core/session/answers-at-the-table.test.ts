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
})
