import { describe, expect, it, vi } from 'vitest'
import { decide, huddleOfTwo, openItem, until } from './two-at-a-table.ts'

const theirWords = 'She asked for somebody else.'

/** Somebody away challenges what the chair closes meanwhile. */
async function challengedApart() {
  const table = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
  const { live, theirs, item } = table
  const mine = await openItem(live, item)
  const joined = await openItem(theirs, item)
  decide(mine, live.me)
  await live.readBack(item)
  await vi.waitFor(() => expect(theirs.readBackOf(item)).toBeDefined())
  theirs.setOnline(false)
  theirs.challenge(item, theirWords)
  await live.sign(item)
  await live.closeItem(item)
  const heard = async (): Promise<void> => {
    theirs.setOnline(true)
    await vi.waitFor(() => expect(mine.discussion.challenges()).toHaveLength(1))
  }
  /** The discussion is decided again with the challenge, and the huddle filed. */
  const decideAgain = async (): Promise<void> => {
    await until(theirs.view, ({ agenda }) => agenda[0]?.state === 'open')
    await vi.waitFor(() => expect(joined.discussion.reading()).toBeUndefined())
    await live.readBack(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)).toMatchObject({ changedSince: false }))
    await theirs.sign(item)
    await live.sign(item)
    await live.closeItem(item)
    await live.close()
    await live.signCheckpoint()
    await live.file()
  }
  const filed = () => table.chairDesk.outcomes.get().map(({ outcome, receipt }) => ({ said: outcome.challenges.map(({ text }) => text), replaces: outcome.replaces?.because, filed: receipt !== undefined }))
  return { ...table, heard, decideAgain, filed }
}

const both = [
  { said: [theirWords], replaces: 'Challenged by Sam Wood as it closed.', filed: true },
  { said: [], replaces: undefined, filed: true },
]

describe('a challenge that was made apart while its discussion closed', () => {
  it('[J62] keeps the huddle from closing, names whose it is, and is in the outcome that replaces the one before', async () => {
    const { chairDesk, live, heard, decideAgain, filed } = await challengedApart()
    await heard()
    await expect(live.close()).rejects.toThrow(/Sam Wood challenged what was decided about D\. ?O/)
    expect(live.view.get()).toMatchObject({ about: { state: 'open' }, agenda: [{ state: 'open' }], checkpoint: undefined })
    await expect(live.close()).rejects.toThrow(/still open/)
    await decideAgain()
    expect(filed()).toEqual(both)
    expect((await chairDesk.verifyRecords(() => undefined)).findings).toEqual([])
  })

  it('[J62] keeps it from being filed too where it arrives once everybody was asked to sign', async () => {
    const { chairDesk, live, heard, decideAgain, filed } = await challengedApart()
    await live.close()
    await live.signCheckpoint()
    await heard()
    await expect(live.file()).rejects.toThrow(/Sam Wood challenged/)
    expect(live.view.get()).toMatchObject({ about: { state: 'open' }, agenda: [{ state: 'open' }] })
    await decideAgain()
    expect(filed()).toEqual(both)
    expect((await chairDesk.verifyRecords(() => undefined)).findings).toEqual([])
  })

  it('[J62] [R250] reaches a chair whose app was opened again since, and is part of everything held', async () => {
    const { chairDesk, live, theirs, person } = await challengedApart()
    await live.leave({ keepPlace: true })
    const again = await chairDesk.resumeHuddle(live.id)
    theirs.setOnline(true)
    const held = async () => (await chairDesk.previewAccess(person.id)).parts.flatMap(({ texts }) => texts.map(({ text }) => text))
    await vi.waitFor(async () => expect(await held()).toContain(theirWords), { timeout: 10_000 })
    await expect(again.close()).rejects.toThrow(/Sam Wood challenged/)
  })
})
