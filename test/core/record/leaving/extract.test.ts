import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../../src/core/model/bytes.ts'
import { instant } from '../../../../src/core/model/dates.ts'
import { outcome } from '../../../../src/core/model/outcome.ts'
import { signOutcome } from '../../../../src/core/record/sign.ts'
import { mark, type Mark } from '../../../../src/core/model/mark.ts'
import { canonicalBytes, canonicalText } from '../../../../src/core/record/canonical.ts'
import { escapeXhtml } from '../../../../src/core/record/fhir/narrative.ts'
import { extractBundle, outcomeBundle } from '../../../../src/core/record/fhir/outcome-bundle.ts'
import { extractOf, optionalSections, usualSections } from '../../../../src/core/record/leaving/extract.ts'
import { passagesOf } from '../../../../src/core/record/leaving/passages.ts'
import { withhold } from '../../../../src/core/record/leaving/withhold.ts'
import { letterHtml } from '../../../../src/core/record/letter/letter-html.ts'
import { renderLetterPdf } from '../../../../src/core/record/letter/letter-pdf.ts'
import { letterText, noWords } from '../../../../src/core/record/letter/letter-text.ts'
import type { PdfFonts } from '../../../../src/core/record/pdf/fonts.ts'
import { renderExtractPdf } from '../../../../src/core/record/pdf/outcome-pdf.ts'
import { sampleTeam, type SignedSample } from '../../../fixtures/record/sample-outcome.ts'
import { anyTold, signedTold } from '../../../fixtures/record/told.ts'
import { flat, pdfText, poppler } from '../pdf-tools.ts'
import { readFonts } from '../fonts.ts'

let sample: SignedSample
let fonts: PdfFonts
beforeAll(async () => {
  sample = await signedTold()
  fonts = await readFonts()
})

const marked = (passage: string, because: Mark['because'] = 'in-confidence'): Mark =>
  mark.parse({ passage, because, by: 'Amara Nkemelu', at: '2026-11-24T11:00:00.000Z' })

/** Every form in which a text may stand in a file. */
const forms = (text: string): string[] =>
  [text, escapeXhtml(text)].flatMap((each) => [each, JSON.stringify(each).slice(1, -1)])

/** Letters alone, as two texts are the same to whoever reads them. */
const bare = (value: string): string => value.normalize('NFKC').toLowerCase().replaceAll(/[\u200b\u00ad]/g, '').replaceAll(/[^\p{L}\p{M}]+/gu, ' ')

const selections = fc.subarray([...optionalSections])

