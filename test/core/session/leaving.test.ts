import { describe, expect, it, vi } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { calendarDate, dayAfter, dayOf } from '../../../src/core/model/dates.ts'
import { longestLetterText } from '../../../src/core/model/letter.ts'
import type { Recipient } from '../../../src/core/model/recipient.ts'
import { usualSections } from '../../../src/core/record/leaving/extract.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import { oneDesk } from './one-desk.ts'

const surgery: Recipient = { kind: 'gp', name: 'Grange surgery' }
const council: Recipient = { kind: 'organisation', organisation: 'Council', name: 'Housing options' }
const said = ({ content }: { readonly content: Uint8Array }): string => utf8.decode(content)
const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())

describe('what leaves', () => {
  it('[R61] goes to nobody whose kind of organisation the person has not agreed to, and the refusal says why', async () => {
    const { desk, filed, vault } = await oneDesk()
    const sharing = { outcome: filed.id, to: surgery, sections: usualSections.gp }
    const { leaving } = desk
    for (const attempt of [async () => leaving.preview(sharing), () => leaving.share(sharing, 'fhir'), () => leaving.share(sharing, 'pdf')]) {
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'not-agreed', happened: expect.stringContaining('That is not: General practice') } })
    }
    expect(await vault.disclosures.all()).toEqual([])
    expect(desk.leaving.preview({ ...sharing, to: council })).toMatchObject({ allowedBy: 'the person agreed' })
  })

  it('[R61] follows the agreement as it stands today, not as it stood in the huddle', async () => {
    const { desk, filed, vault, reopen } = await oneDesk()
    const [person] = desk.people.get()
    if (!person) throw new Error('nobody')
    await vault.people.put([{ ...person, agreement: { kind: 'declined' } }])
    const later = await reopen()
    expect(() => later.leaving.preview({ outcome: filed.id, to: council, sections: [] })).toThrow('has not agreed to share outside the team')
  })

  it('[R62] without agreement it opens to one recipient for a stated reason, noted before it opens, and is reviewed by somebody else', async () => {
    const { desk, filed, vault } = await oneDesk()
    const { leaving } = desk
    await expect(leaving.goWithoutAgreement(filed.id, surgery, 'urgent')).rejects.toMatchObject({ problem: { code: 'reason-missing' } })
    expect(() => leaving.preview({ outcome: filed.id, to: surgery, sections: [] })).toThrow('Grange surgery (GP) cannot have this')
    await leaving.goWithoutAgreement(filed.id, surgery, 'The morning dose is changed today and the surgery prescribes it.')
    expect((await vault.audit.all()).map(({ kind }) => kind)).toContain('without-agreement')
    expect(leaving.preview({ outcome: filed.id, to: surgery, sections: [] }).allowedBy).toMatch(/^Without the person’s agreement: The morning dose/)
    expect(() => leaving.preview({ outcome: filed.id, to: { kind: 'gp', name: 'Another surgery' }, sections: [] })).toThrow('Another surgery (GP) cannot have this')

    const [opened] = leaving.breakGlass.get()
    if (!opened) throw new Error('nothing to review')
    expect(opened.review).toBeUndefined()
    await expect(leaving.review(opened.id, ' amara  NKEMELU ', 'It was right: the dose could not wait.')).rejects.toMatchObject({ problem: { code: 'reviewer-is-the-same' } })
    await leaving.review(opened.id, 'Beth Carrow', 'It was right: the dose could not wait.')
    expect(leaving.breakGlass.get()[0]?.review).toMatchObject({ by: 'Beth Carrow', conclusion: 'It was right: the dose could not wait.' })
  })

  it('[R63] marks stay beside the outcome, keep their passages from everybody, and can be taken off', async () => {
    const { desk, filed, reopen } = await oneDesk()
    const passage = desk.leaving.passages(filed.id).find(({ key }) => key === `actions/${filed.outcome.actions[1]?.id}`)
    if (!passage) throw new Error('no passage')
    await desk.leaving.mark(filed.id, [passage.key], 'third-party')
    const later = await reopen()
    const sharing = { outcome: filed.id, to: council, sections: usualSections.organisation }
    expect(said(await later.leaving.share(sharing, 'fhir'))).not.toContain(passage.text)
    expect(later.outcome(filed.id)?.payload).toBe(filed.payload)
    await later.leaving.mark(filed.id, [passage.key], undefined)
    expect(said(await later.leaving.share(sharing, 'fhir'))).toContain(passage.text)
  })

  it('[R64] is noted with its exact bytes in the vault, the story and the ledger, and waits for a folder that is away', async () => {
    const { desk, filed, host, vault } = await oneDesk()
    const sharing = { outcome: filed.id, to: council, sections: usualSections.organisation }
    host.breakRecords('records-unwritable')
    const file = await desk.leaving.share(sharing, 'pdf')
    expect(desk.leaving.disclosures.get()).toMatchObject([{ to: council, allowedBy: 'the person agreed', files: [{ name: 'outcome.pdf', length: file.content.length }], ledger: { kind: 'waiting' } }])
    expect((await desk.timeline(filed.outcome.person.id)).map(({ text }) => text)).toContain(
      'Outcome shared with Housing options (Council), as a PDF to send on, by Amara Nkemelu',
    )
    host.breakRecords(undefined)
    await desk.leaving.settleLedger()
    await desk.leaving.settleLedger()
    const report = await desk.verifyRecords(() => undefined)
    expect(report.findings).toEqual([])
    const exports = utf8.decode(host.files.get('ledger.jsonl') ?? new Uint8Array()).match(/"kind":"export"/g)
    expect(exports).toHaveLength(1)
    expect((await vault.disclosures.all())[0]?.ledger.kind).toBe('placed')
  })
})

