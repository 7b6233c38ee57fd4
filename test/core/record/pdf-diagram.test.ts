import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { boxPadding, layOut } from '../../../src/core/model/diagram-layout.ts'
import { diagramInWords, diagramOf } from '../../../src/core/model/formulation-diagram.ts'
import { formulationTemplates } from '../../../src/core/model/formulation-templates.ts'
import { mark } from '../../../src/core/model/mark.ts'
import { extractOf, optionalSections } from '../../../src/core/record/leaving/extract.ts'
import { buildPackageFiles } from '../../../src/core/record/package-files.ts'
import type { PdfFonts } from '../../../src/core/record/pdf/fonts.ts'
import { renderExtractPdf } from '../../../src/core/record/pdf/outcome-pdf.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import { readFonts } from './fonts.ts'
import { flat, pdfText, poppler, qpdf, runOnPdf } from './pdf-tools.ts'

const fivePs = (said: readonly string[]): string =>
  (formulationTemplates.find(({ name }) => name === '5 Ps')?.headings ?? []).map((heading, index) => `${heading}\n${said[index] ?? ''}`).join('\n')
const formulation = fivePs(['Cannot sleep, and stays indoors.', 'Moved many times as a child.', 'The tenancy ended in October.', 'Nights spent worrying about rent.', 'The allotment, and Dec’s sister.'])

let fonts: PdfFonts
beforeAll(async () => {
  fonts = await readFonts()
})
const pdfOf = async (text: string) => {
  const { outcome, payload, answers } = await signedSample(1, { formulation: text })
  return (await buildPackageFiles(outcome, payload, answers, fonts))['outcome.pdf']
}
/** Five points to a letter. */
const wrap = (text: string, _weight: string, width: number): string[] => text.match(new RegExp(`.{1,${Math.floor(width / 5)}}`, 'gsu')) ?? []

/** Alternative texts as they stand in the file: UTF-16 with a mark before it, or plain letters. */
const alternativesIn = (pdf: Uint8Array): string[] =>
  Array.from(Buffer.from(pdf).toString('latin1').matchAll(/\/Alt \(((?:\\.|[^\\)])*)\)/gs), ([, raw = '']) => {
    const bytes = Buffer.from(raw.replaceAll(/\\([\\()nrtbf])/g, (_all, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? letter), 'latin1')
    return bytes[0] === 0xfe ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1')
  })

describe('the diagram of a formulation', () => {
  it('[R206] shows what stands under each heading and what leads to what; empty parts and other texts have none', () => {
    const diagram = diagramOf(formulation)
    expect(diagram?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Moved many times as a child.', 'The tenancy ended in October.'],
      ['Cannot sleep, and stays indoors.'],
      ['Nights spent worrying about rent.', 'The allotment, and Dec’s sister.'],
    ])
    expect(diagram?.links.map(({ from, words, to }) => [from.text.slice(0, 6), words, to.text.slice(0, 6)])).toEqual([
      ['Moved ', 'leads to', 'The te'],
      ['The te', 'sets off', 'Cannot'],
      ['Nights', 'keeps going', 'Cannot'],
      ['The al', 'eases', 'Cannot'],
    ])
    expect(diagramOf(fivePs(['Cannot sleep.', 'Moved often.']))?.links.map(({ words }) => words)).toEqual(['leads to'])
    for (const none of ['', 'A story without headings.', fivePs([]), fivePs(['Only this.'])]) expect(diagramOf(none)).toBeUndefined()
  })

  it('[R206] for all texts and templates, each box lies whole on the surface, no two overlap, and each arrow goes from edge to edge', () => {
    const said = fc.array(fc.string({ maxLength: 300 }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...formulationTemplates), said, ({ headings }, texts) => {
        const diagram = diagramOf(headings.map((heading, index) => `${heading}\n${texts[index] ?? ''}`).join('\n'))
        if (!diagram) return
        const { boxes, links, width, height } = layOut(diagram, { width: 480, step: 12, wrap })
        for (const box of boxes) {
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 0.01 && box.y + box.height <= height + 0.01).toBe(true)
          expect((box.heading.length + box.text.length) * 12 + 2 * boxPadding).toBeLessThanOrEqual(box.height)
          const overlaps = boxes.filter((other) => other !== box && box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height)
          expect(overlaps).toEqual([])
        }
        const onEdge = ([x, y]: readonly [number, number]): boolean =>
          boxes.some((box) => (Math.abs(x - box.x) < 0.01 || Math.abs(x - box.x - box.width) < 0.01 ? y >= box.y && y <= box.y + box.height : false) || ((Math.abs(y - box.y) < 0.01 || Math.abs(y - box.y - box.height) < 0.01) && x >= box.x && x <= box.x + box.width))
        for (const { from, to } of links) expect([onEdge(from), onEdge(to)]).toEqual([true, true])
      }),
      { numRuns: 150 },
    )
  })

  it('[R207] stands in the PDF as a Figure with the same in words, and the whole text beside it', async ({ skip }) => {
    const pdf = await pdfOf(formulation)
    const diagram = diagramOf(formulation)
    expect(alternativesIn(pdf)).toEqual([diagram && diagramInWords(diagram)])
    skip(!poppler, 'poppler-utils is not installed')
    expect(runOnPdf('pdfinfo', ['-struct', 'PDF'], pdf)).toMatch(/^\s+Figure/m)
    expect(flat(pdfText(pdf))).toContain('The allotment, and Dec’s sister.')
  })

  it('[R207] a formulation without such headings has no Figure, and the same one gives the same bytes', async () => {
    expect(alternativesIn(await pdfOf('A story without headings.'))).toEqual([])
    expect(Buffer.from(await pdfOf(formulation)).equals(Buffer.from(await pdfOf(formulation)))).toBe(true)
  })

  it('[R207] qpdf finds nothing wrong in a file with one', async ({ skip }) => {
    skip(!qpdf, 'qpdf is not installed')
    expect(runOnPdf('qpdf', ['--check', 'PDF'], await pdfOf(formulation))).toContain('No syntax or stream encoding errors found')
  })

  it('[R207] what is withheld of a formulation is neither in its diagram nor in the words for it', async ({ skip }) => {
    const filed = await signedSample(1, { formulation })
    const line = formulation.split('\n').indexOf('The tenancy ended in October.')
    const marks = [mark.parse({ passage: `formulation/${line}`, because: 'third-party', by: 'A', at: filed.outcome.readBackAt })]
    const pdf = await renderExtractPdf(extractOf(filed, marks, optionalSections), fonts)
    const [alternative = ''] = alternativesIn(pdf)
    expect(alternative).toContain('Moved many times as a child.')
    expect(alternative).not.toContain('tenancy')
    skip(!poppler, 'poppler-utils is not installed')
    expect(pdfText(pdf)).not.toContain('tenancy ended')
  })
})
