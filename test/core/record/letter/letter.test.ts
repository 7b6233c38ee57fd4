import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { letterSectionKeys } from '../../../../src/core/model/letter.ts'
import { extractOf, optionalSections } from '../../../../src/core/record/leaving/extract.ts'
import { letterHtml } from '../../../../src/core/record/letter/letter-html.ts'
import { renderLetterPdf } from '../../../../src/core/record/letter/letter-pdf.ts'
import { letterText, noWords, type LetterText } from '../../../../src/core/record/letter/letter-text.ts'
import { readingEase } from '../../../../src/core/record/letter/reading-ease.ts'
import { signedSample, type SignedSample } from '../../../fixtures/record/sample-outcome.ts'
import { anyTold, signedTold } from '../../../fixtures/record/told.ts'
import { readFonts } from '../fonts.ts'
import { flat, pdfText, poppler, qpdf, runOnPdf } from '../pdf-tools.ts'

let sample: SignedSample
let letter: LetterText
beforeAll(async () => {
  sample = await signedSample()
  letter = letterText(extractOf(sample, [], optionalSections).outcome, noWords)
})

const everything = (text: LetterText): string =>
  [text.title, text.to, text.date, text.greeting, text.covering, ...text.from, ...text.sections.flatMap(({ title, blocks }) => [title, JSON.stringify(blocks)])].join('\n')