describe('a letter', () => {
  it('[R65] is drafted, reworded and given; then its words stand, and it is in the story and the ledger', async () => {
    const { desk, filed, host } = await oneDesk()
    const { leaving } = desk
    const letter = await leaving.writeLetter(filed.id)
    expect((await leaving.writeLetter(filed.id)).id).toBe(letter.id)
    await leaving.rewordLetter(letter.id, { from: letter.words, words: { covering: 'It was good to talk with you.', reworded: { decided: 'Amara will be there for you from now on.' } } })
    await expect(leaving.giveLetter(letter.id, 'by hand', dayAfter(Date.now(), 1))).rejects.toMatchObject({ problem: { code: 'not-yet' } })
    await leaving.giveLetter(letter.id, 'by hand', today())
    await leaving.giveLetter(letter.id, 'read aloud', today())
    await expect(leaving.rewordLetter(letter.id, { from: letter.words, words: letter.words })).rejects.toMatchObject({ problem: { code: 'letter-given' } })

    const given = said(await leaving.letterFile(letter.id, 'html'))
    expect(given).toContain('It was good to talk with you.')
    const [passage] = leaving.passages(filed.id).filter(({ section }) => section === 'question')
    await leaving.mark(filed.id, [passage?.key ?? ''], 'in-confidence')
    expect(said(await leaving.letterFile(letter.id, 'html'))).toBe(given)

    expect((await desk.timeline(filed.outcome.person.id)).map(({ text }) => text)).toEqual(expect.arrayContaining(['Letter given to them by hand, by Amara Nkemelu', 'Letter given to them read aloud, by Amara Nkemelu']))
    expect(utf8.decode(host.files.get('ledger.jsonl') ?? new Uint8Array()).match(/"to":"The person","what":"letter"|"what":"letter"/g)).toHaveLength(2)
    expect((await desk.verifyRecords(() => undefined)).findings).toEqual([])
    expect((await leaving.writeLetter(filed.id)).id).not.toBe(letter.id)
    expect(filed.payload).toBe(desk.outcome(filed.id)?.payload)
  })

  it('[R248] keeps what two windows wrote in different parts, and of what both wrote in one only the first, said to the second', async () => {
    const { desk, filed } = await oneDesk()
    const { leaving } = desk
    const { id, words: from } = await leaving.writeLetter(filed.id)
    await leaving.rewordLetter(id, { from, words: { covering: 'From the first window.', reworded: {} } })
    expect(await leaving.rewordLetter(id, { from, words: { covering: '', reworded: { review: 'From the second.' } } })).toEqual({
      covering: 'From the first window.',
      reworded: { review: 'From the second.' },
    })
    await expect(leaving.rewordLetter(id, { from, words: { covering: 'From the second window.', reworded: {} } })).rejects.toMatchObject({ problem: { code: 'letter-reworded' } })
    expect(leaving.letters.get()[0]?.words.covering).toBe('From the first window.')
  })

  it('[R255] is not kept with a part that is too long, which is said; nothing of it is cut', async () => {
    const { desk, filed } = await oneDesk()
    const { leaving } = desk
    const { id, words: from } = await leaving.writeLetter(filed.id)
    const typing = leaving.typingIn(id)
    typing.change({ covering: 'x'.repeat(longestLetterText + 1), reworded: {} }, from)
    await expect(typing.keep()).rejects.toMatchObject({ problem: { code: 'letter-too-long' } })
    expect(leaving.letters.get()[0]?.words.covering).toBe('')
    expect(typing.typed.get()?.words.covering).toHaveLength(longestLetterText + 1)
    typing.change({ covering: 'x'.repeat(longestLetterText), reworded: {} }, from)
    await typing.keep()
    expect(leaving.letters.get()[0]?.words.covering).toHaveLength(longestLetterText)
  })

  it('[R66] that repeats what is withheld, in words that the team added, is neither made nor given', async () => {
    const { desk, filed } = await oneDesk()
    const { leaving } = desk
    const passage = leaving.passages(filed.id).find(({ section }) => section === 'formulation')
    if (!passage) throw new Error('no passage')
    await leaving.mark(filed.id, [passage.key], 'in-confidence')
    const letter = await leaving.writeLetter(filed.id)
    await leaving.rewordLetter(letter.id, { from: letter.words, words: { covering: `As Ana told us. ${passage.text.toUpperCase()}`, reworded: { review: passage.text } } })
    const [draft] = leaving.letters.get()
    if (!draft) throw new Error('no draft')
    expect(leaving.readLetter(draft).repeats).toEqual(['covering', 'review'])
    for (const attempt of [() => leaving.letterFile(letter.id, 'pdf'), () => leaving.letterFile(letter.id, 'html'), () => leaving.giveLetter(letter.id, 'by post', calendarDate.parse('2026-11-24'))]) {
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'letter-repeats' } })
    }
    expect(leaving.disclosures.get()).toEqual([])
  })

  it('[R65] is not written to somebody who has died', async () => {
    const { desk, filed, vault, reopen } = await oneDesk()
    const [person] = desk.people.get()
    if (!person) throw new Error('nobody')
    await vault.people.put([{ ...person, died: calendarDate.parse('2026-11-25') }])
    await expect((await reopen()).leaving.writeLetter(filed.id)).rejects.toMatchObject({ problem: { code: 'has-died' } })
  })

  it('[R65] is neither made nor given, once they have died, where it was drafted before', async () => {
    const { desk, filed, vault, reopen } = await oneDesk()
    const [person] = desk.people.get()
    if (!person) throw new Error('nobody')
    const letter = await desk.leaving.writeLetter(filed.id)
    await vault.people.put([{ ...person, died: calendarDate.parse('2026-11-25') }])
    const { leaving } = await reopen()
    for (const attempt of [() => leaving.letterFile(letter.id, 'pdf'), () => leaving.giveLetter(letter.id, 'by post', today())]) {
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'has-died' } })
    }
    expect(leaving.disclosures.get()).toEqual([])
  })
})