describe('what a recipient gets', () => {
  it('[R50] for all outcomes, marks and selections no marked text is in the FHIR document or the letter', async () => {
    await fc.assert(
      fc.asyncProperty(anyTold(sample), selections, async ({ told, marks, marked: secret, payload }, chosen) => {
        const extract = extractOf(told, marks, chosen)
        const letter = letterText(extractOf(told, marks, optionalSections).outcome, noWords)
        const files = [utf8.decode(canonicalBytes(await extractBundle(extract, payload))), letterHtml(letter)]
        for (const text of secret.flatMap(forms)) for (const file of files) expect(file).not.toContain(text)
      }),
      { numRuns: 150 },
    )
  })

  it('[R50] for all outcomes and marks no marked text is in the text of a PDF', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    await fc.assert(
      fc.asyncProperty(anyTold(sample), async ({ told, marks, marked: secret }) => {
        const extract = extractOf(told, marks, optionalSections)
        const { readBackAt } = extract.outcome
        const pages = [await renderExtractPdf(extract, fonts), await renderLetterPdf(letterText(extract.outcome, noWords), readBackAt, fonts)]
        for (const page of pages) {
          const said = flat(pdfText(page))
          for (const text of secret) expect(said).not.toContain(flat(text))
        }
      }),
      { numRuns: 2 },
    )
  })

  it('[R51] what is neither marked nor left out is all there', () => {
    fc.assert(
      fc.property(anyTold(sample), ({ told, marks, marked: secret }) => {
        const extract = extractOf(told, marks, optionalSections)
        const said = canonicalText(extract.sections)
        // A quote of the formulation goes only where nothing of that stays behind, or where it stands in what goes.
        const quotesGo = !extract.withheld.some(({ passage }) => /^formulation\/\d+$/.test(passage))
        const lost = passagesOf(told).filter(({ text, quotes }) => !secret.includes(text) && (quotesGo || !quotes) && !said.includes(JSON.stringify(text).slice(1, -1)))
        expect(lost).toEqual([])
      }),
    )
  })

  it('[R51] without marks and with every section it is what the package says, byte for byte', async () => {
    const { outcome, answers, payload } = sample
    const extract = extractOf(sample, [], optionalSections)
    expect(extract).toMatchObject({ whole: true, withheld: [], leftOut: [] })
    expect(canonicalText(await extractBundle(extract, payload))).toBe(canonicalText(await outcomeBundle(outcome, payload, answers)))
  })

  it('[R52] a withheld passage is seen to be withheld, where it stood and at the end, with the reason', () => {
    const extract = extractOf(sample, [marked('formulation/1'), marked('told/0', 'third-party')], optionalSections)
    expect(extract.outcome.formulation).toBe('What happened: lost the flat in spring, then the job.\n\n[Withheld: said in confidence by somebody else]')
    expect(extract.outcome.toTell[0]?.who).toBe('[Withheld: about somebody else]')
    const last = extract.sections.at(-1)
    expect(last).toMatchObject({ key: 'not-here' })
    expect(canonicalText(last)).toContain('“How we understand it together”: one passage withheld (said in confidence by somebody else)')
    expect(sample.outcome.formulation).toContain('What helps')
  })

  it('[R221] what is withheld is never quoted as if somebody had said it: not in the sections, the FHIR document nor the PDF', async ({ skip }) => {
    const { ownWords, formulationAbout } = sample.outcome
    const { comments = [], suggestions = [] } = formulationAbout ?? {}
    const keys = [
      ...ownWords.map(({ id }) => `own-words/${id}`),
      ...comments.flatMap(({ id, replies }) => [id, ...replies.map((reply) => reply.id)].map((each) => `formulation/comment-${each}`)),
      ...suggestions.flatMap(({ id }) => [`formulation/out-${id}`, `formulation/in-${id}`]),
      'formulation/0',
    ]
    const extract = extractOf(sample, keys.map((key) => marked(key, 'third-party')), optionalSections)
    const own = extract.sections.find(({ key }) => key === 'own-words')
    expect(own?.blocks[0]).toEqual({ kind: 'paragraph', text: 'What stood here is withheld (about somebody else). Given in a way that is withheld here, written down by Amara Nkemelu, 23 November 2026 at 15:02.' })
    const quoted = extract.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'quote'))
    expect(quoted).toEqual([])
    const file = canonicalText(await extractBundle(extract, sample.payload))
    expect(file).toContain('What stood here is withheld')
    expect(file).not.toMatch(/blockquote|[“"]\[Withheld/)
    const pdf = await renderExtractPdf(extract, fonts)
    skip(!poppler, 'poppler-utils is not installed')
    expect(pdfText(pdf)).not.toMatch(/“\s*\[Withheld/)
  })

  it('[R53] what repeats a marked passage, or a sentence of it, is withheld too, in names as well', () => {
    const outcome = {
      ...sample.outcome,
      why: `Her sister said that Dec drinks at night. And this is ours.\nA settled home matters.`,
      formulation: 'Her sister said that Dec drinks at night. She asked us not to say so.',
      toTell: [{ who: 'Ana', by: 'Amara Nkemelu' }],
      ownWords: sample.outcome.ownWords.map((words) => ({ ...words, given: 'through Ana' })),
      decision: 'Bananas and anabasis, both at once.',
    }
    const extract = extractOf({ outcome, answers: [] }, [marked('formulation/0'), marked('told/0', 'third-party')], optionalSections)
    expect(extract.outcome.why).toBe('[Withheld: it repeats what is withheld elsewhere]\nA settled home matters.')
    const note = '[Withheld: it repeats what is withheld elsewhere]'
    expect(extract.outcome.ownWords).toMatchObject([{ given: note }, { text: note, given: 'in a way that is withheld here' }])
    expect(extract.outcome.decision).toBe(outcome.decision)
  })

  it('[R231] for all texts a marked passage that is repeated inside another, in other lines, quotes, case or invisible characters, is withheld there too, and so twice over', async () => {
    const words = fc.array(fc.stringMatching(/^[a-zäé]{3,9}$/), { minLength: 4, maxLength: 12 }).map((all) => all.map((word, index) => `${word}${'abcdefghijkl'[index]}`))
    const gap = fc.constantFrom(' ', '\n', '\r\n', '\n\n', ' – ', '\u00a0', ', ', '\u200b ', '\n“')
    await fc.assert(
      fc.asyncProperty(words, fc.array(gap, { minLength: 12, maxLength: 12 }), fc.constantFrom('as it was', 'loud', 'with soft hyphens'), fc.constantFrom('why', 'decision', 'options', 'question', 'personWants', 'formulation'), async (secret, gaps, how, field) => {
        const written = (word: string): string => (how === 'loud' ? word.toUpperCase() : how === 'as it was' ? word : `${word.slice(0, 2)}\u00ad${word.slice(2)}`)
        const repeated = secret.map((word, index) => `${written(word)}${index < secret.length - 1 ? gaps[index] : ''}`).join('')
        const [own] = sample.outcome.ownWords
        if (!own) throw new Error('the sample lost its words')
        const told = outcome.parse({
          ...sample.outcome,
          ownWords: [{ ...own, text: `${secret.join(' ')}.` }],
          [field]: `Before it there is this. ${repeated}. After it this.\nAnd a line of ours.\n${repeated}`,
        })
        const extract = extractOf({ outcome: told, answers: [] }, [marked(`own-words/${own.id}`)], optionalSections)
        for (const text of [extract.outcome[field], ...extract.sections.flatMap(({ blocks }) => blocks.map((block) => JSON.stringify(block).replaceAll(/\\[nr]/g, ' ')))]) expect(bare(text)).not.toContain(bare(secret.join(' ')))
        expect(extract.outcome[field]).toContain('And a line of ours.')
        const document = JSON.stringify(await extractBundle(extract, sample.payload)).replaceAll(/\\[nr]|<[^>]*>/g, ' ')
        expect(bare(document)).not.toContain(bare(secret.join(' ')))
      }),
      { numRuns: 60 },
    )
  })

  it('[R231] what a late answer says is withheld wherever it is repeated, in the letter too', async () => {
    const { socialWorker } = await sampleTeam()
    const because = 'Their sister told me about the money in confidence.'
    const given = { kind: 'declined' as const, card: socialWorker.card, because, signature: 'x'.repeat(86), at: instant.parse('2026-12-01T08:30:00.000Z') }
    const filed = { outcome: outcome.parse({ ...sample.outcome, why: `A settled home. ${because}` }), answers: [], late: [{ given }] }
    const { outcome: going, secrets } = withhold(filed, [marked(`answers/${socialWorker.card.device}`)])
    expect(going.why).toBe('[Withheld: it repeats what is withheld elsewhere]')
    expect(secrets.in(`Dear Dec, ${because}`)).toBe(true)
  })

  it('[R54] a recipient gets what it needs and no more, and is told what was left out; a challenge goes wherever its decision goes', async () => {
    const extract = extractOf(sample, [], usualSections.organisation)
    expect(extract.sections.map(({ key }) => key)).toEqual(['replaces', 'decision', 'challenges', 'actions', 'keyworker', 'agreement', 'present', 'answers', 'contact', 'about', 'not-here'])
    const file = canonicalText(await extractBundle(extract, sample.payload))
    const { formulation, why, options, personWants, question, ownWords, toTell } = sample.outcome
    for (const text of [...formulation.split('\n\n'), why, options, personWants, question, ...ownWords.map(({ text: said }) => said), ...toTell.map(({ who }) => who)]) {
      for (const form of forms(text)) expect(file).not.toContain(form)
    }
    expect(canonicalText(extract.sections.at(-1))).toContain('“Why”: left out, as it is not needed for this')
  })

  it('[R94] what was answered after filing is in what goes out, beside what was answered before, and makes another document', async () => {
    const { socialWorker } = await sampleTeam()
    const at = instant.parse('2026-12-01T08:30:00.000Z')
    const given = { kind: 'signed' as const, card: socialWorker.card, signature: await signOutcome(sample.payload, socialWorker.signingSecret), at }
    const extract = extractOf({ ...sample, late: [{ given }] }, [], optionalSections)
    expect(extract.whole).toBe(false)
    expect(extract.sections.map(({ key }) => key)).not.toContain('not-here')
    const answered = canonicalText(extract.sections.find(({ key }) => key === 'answers'))
    expect(answered).toContain('["Idris Vale","Declined to sign, 24 November 2026')
    expect(answered).toContain('["Idris Vale","Signed, 1 December 2026')
    const bundle = await extractBundle(extract, sample.payload)
    expect(canonicalText(bundle)).toContain('"when":"2026-12-01T08:30:00.000Z"')
    expect(bundle['identifier']).not.toEqual((await outcomeBundle(sample.outcome, sample.payload, sample.answers))['identifier'])
  })

  it('[R95] a comment’s quote stays behind with any of the formulation, unless it stands in what goes', () => {
    const [comment] = sample.outcome.formulationAbout?.comments ?? []
    const quoteIn = (marks: readonly Mark[]) => extractOf(sample, marks, optionalSections).outcome.formulationAbout?.comments[0]?.quote
    const line = Number(sample.outcome.formulation.split('\n').filter(Boolean).findIndex((text) => text.includes(comment?.quote ?? '-')))
    expect(quoteIn([])).toBe(comment?.quote)
    expect(quoteIn([marked(`formulation/${line}`)])).toMatch(/^\[Withheld/)
    expect(quoteIn([marked(`formulation/${1 - line}`)])).toBe(comment?.quote)
    const across = { ...sample.outcome, formulationAbout: { ...sample.outcome.formulationAbout, comments: [{ ...comment, quote: 'plain plans. What happened: lost' }] } }
    const extract = extractOf({ ...sample, outcome: outcome.parse(across) }, [marked(`formulation/${1 - line}`)], optionalSections)
    expect(extract.outcome.formulationAbout?.comments[0]?.quote).toMatch(/^\[Withheld/)
  })

  it('[R151] what a suggestion would take out stays behind with any of the formulation, unless it stands in what goes; what it would put in is withheld like any passage', () => {
    const [suggestion] = sample.outcome.formulationAbout?.suggestions ?? []
    const inWith = (marks: readonly Mark[]) => extractOf(sample, marks, optionalSections).outcome.formulationAbout?.suggestions?.[0]
    const line = sample.outcome.formulation.split('\n').filter(Boolean).findIndex((text) => text.includes(suggestion?.takesOut ?? '-'))
    expect(inWith([])).toEqual(suggestion)
    expect(inWith([marked(`formulation/${line}`)])?.takesOut).toMatch(/^\[Withheld/)
    expect(inWith([marked(`formulation/${1 - line}`)])?.takesOut).toBe(suggestion?.takesOut)
    expect(inWith([marked(`formulation/in-${suggestion?.id}`)])?.putsIn).toMatch(/^\[Withheld/)
  })

  it('[R55] another selection is another document; the same selection is the same', async () => {
    const ids = await Promise.all(
      [usualSections.gp, usualSections.gp, usualSections.organisation, optionalSections].map(
        async (chosen) => (await extractBundle(extractOf(sample, [], chosen), sample.payload))['identifier'],
      ),
    )
    expect(ids[0]).toEqual(ids[1])
    expect(new Set(ids.map((id) => canonicalText(id))).size).toBe(3)
  })
})
