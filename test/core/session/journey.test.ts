import { describe, expect, it, vi } from 'vitest'
import { dayOf } from '../../../src/core/model/dates.ts'
import { anchorAt } from '../../../src/core/doc/anchors.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { effects } from './effects.ts'
import { decide, huddleOfTwo, openItem, until, write } from './two-at-a-table.ts'

describe('a huddle of two', () => {
  it('[C163] somebody who waits on the agenda is not put on it a second time', async () => {
    const { live, person } = await huddleOfTwo({ kind: 'not-asked' })
    const there = live.view.get().agenda.find(({ personId }) => personId === person.id)?.id
    expect(await live.addItem(person.id, 'Raised by a member')).toBe(there)
    expect(live.view.get().agenda.filter(({ personId }) => personId === person.id)).toHaveLength(1)
    expect(await live.addItem(person.id, 'A decision to amend')).not.toBe(there)
  })

  it('[J5] [R240] goes from invite to filed record: read back, signed by both, checkpoint, package, timeline, actions', async () => {
    const { chairDesk, joinerDesk, live, theirs, item, person } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    await vi.waitFor(() => expect(joined.person.identity()?.familyName).toBe('Okafor'))
    decide(mine, live.me)
    await live.readBack(item)
    await live.sign(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)?.signed).toHaveLength(1))
    await theirs.sign(item)
    await vi.waitFor(() => expect(live.readBackOf(item)?.signed).toHaveLength(2))
    await live.closeItem(item)
    await live.close()
    await live.signCheckpoint()
    await until(theirs.view, ({ checkpoint }) => checkpoint !== undefined)
    await theirs.signCheckpoint()
    await live.file()
    expect(live.closing.get()).toMatchObject({ kind: 'filed', outcomes: 1 })

    const report = await chairDesk.verifyRecords(() => undefined)
    expect(report.findings).toEqual([])
    expect(chairDesk.actions.get()).toMatchObject([{ what: 'Ring her', state: 'to do' }])
    expect(await chairDesk.timeline(person.id)).toContainEqual(expect.objectContaining({ kind: 'outcome', on: dayOf(effects.clock()), filed: true }))
    await until(theirs.closing, ({ kind }) => kind === 'filed')
    await vi.waitFor(() => expect(joinerDesk.outcomes.get()[0]?.receipt?.ledgerLine).toBeGreaterThan(0))
    const [filed, learnt] = [chairDesk, joinerDesk].map((desk) => desk.outcomes.get()[0])
    expect([learnt?.receipt?.at, learnt?.receipt?.ledgerLine, learnt?.answers]).toEqual([filed?.receipt?.at, filed?.receipt?.ledgerLine, filed?.answers])
  })

  it('[J6] opens nothing of a person to an organisation that they have not agreed to share with, and says so', async () => {
    const { theirs, item } = await huddleOfTwo({ kind: 'declined' }, 'Council')
    const access = await until(theirs.access(item), (state) => state.kind === 'not-shared' && state.because.includes('has not agreed'))
    expect(access).toMatchObject({ kind: 'not-shared' })
  })

  it('[J7] keeps the decision from closing while it is vague, and says what is missing', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    await openItem(live, item)
    await expect(live.readBack(item)).rejects.toThrow(/keyworker, review date/)
    await expect(live.closeItem(item)).rejects.toThrow(/signed/)
    await expect(live.close()).rejects.toThrow(/still open/)
  })

  it('[J45] closes with what was decided in the very moment before', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    decide(await openItem(live, item), live.me)
    await live.readBack(item)
    await live.sign(item)
    const closed = live.closeItem(item)
    await live.close()
    await closed
    await live.signCheckpoint()
    await live.file()
    expect(live.closing.get()).toMatchObject({ kind: 'filed', outcomes: 1 })
  })

  it('[J45] is not closed by a chair whose computer does not hold what was decided, and says whose that is', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'declined' }, 'Council')
    decide(await openItem(live, item), live.me)
    await live.readBack(item)
    await live.sign(item)
    await live.closeItem(item)
    await live.handOver('chair', theirs.me.device)
    await until(theirs.view, ({ about, agenda }) => about?.chair === theirs.me.device && agenda.every(({ state }) => state === 'closed'))
    await expect(theirs.close()).rejects.toThrow(/does not hold what was decided about D\. ?O/)
    expect(theirs.view.get().checkpoint).toBeUndefined()
    await theirs.handOver('chair', live.me.device)
    await until(live.view, ({ about }) => about?.chair === live.me.device)
    await live.close()
    expect(live.view.get().checkpoint).toBeDefined()
  })

  it('[C70] keeps a version of the formulation as it is read back, and says so when the discussion closes', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    write(mine.person.formulation, 'Lost the flat in spring.')
    decide(mine, live.me)
    await live.readBack(item)
    expect(mine.person.formulationVersions.list()).toMatchObject([{ by: { name: 'Nadia Clegg' }, why: { kind: 'read-back', huddle: 'Daily huddle' } }])
    await live.sign(item)
    await live.closeItem(item)
    await vi.waitFor(() => expect(joined.person.formulationVersions.list()).toMatchObject([{ why: { kind: 'closed', item } }]))
  })

  it('[R92] the read-back keeps who made and wrote the formulation and what is still open; a comment that comes later holds nothing up', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    write(mine.person.formulation, 'Lost the flat in spring.')
    const about = anchorAt({ type: mine.person.formulation, index: 0, assoc: 0 }, { type: mine.person.formulation, index: 1, assoc: -1 })
    mine.person.formulationFacts.made.write('Together with the person', live.me.name)
    mine.person.formulationFacts.addAuthor({ name: 'Dalia Okafor', role: 'The person' })
    const open = mine.person.formulationComments.add(about, 'Was it spring?', { name: 'Nadia Clegg', role: 'Clinical psychologist' })
    mine.person.formulationComments.reply(open, 'It was March.', { name: 'Nadia Clegg', role: 'Clinical psychologist' })
    const settled = mine.person.formulationComments.add(about, 'Settled.', { name: 'Nadia Clegg', role: 'Clinical psychologist' })
    mine.person.formulationComments.resolve(settled, live.me.name)
    decide(mine, live.me)
    await until(mine.writers, (writers) => writers.size > 0)
    await live.readBack(item)
    expect(live.readBackOf(item)?.outcome.formulationAbout).toMatchObject({
      made: ['Together with the person'],
      standing: [],
      authors: [{ name: 'Dalia Okafor' }],
      writers: [{ by: { name: 'Nadia Clegg' }, characters: 24 }],
      unproved: 0,
      comments: [{ text: 'Was it spring?', quote: 'Lost the flat in spring.', replies: [{ text: 'It was March.' }] }],
    })
    mine.person.formulationComments.add(about, 'One more thing.', { name: 'Nadia Clegg', role: 'Clinical psychologist' })
    await live.sign(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)).toMatchObject({ changedSince: false, signed: [{ name: 'Nadia Clegg' }] }))
    expect(joined.person.formulationComments.list()).toHaveLength(3)
    await theirs.sign(item)
  })

  it('[R152] what is signed is the text as it stands, with what is suggested named as open; one that is declined later holds nothing up, and nobody signs one that nobody made', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    write(mine.person.formulation, 'Lost the flat in spring.')
    decide(mine, live.me)
    const { formulationSuggestions: suggestions } = joined.person
    const place = { tname: 'formulation', assoc: -1 }
    const { name, role, device } = theirs.me
    const id = suggestions.suggest({ removes: [], quote: '', place, adds: 'Alone.' }, { name, role, device })
    await vi.waitFor(() => expect(mine.person.formulationSuggestions.list()).toHaveLength(1))
    const forged = mine.person.formulationSuggestions.suggest({ removes: [], quote: '', place, adds: 'Ill.' }, { name, role, device })
    await until(mine.writers, (writers) => writers.size > 1)
    await live.readBack(item)
    const read = live.readBackOf(item)?.outcome
    expect(read?.formulation).toBe('Lost the flat in spring.')
    expect(read?.formulationAbout?.suggestions).toMatchObject([
      { id, by: { name }, proved: true, putsIn: 'Alone.' },
      // Whatever name it says: by whose device it is.
      { id: forged, by: { name: live.me.name }, proved: true, putsIn: 'Ill.' },
    ])
    suggestions.decline(id, name)
    await live.sign(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)).toMatchObject({ changedSince: false, signed: [{ name: live.me.name }] }))
    mine.person.formulationSuggestions.withdraw(forged)
    expect(live.readBackOf(item)).toMatchObject({ changedSince: true })
  })

  it('[R92] nobody signs a read-back with a comment that nobody wrote, or with facts that have changed', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    decide(mine, live.me)
    await live.readBack(item)
    const reading = mine.discussion.reading()
    if (!reading) throw new Error('nothing was read back')
    const outcome = JSON.parse(reading.payload)
    const invented = { id: 'ab'.repeat(16), text: 'I agree with all of this.', by: { name: 'Sam Wood', role: '' }, at: reading.at, quote: '', replies: [] }
    const forged = canonicalText({ ...outcome, formulationAbout: { ...outcome.formulationAbout, comments: [invented] } })
    mine.discussion.readBack({ ...reading, payload: forged })
    await expect(live.sign(item)).rejects.toThrow(/changed since/)
    mine.discussion.readBack(reading)
    mine.person.formulationFacts.standing.write('No longer fits', live.me.name)
    await expect(live.sign(item)).rejects.toThrow(/changed since/)
  })

  it('[J8] refuses to sign what has changed since it was read back', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    decide(mine, live.me)
    await live.readBack(item)
    write(mine.discussion.field('why'), 'And one more reason.')
    await expect(live.sign(item)).rejects.toThrow(/changed since/)
  })

  it('[J53] the review and the keyworker of a decision stand on the caseload of whoever holds the person, also where somebody else chaired', async () => {
    const { chairDesk, live, theirs, item, person } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    await openItem(theirs, item)
    await live.handOver('chair', theirs.me.device)
    decide(mine, live.me)
    await live.readBack(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)).toBeDefined())
    await theirs.sign(item)
    await theirs.closeItem(item)
    await vi.waitFor(() => expect(chairDesk.outcomes.get()).toHaveLength(1))
    await vi.waitFor(() => expect(chairDesk.people.get().find(({ id }) => id === person.id)).toMatchObject({ nextReview: '2027-01-10', keyworker: live.me.name }))
  })

  it('[J54] a huddle opens with what the newest decision asked for, whichever action was answered for last', async () => {
    const { chairDesk, live, item, person } = await huddleOfTwo({ kind: 'not-asked' })
    const decideAndClose = async (at: typeof live, id: typeof item, what: string): Promise<void> => {
      const table = await openItem(at, id)
      decide(table, at.me)
      const action = table.discussion.actions()[0]
      if (!action) throw new Error('no action')
      write(action.what, what)
      await at.readBack(id)
      await at.sign(id)
      await at.closeItem(id)
    }
    await decideAndClose(live, item, 'In June')
    const second = await chairDesk.startHuddle('In July', [{ id: person.id, reason: 'Review due' }])
    const [july] = second.view.get().agenda
    if (!july) throw new Error('no item')
    await decideAndClose(second, july.id, 'In July')
    const june = chairDesk.actions.get().find(({ what }) => what.includes('In June'))
    if (!june) throw new Error('no action')
    await vi.waitFor(() => expect(chairDesk.actions.get().every(({ updatedAt }) => Date.parse(updatedAt) < effects.clock())).toBe(true))
    await chairDesk.changeAction(june.id, 'done', '')
    const third = await chairDesk.startHuddle('In August', [{ id: person.id, reason: 'Review due' }])
    const [august] = third.view.get().agenda
    if (!august) throw new Error('no item')
    const table = await openItem(third, august.id)
    expect(table.person.lastTime().asked.map(({ what, state }) => [what, state])).toContainEqual([expect.stringContaining('In July'), 'to do'])
  })

  it('[J6] [J70] opens nothing of a person to an organisation that they no longer agree to share with, also where it was opened to it before', async () => {
    const { chairDesk, joinerDesk, theirs, live, item, person } = await huddleOfTwo({ kind: 'agreed', with: ['Council'] }, 'Council')
    await openItem(live, item)
    await openItem(theirs, item)
    await chairDesk.importPeople({ add: [], update: [{ ...person, agreement: { kind: 'declined' } }], known: [person], unchanged: 0 })
    const next = await chairDesk.startHuddle('The next day', [{ id: person.id, reason: 'Review due' }])
    const { code } = await next.invite(1)
    const again = await joinerDesk.joinHuddle(code)
    const [knocking] = await until(next.knocks.waiting, ({ length }) => length === 1)
    if (knocking) next.knocks.admit(knocking.device)
    await until(again.view, ({ agenda }) => agenda.length === 1)
    const second = next.view.get().agenda[0]?.id
    if (!second) throw new Error('no item')
    const mine = await openItem(next, second)
    write(mine.person.formulation, 'Said after they had declined.')
    const access = await until(again.access(second), ({ kind }) => kind !== 'opening')
    expect(access.kind).toBe('not-shared')
  })

  it('[J55] an action that is answered for in the care plan is answered for among the actions, and the other way round', async () => {
    const { chairDesk, live, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    decide(mine, live.me)
    await live.readBack(item)
    await live.sign(item)
    await live.closeItem(item)
    const [action] = mine.person.actions()
    if (!action) throw new Error('no action')
    mine.person.changeAction(action.id, { state: 'done', howItWent: 'She answered.' })
    await vi.waitFor(() => expect(chairDesk.actions.get()).toMatchObject([{ state: 'done', howItWent: 'She answered.' }]))
    await chairDesk.changeAction(action.id, 'not done', 'It was another number.')
    await vi.waitFor(() => expect(mine.person.actions()).toMatchObject([{ state: 'not done' }]))
  })

  it('[J72] why somebody is carried over is told to whoever may see them, and kept for the next huddle', async () => {
    const { chairDesk, live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    await live.park(item, 'Waits for the letter about her brother')
    await vi.waitFor(() => expect(theirs.view.get().agenda[0]?.parkedBecause).toBe('Waits for the letter about her brother'))
    await vi.waitFor(() => expect(chairDesk.huddles.get()[0]?.agenda[0]?.parkedBecause).toBe('Waits for the letter about her brother'))
  })

  it('[J6] [J72] why somebody is carried over is not told to an organisation that they have not agreed to share with', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'declined' }, 'Council')
    await live.park(item, 'Waits for the letter about her brother')
    await until(theirs.view, ({ agenda }) => agenda.some(({ state }) => state === 'parked'))
    expect(JSON.stringify(theirs.view.get().agenda)).not.toContain('brother')
  })

  it('[J72] whoever may not see somebody parks them all the same, and hears that the reason is not kept', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'declined' }, 'Council')
    await expect(theirs.park(item, 'Waits for the letter about her brother')).rejects.toMatchObject({ problem: { code: 'reason-not-kept' } })
    await until(live.view, ({ agenda }) => agenda.some(({ state }) => state === 'parked'))
    expect(JSON.stringify(live.view.get().agenda)).not.toContain('brother')
  })
})
