import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { outcome } from '../../../src/core/model/outcome.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { packagePath } from '../../../src/core/record/manifest.ts'
import { outcomeSections } from '../../../src/core/record/outcome-sections.ts'
import { verifyRecords } from '../../../src/core/record/verify.ts'
import { fileHuddle, plainFiles, readerOf, toFile } from '../../fixtures/record/sample-folder.ts'
import { sampleOutcome, signedSample } from '../../fixtures/record/sample-outcome.ts'

describe('versions of an outcome', () => {
  it('[R90] those as they were before they said more of the formulation than its text, or what was suggested for it, still hold', async () => {
    const [first, second] = [await signedSample(4, { version: 1 }), await signedSample(6, { version: 2 })]
    expect(first.outcome.formulationAbout).toBeUndefined()
    expect(second.outcome.formulationAbout?.suggestions).toBeUndefined()
    const folder = await fileHuddle(new Map(), [toFile(first), toFile(second), toFile(await signedSample(5))])
    expect(await verifyRecords(readerOf(folder))).toMatchObject({ ok: true, counts: { packages: 3, signatures: 6 } })
  })

  it('[R90] one of a later version is refused by name', async () => {
    const sample = await signedSample(4)
    const later = utf8.encode(canonicalText({ ...sample.outcome, version: 4 }))
    const { findings } = await verifyRecords(readerOf(await fileHuddle(new Map(), [toFile(sample, { ...plainFiles(sample), 'outcome.json': later })])))
    expect(findings).toEqual([
      expect.objectContaining({ file: `${packagePath(sample.outcome).join('/')}/outcome.json`, code: 'unknown-version', sentence: expect.stringContaining('version 4') }),
    ])
  })

  it('[R90] version 1 says nothing beside the formulation, version 2 does not leave it out, and version 3 says what is suggested', async () => {
    const { formulationAbout: whole, ...bare } = await sampleOutcome()
    const { suggestions, ...formulationAbout } = { ...whole }
    expect(suggestions).toHaveLength(2)
    expect(outcome.safeParse({ ...bare, version: 2, formulationAbout: whole }).success).toBe(false)
    expect(outcome.safeParse({ ...bare, version: 3, formulationAbout }).success).toBe(false)
    expect(outcome.safeParse({ ...bare, version: 3, formulationAbout: whole }).success).toBe(true)
    expect(outcome.safeParse({ ...bare, version: 1 }).success).toBe(true)
    expect(outcome.safeParse({ ...bare, version: 1, formulationAbout }).success).toBe(false)
    expect(outcome.safeParse({ ...bare, version: 2, formulationAbout }).success).toBe(true)
    expect(outcome.safeParse({ ...bare, version: 2 }).success).toBe(false)
  })

  it('[R91] how a formulation was made, by whom, when it was shown and what is still open are on its page; where people wrote apart, each answer', async () => {
    const sample = await sampleOutcome()
    const beside = { ...sample.formulationAbout, standing: ['A working hypothesis', 'First thoughts'] }
    const section = outcomeSections(await sampleOutcome(1, { formulationAbout: beside }), []).find(({ key }) => key === 'formulation')
    const said = canonicalText(section)
    for (const words of [
      'How it was made: Together with the person',
      'How sure we are: A working hypothesis; First thoughts',
      'Shown to the person on: 20 November 2026',
      'Thought through by: Declan Osei (The person); Beth Carrow (Clinical psychologist)',
      'Beth Carrow (Clinical psychologist), 64 letters; Amara Nkemelu (Mental health nurse), 31 letters; not known by whom, 8 letters',
      'Did losing the job come first?',
      'about “lost the flat in spring, then the job”',
      'I will ask Dec on Thursday.',
    ])
      expect(said).toContain(words)
  })

  it('[R150] what was suggested and still open stands after the text that is signed, what goes and what comes, with who and whether that is proved', async () => {
    const section = outcomeSections(await sampleOutcome(), []).find(({ key }) => key === 'formulation')
    expect(section?.blocks[0]).toEqual({ kind: 'paragraph', text: expect.stringContaining('then the job') })
    expect(section?.blocks.slice(-4)).toEqual([
      { kind: 'paragraph', text: 'Suggested, and neither accepted nor declined when this was read back. The text above is without it:' },
      { kind: 'quote', text: 'then the job', source: expect.stringMatching(/^To take out\. Suggested by Idris Vale \(.+\), 24 November 2026/) },
      { kind: 'quote', text: 'and the job before that', source: expect.stringMatching(/^To put in\. Suggested by Idris Vale/) },
      { kind: 'quote', text: ' A key of their own.', source: expect.stringContaining('Sam Whitlock (Housing officer), as they say; no device has proved the name') },
    ])
  })

  it('[R91] an outcome with nothing written and nothing open has no such section', async () => {
    const nothing = { made: [], standing: [], sharedOn: [], authors: [], writers: [], unproved: 0, comments: [], suggestions: [] }
    const sections = outcomeSections(await sampleOutcome(1, { formulation: '', formulationAbout: nothing }), [])
    expect(sections.map(({ key }) => key)).not.toContain('formulation')
  })
})
