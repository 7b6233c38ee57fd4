import type { Instant } from '../../model/dates.ts'
import { standIn, type PdfFonts } from '../pdf/fonts.ts'
import { body, page, small, strong } from '../pdf/sheet.ts'
import { drawSection, renderTaggedPdf } from '../pdf/tagged-pdf.ts'
import { paragraphs } from './letter-html.ts'
import type { LetterText } from './letter-text.ts'

/** Larger than what staff read. */
const reading = { ...body, size: 12 } as const

/** The letter on tagged A4 pages, to print and to post. @param when the read-back: nothing in it is the time of its making. */
export function renderLetterPdf(letter: LetterText, when: Instant, fonts: PdfFonts): Promise<Uint8Array> {
  const { title, to, date, greeting, covering, sections, from, practice } = letter
  return renderTaggedPdf(
    {
      title,
      author: from.join(', '),
      subject: 'A letter to the person',
      when: new Date(when),
      attachments: [],
      draw(sheet) {
        sheet.y = 56
        if (practice) sheet.paragraph('P', 'Practice: not a real person', { ...strong, size: 12 }, { after: 8 })
        sheet.paragraph('P', to, reading, { after: 0 })
        sheet.paragraph('P', date, reading, { after: 22 })
        sheet.paragraph('H1', title, { ...strong, size: 18 }, { after: 10 })
        sheet.paragraph('P', greeting, reading, { after: 8 })
        for (const each of paragraphs(covering)) sheet.paragraph('P', each, reading, { after: 8 })
        sheet.y += 4
        for (const section of sections) drawSection(sheet, section, reading)
        sheet.y += 6
        sheet.paragraph('P', `From ${from.join(', ')}`, reading)
        if (!sheet.whole) sheet.paragraph('P', `Some letters or signs could not be printed here and stand as ${standIn}. Ask us what they say.`, small)
      },
      running(sheet, number, count) {
        const of = `Page ${number} of ${count}`
        const y = page.height - 40
        sheet.oneLine(practice ? 'Practice: not a real person' : from.join(', '), small, page.left, y, 380)
        sheet.oneLine(of, small, page.width - page.right - sheet.widthOf(of, small), y, 80)
      },
    },
    fonts,
  )
}