describe('the letter', () => {
  it('[R56] is written to the person by the name they go by, with dates in words', () => {
    expect(letter.greeting).toBe('Dear Dec,')
    expect(letter.to).toBe('Mx Declan Osei')
    expect(letter.title).toBe('What we decided on 24 November 2026')
    expect(everything(letter)).toContain('Amara Nkemelu (Mental health nurse), by 25 November 2026.')
    expect(everything(letter)).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{2}-[A-Z][a-z]{2}-\d{4}/)
    expect(everything(letter)).not.toMatch(/patient|service user|client|MDT|quorum|formulation/i)
  })

  it('[R56] has every section in its order: what was said, decided and promised, and how to answer, reach us and get help', () => {
    expect(letter.sections.map(({ key }) => key)).toEqual([...letterSectionKeys])
    const said = everything(letter)
    const { actions, challenges, keyworker, team } = sample.outcome
    for (const { what, owner } of actions) for (const text of [what, owner.name]) expect(said).toContain(text)
    for (const text of [keyworker.name, team.contact, team.crisisContact, '12 January 2027', ...challenges.map(({ text: each }) => each)]) expect(said).toContain(text)
    expect(said).toContain('We still need to ask Rowan Ashdown.')
  })

  it('[R57] quotes the person’s own words as they stand, whatever the team rewords', async () => {
    const words = sample.outcome.ownWords.map(({ text }) => text)
    const reworded = Object.fromEntries(letterSectionKeys.map((key) => [key, 'Something else.']))
    const changed = letterText(sample.outcome, { covering: '', reworded })
    const quotes = changed.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'quote' ? [block.text] : [])))
    expect(quotes).toEqual(words)
    const [first, second] = sample.outcome.ownWords
    const corrected = letterText({ ...sample.outcome, ownWords: [first, { ...second, corrects: first?.id }] as typeof sample.outcome.ownWords }, noWords)
    expect(everything(corrected)).not.toContain(first?.text)
  })

  it('[R221] what is withheld of the person’s own words is said beside them, never quoted as if they had said it', async () => {
    const [first, second] = sample.outcome.ownWords
    const extract = extractOf(sample, [{ passage: `own-words/${second?.id}`, because: 'third-party', by: 'Amara Nkemelu', at: sample.outcome.readBackAt }], optionalSections)
    const told = letterText(extract.outcome, { covering: '', reworded: { 'told-us': 'Something else.' } })
    expect(told.sections.find(({ key }) => key === 'told-us')?.blocks).toEqual([
      { kind: 'quote', text: first?.text, source: '' },
      { kind: 'paragraph', text: 'You told us something more. We have left it out of this letter, because it is about somebody else.' },
      { kind: 'paragraph', text: 'Something else.' },
    ])
    const html = letterHtml(told)
    expect(html).toContain('because it is about somebody else')
    expect(html).not.toContain('Withheld')
    expect(html.match(/<blockquote>/g)).toHaveLength(1)
  })

  it('[R230] what is withheld of what the person wants is said beside it, never as their wish, and nobody rewords that away', () => {
    const wants = { ...sample, outcome: { ...sample.outcome, personWants: 'A home near the park.\nNot to live with my uncle again.' } }
    const [first, second] = ['wants/0', 'wants/1'].map((passage) => ({ passage, because: 'third-party' as const, by: 'Amara Nkemelu', at: sample.outcome.readBackAt }))
    const toldUs = (marks: readonly (typeof first)[], reworded = {}) =>
      letterText(extractOf(wants, marks.flatMap((mark) => mark ?? []), optionalSections).outcome, { covering: '', reworded }).sections.find(({ key }) => key === 'told-us')
    const reason = 'We have left it out of this letter, because it is about somebody else.'
    const part = toldUs([second])
    expect(part?.text).toBe('We understand that you want this: A home near the park.')
    expect(part?.blocks.at(-2)).toEqual({ kind: 'paragraph', text: `We wrote down more of what you want. ${reason}` })
    const nothing = toldUs([first, second], { 'told-us': 'Something else.' })
    expect(nothing?.blocks.slice(-2)).toEqual([
      { kind: 'paragraph', text: `We wrote down what you want. ${reason}` },
      { kind: 'paragraph', text: 'Something else.' },
    ])
    expect(JSON.stringify(toldUs([first, second]))).not.toMatch(/you want this|Withheld/)
  })

  it('[R230] for all outcomes and marks no placeholder stands in the letter, and what is quoted the person said', async () => {
    const told = await signedTold()
    fc.assert(
      fc.property(anyTold(told), (any) => {
        const { sections } = letterText(extractOf(any.told, any.marks, optionalSections).outcome, noWords)
        expect(JSON.stringify(sections)).not.toContain('Withheld')
        const quoted = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'quote' ? [block.text] : [])))
        const said = any.told.outcome.ownWords.map(({ text }) => text)
        expect(quoted.filter((text) => !said.includes(text))).toEqual([])
      }),
    )
  })

  it('[R235] for all rewordings, emptied sections too, each section says something, and where to ring in a crisis stands in it', () => {
    const any = fc.dictionary(fc.constantFrom(...letterSectionKeys), fc.oneof(fc.constantFrom('', ' \n ', '\r\n'), fc.string({ unit: 'grapheme' })))
    fc.assert(
      fc.property(any, fc.constantFrom('', 'Ring 0113 496 0001, by night too'), (reworded, crisisContact) => {
        const { sections } = letterText({ ...sample.outcome, team: { ...sample.outcome.team, crisisContact } }, { covering: '', reworded })
        for (const { key, blocks } of sections) expect([key, blocks.flatMap((block) => ('text' in block ? block.text : block.kind === 'list' ? block.items : [])).join('').trim()]).not.toEqual([key, ''])
        const crisis = JSON.stringify(sections.find(({ key }) => key === 'crisis')?.blocks)
        for (const said of ['ring 111', 'ring 999', ...(reworded['crisis']?.trim() ? [] : [crisisContact])]) expect(crisis).toContain(said)
      }),
    )
  })

  it('[R57] takes the team’s own words over what comes from the outcome, which stays as it was signed', () => {
    const changed = letterText(sample.outcome, { covering: 'It was good to meet you.\nAsk us anything.', reworded: { decided: 'You said one person to ring.\nSo Amara it is.' } })
    expect(changed.sections.find(({ key }) => key === 'decided')?.blocks).toEqual([
      { kind: 'paragraph', text: 'You said one person to ring.' },
      { kind: 'paragraph', text: 'So Amara it is.' },
      { kind: 'paragraph', text: expect.stringContaining('saw it another way') },
    ])
    expect(letterHtml(changed)).toContain('<p>It was good to meet you.</p>')
    expect(sample.outcome.decision).toContain('Both at once')
  })

  it('[R58] as HTML it stands alone: language, one main heading, headings in order, no script, nothing fetched', () => {
    const html = letterHtml(letter)
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<h2/g)).toHaveLength(letterSectionKeys.length)
    expect(html).not.toMatch(/<script|\son\w+=|href=|src=|url\(|@import/i)
    expect(html).toContain('@media print')
    expect(html).toContain('Practice: not a real person')
  })

  it('[R58] for any words of the team markup stays text, and the file is whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const html = letterHtml(letterText(sample.outcome, { covering: `${text}<script>alert(1)</script>`, reworded: { review: text } }))
        expect(html).not.toContain('<script')
        expect(html.endsWith('</main>\n</body>\n</html>\n')).toBe(true)
      }),
    )
  })

  it('[R59] as a PDF it is tagged, says the same, and is the same bytes each time', async ({ skip }) => {
    const fonts = await readFonts()
    const { readBackAt } = sample.outcome
    const pdf = await renderLetterPdf(letter, readBackAt, fonts)
    expect(Buffer.from(await renderLetterPdf(letter, readBackAt, fonts)).equals(Buffer.from(pdf))).toBe(true)
    skip(!poppler || !qpdf, 'poppler-utils or qpdf is not installed')
    const said = flat(pdfText(pdf))
    for (const { title, blocks } of letter.sections) {
      expect(said).toContain(title)
      for (const block of blocks) for (const text of block.kind === 'list' ? block.items : 'text' in block ? [block.text] : []) expect(said).toContain(flat(text))
    }
    expect(runOnPdf('pdfinfo', ['-struct', 'PDF'], pdf)).toMatch(/^ *BlockQuote\b/m)
    expect(runOnPdf('qpdf', ['--check', 'PDF'], pdf)).toContain('No syntax or stream encoding errors')
  })
})

describe('reading ease', () => {
  it('[R60] is a figure with its meaning, and easier words give more', () => {
    const easy = readingEase(['We will ring you. You can ring us. We can help.'])
    const hard = readingEase(['The multidisciplinary determination necessitates considerable psychopharmacological reconsideration notwithstanding previously communicated reservations.'])
    expect(easy?.ease).toBeGreaterThan(90)
    expect(hard?.ease).toBeLessThan(20)
    expect(easy?.age).toBeLessThan(hard?.age ?? 0)
    expect(easy?.meaning).toBe('Very easy to read.')
  })

  it('[R60] for any text there is a finite figure, or none where there are no words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (paragraphs) => {
        const found = readingEase(paragraphs)
        expect(Object.values(found ?? {}).filter((figure) => typeof figure === 'number' && !Number.isFinite(figure))).toEqual([])
      }),
    )
    expect(readingEase(['', ' … '])).toBeUndefined()
  })

  it('[R60] a letter as it comes from a plain outcome is plain English', () => {
    const found = readingEase(letter.sections.flatMap(({ text }) => text.split('\n')))
    expect(found?.ease).toBeGreaterThanOrEqual(60)
  })
})
