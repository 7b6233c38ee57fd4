import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { answer } from '../../../src/core/model/checkpoint.ts'
import { readCanonical } from '../../../src/core/record/canonical.ts'
import { buildPackageFiles, type RenderedFiles } from '../../../src/core/record/package-files.ts'
import { outcomeSections } from '../../../src/core/record/outcome-sections.ts'
import type { PdfFonts } from '../../../src/core/record/pdf/fonts.ts'
import { verifyAnswer } from '../../../src/core/record/sign.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import { readFonts } from './fonts.ts'
import { flat, poppler, qpdf, runOnPdf as run } from './pdf-tools.ts'

let fonts: PdfFonts
let files: RenderedFiles
const folder = mkdtempSync(join(tmpdir(), 'mdt-pdf-'))

async function render(over: Parameters<typeof signedSample>[1] = {}): Promise<RenderedFiles> {
  const { outcome, payload, answers } = await signedSample(1, over)
  return buildPackageFiles(outcome, payload, answers, fonts)
}

beforeAll(async () => {
  fonts = await readFonts()
  files = await render()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Height of the first banner that is shaded over the page's whole width, in points. */
const shaded = (pdf: Uint8Array): number => Number(/ 503\.28 ([\d.]+) re/.exec(Buffer.from(pdf).toString('latin1'))?.[1])

describe('the PDF', () => {
  it('[R18] the same outcome gives the same bytes', async () => {
    expect(Buffer.from((await render())['outcome.pdf']).equals(Buffer.from(files['outcome.pdf']))).toBe(true)
    expect(
      Buffer.from((await render({ why: 'Another reason.' }))['outcome.pdf']).equals(Buffer.from(files['outcome.pdf'])),
    ).toBe(false)
  })

  it('[R18] nothing in it is the time or the machine of its making', () => {
    const text = Buffer.from(files['outcome.pdf']).toString('latin1')
    const dates = Array.from(text.matchAll(/D:(\d{14})Z/g), ([, date]) => date)
    expect(new Set(dates)).toEqual(new Set(['20261124095000']))
  })

  it('[R19] it says that it is tagged, in English, PDF/A-3a, and shows its title', () => {
    const text = Buffer.from(files['outcome.pdf']).toString('latin1')
    for (const sign of [
      '/Marked true',
      '/Lang (en-GB)',
      '<pdfaid:part>3</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '/DisplayDocTitle true',
      '/OutputIntents',
    ]) {
      expect(text).toContain(sign)
    }
  })

  it('[R19] every text of every section is on the pages, in order, the person’s own words first', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const { outcome, answers } = await signedSample()
    const said = flat(run('pdftotext', ['PDF', '-'], files['outcome.pdf']))
    const sections = outcomeSections(outcome, answers)
    const titles = sections.map(({ title }) => said.indexOf(title))
    expect(titles.every((at, index) => at > 0 && at > (titles[index - 1] ?? 0))).toBe(true)
    expect(said.indexOf('I want to get back to the allotment')).toBeLessThan(said.indexOf('What was decided'))
    const texts = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'paragraph'
          ? block.text.split('\n')
          : block.kind === 'quote'
            ? [block.text, block.source]
            : block.kind === 'list'
              ? [...block.items]
              : [],
      ),
    )
    expect(texts.filter((text) => !said.includes(flat(text)))).toEqual([])
  })

  it('[R19] each page says who it is about, which page of how many, and that practice is practice', async ({
    skip,
  }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const { 'outcome.pdf': long } = await render({ formulation: 'A long story goes on. '.repeat(900) })
    const pages = run('pdftotext', ['PDF', '-'], long).split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, index) => {
      expect(page).toContain('OSEI, Declan (Mx)')
      expect(page).toContain('999 000 0018')
      expect(page).toContain('Practice: not a real person')
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    })
  })

  it('[R213] a long name has room in the shaded banner, and leaves room for date of birth and number on every page', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const { outcome } = await signedSample()
    const person = { ...outcome.person, familyName: 'Featherstonehaugh-Cholmondeley-Abdulrahmanović', givenName: 'Maximiliana Oluwaseun Anne-Marie', preferredName: 'Maxi' }
    const { 'outcome.pdf': bytes } = await render({ person, formulation: 'A long story goes on. '.repeat(300) })
    expect([shaded(files['outcome.pdf']), shaded(bytes) > 65]).toEqual([50, true])
    for (const page of run('pdftotext', ['PDF', '-'], bytes).split('\f').slice(0, -1)) {
      expect(flat(page)).toContain('Born 07-Jun-1985')
      expect(flat(page)).toContain('NHS No. 999 000 0018')
    }
  })

  it('[R233] it says whose clock its times are by and that no time authority has confirmed them, as the FHIR document does', async ({ skip }) => {
    const said = 'by the clock of this device: Linux, Europe/London. No time authority has confirmed them.'
    expect(files['outcome.fhir.json']).toContain(said)
    skip(!poppler, 'poppler-utils is not installed')
    expect(flat(run('pdftotext', ['PDF', '-'], files['outcome.pdf']))).toContain(said)
  })

  it('[R214] wherever a page ends, a table’s headings stand with its first row', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    for (const lines of [9, 10, 11]) {
      const { 'outcome.pdf': bytes } = await render({ options: Array.from({ length: lines }, (_, line) => `Way ${line}`).join('\n') })
      const [page = ''] = run('pdftotext', ['-layout', 'PDF', '-'], bytes).split('\f').filter((text) => /What +Who +By when/.test(text))
      expect(flat(page), `after ${lines} lines`).toMatch(/Who does what, by when What Who By when Ring Dec/)
    }
  })

  it('[R98] a table that goes on over the page shows its headings again, and says them once', { timeout: 60_000, tags: '@long' }, async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const { outcome } = await signedSample()
    const [action] = outcome.actions
    const actions = Array.from({ length: 24 }, (_, index) => ({ ...action, id: (0xfa00 + index).toString(16).padStart(32, '0'), what: `Step ${index} of the way` }))
    const { 'outcome.pdf': long } = await render({ actions })
    const pages = run('pdftotext', ['-layout', 'PDF', '-'], long).split('\f').filter((page) => /Step \d+ of the way/.test(page))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toMatch(/What\s+Who\s+By when/)
    expect(run('pdfinfo', ['-struct-text', 'PDF'], long).match(/"By when"/g)).toHaveLength(1)
  })

  it('[R19] the signed JSON and the FHIR document are inside it, byte for byte, and the signatures that prove them', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    run('pdfdetach', ['-saveall', '-o', folder, 'PDF'], files['outcome.pdf'])
    expect(readdirSync(folder).toSorted()).toEqual(['answers.json', 'outcome.fhir.json', 'outcome.json'])
    for (const name of ['outcome.json', 'outcome.fhir.json'] as const)
      expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(utf8.encode(files[name]))
    const payload = readFileSync(join(folder, 'outcome.json'), 'utf8')
    const answers = z.array(answer).parse(readCanonical(new Uint8Array(readFileSync(join(folder, 'answers.json')))))
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['declined', 'signed', 'signed'])
    for (const each of answers) expect(await verifyAnswer(payload, each)).toBe(true)
  })

  it('[R19] it has a structure: headings, quotes, a list, and tables with heading cells', ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const tree = run('pdfinfo', ['-struct', 'PDF'], files['outcome.pdf'])
    for (const tag of ['Document', 'H1', 'H2', 'BlockQuote', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD'])
      expect(tree).toMatch(new RegExp(`^ *${tag}\\b`, 'm'))
  })

  it('[R19] qpdf finds nothing wrong with it, short or long', async ({ skip }) => {
    skip(!qpdf, 'qpdf is not installed')
    const { 'outcome.pdf': long } = await render({
      formulation: 'A long story goes on. '.repeat(900),
      decision: 'Привет, Ελλάδα, Zażółć, 😀.',
    })
    for (const bytes of [files['outcome.pdf'], long])
      expect(run('qpdf', ['--check', 'PDF'], bytes)).toContain('No syntax or stream encoding errors')
  })

  it('[R20] names in other Latin, Greek, Cyrillic and Vietnamese letters are drawn', async ({ skip }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const names = 'Zażółć gęślą, Ελλάδα, Привет, Nguyễn, Þórður, İzmir'
    const said = flat(run('pdftotext', ['PDF', '-'], (await render({ decision: names }))['outcome.pdf']))
    expect(said).toContain(names)
    expect(said).not.toContain('[?]')
  })

  it('[R20] what no font has stands as [?], is said on the page, and is whole in the tagged layer', async ({
    skip,
  }) => {
    skip(!poppler, 'poppler-utils is not installed')
    const { 'outcome.pdf': bytes } = await render({ decision: 'مرحبا means hello 😀.' })
    const said = flat(run('pdftotext', ['PDF', '-'], bytes))
    expect(said).toContain('could not be drawn here and stand as [?]')
    const utf16 = Buffer.from(`\uFEFF${'مرحبا means hello 😀.'}`, 'utf16le').swap16().toString('latin1')
    expect(Buffer.from(bytes).toString('latin1')).toContain(
      `/ActualText (${utf16.replaceAll(/[()\\\r\n]/g, (char) => `\\${char}`)}`,
    )
  })

  it('[R20] for odd text of every kind a PDF is made', async () => {
    const odd = [
      '\u0000\u0007\u001b',
      '\t\ttabs',
      `${'x'.repeat(5000)}`,
      'a\r\nb\rc\n\n\nd',
      '👩‍👩‍👧‍👦'.repeat(50),
      '\u202Eright to left',
      'e\u0301'.repeat(300),
      ' '.repeat(400),
      '\ufeff',
    ]
    for (const text of odd) {
      const { 'outcome.pdf': bytes } = await render({ decision: `d ${text}`, ownWords: [], challenges: [] })
      expect(utf8.decode(bytes.slice(0, 5))).toBe('%PDF-')
    }
  })
})