it('[R64] what left just before the window was cut off is in the list of who sent what, once, when it is open again', async () => {
  const one = await oneDesk()
  const cut = [vi.spyOn(one.vault.audit, 'add'), vi.spyOn(one.vault.audit, 'takeIn')].map((each) => each.mockRejectedValue(new Error('cut off')))
  const sharing = { outcome: one.filed.id, to: council, sections: [] }
  await expect(one.desk.leaving.share(sharing, 'fhir')).rejects.toThrow('cut off')
  one.desk.leaving.rest()
  for (const each of cut) each.mockRestore()
  for (const again of [await one.reopen(), await one.reopen()]) {
    expect((await one.vault.audit.all()).filter(({ kind }) => kind === 'shared')).toMatchObject([{ person: one.filed.outcome.person.id, detail: expect.stringContaining('Housing options') }])
    again.leaving.rest()
  }
})

it('[R62] a look without agreement is over once it was reviewed: the next one needs a reason of its own', async () => {
  const { desk, filed } = await oneDesk({ kind: 'declined' })
  const { leaving } = desk
  await leaving.goWithoutAgreement(filed.id, council, 'She was to lose her home that very day.')
  expect(leaving.preview({ outcome: filed.id, to: council, sections: [] }).allowedBy).toMatch(/Without/)
  const [row] = leaving.breakGlass.get()
  if (!row) throw new Error('no row')
  await leaving.review(row.id, 'Nadia Clegg', 'It should have waited until she could be asked.')
  expect(() => leaving.preview({ outcome: filed.id, to: council, sections: [] })).toThrow('has not agreed to share outside the team')
})

it('[R54] a challenge stands in the letter beside its decision, however the team rewords that', async () => {
  const { desk, filed } = await oneDesk()
  const [challenge] = filed.outcome.challenges
  if (!challenge) throw new Error('no challenge')
  const letter = await desk.leaving.writeLetter(filed.id)
  await desk.leaving.rewordLetter(letter.id, { from: letter.words, words: { covering: '', reworded: { decided: 'Amara will be there for you from now on.' } } })
  expect(said(await desk.leaving.letterFile(letter.id, 'html'))).toContain('saw it another way')
})

it('[R260] whoever gets an outcome that a later one has replaced is told so', async () => {
  const { filed, vault, reopen } = await oneDesk()
  const later = await signedSample(2, { person: filed.outcome.person, replaces: { outcome: filed.id, because: 'She has moved to Sheffield.' } })
  await vault.outcomes.put([{ id: later.outcome.id, outcome: later.outcome, payload: later.payload, answers: later.answers }])
  const { leaving } = await reopen()
  const sharing = { outcome: filed.id, to: council, sections: [] }
  expect(leaving.preview(sharing).extract.sections[0]?.title).toBe('A later outcome has replaced this one')
  expect(said(await leaving.share(sharing, 'fhir'))).toContain('A later outcome has replaced this one')
})
