import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPackageFiles } from '../../../src/core/record/package-files.ts'
import { fontForOneDocument } from '../../../src/core/record/pdf/font-file.ts'
import type { PdfFonts } from '../../../src/core/record/pdf/fonts.ts'
import { laterHuddle, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { readFonts } from './fonts.ts'

async function pdfOf(title: string, fonts: PdfFonts): Promise<Buffer> {
  const { outcome, payload, answers } = await signedSample(1, { huddle: { ...laterHuddle(0xc003), title } })
  return Buffer.from((await buildPackageFiles(outcome, payload, answers, fonts))['outcome.pdf'])
}

/** Letters of several fonts; ’ and ʼ have one shape in Inter, and so one glyph. */
const titles = fc.array(fc.constantFrom('’', 'ʼ', 'e', 'é', 'fi', '1⁄2', 'ł', 'Ω', 'Ж', 'ế', '漢', ' '), { minLength: 1, maxLength: 12 }).map((letters) => letters.join(''))

describe('fonts that are read once', () => {
  it('[R18] give an outcome the same bytes whatever was printed with them before', async () => {
    const shared = await readFonts()
    await fc.assert(
      fc.asyncProperty(titles, titles, async (before, title) => {
        await pdfOf(before, shared)
        expect((await pdfOf(title, shared)).equals(await pdfOf(title, await readFonts()))).toBe(true)
      }),
      { numRuns: 5, examples: [['ʼ', '’']] },
    )
  })

  it('[R18] have their tables read once, for all documents', async () => {
    const [file = new Uint8Array()] = (await readFonts()).regular
    const [one, other] = [fontForOneDocument(file), fontForOneDocument(file)]
    expect(one).not.toBe(other)
    expect(Reflect.get(one, '_tables')).toBeInstanceOf(Object)
    expect(Reflect.get(one, '_tables')).toBe(Reflect.get(other, '_tables'))
  })
})
