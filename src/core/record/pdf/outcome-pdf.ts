import { calendarDate, clinicalDate } from '../../model/dates.ts'
import type { Answer } from '../../model/checkpoint.ts'
import type { Outcome } from '../../model/outcome.ts'
import { diagramOf } from '../../model/formulation-diagram.ts'
import { bannerBorn, bannerName, bannerNhsNumber } from '../../model/person.ts'
import type { Extract } from '../leaving/extract.ts'
import { outcomeSections, type Section } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'
import { standIn, type PdfFonts } from './fonts.ts'
import { body, ink, page, small, strong, type Sheet } from './sheet.ts'
import { drawSection, renderTaggedPdf, type Attachment } from './tagged-pdf.ts'

/** What travels inside the PDF, so that a printed-to-file copy still carries the data. */
export interface PdfAttachments {
  readonly json: Uint8Array
  readonly fhir: Uint8Array
  /** The answers with their signatures, as the manifest has them: the manifest itself cannot be inside, it holds this file's digest. */
  readonly answers: Uint8Array
}

/**
 * The outcome as a tagged A4 page in the form of PDF/A-3a, with the signed JSON, the FHIR bundle and the answers
 * attached. The same input gives the same bytes: its dates are the read-back's.
 */
export function renderOutcomePdf(
  outcome: Outcome,
  answers: readonly Answer[],
  attachments: PdfAttachments,
  fonts: PdfFonts,
): Promise<Uint8Array> {
  const { json, fhir, answers: signatures } = attachments
  return render(
    {
      outcome,
      sections: outcomeSections(outcome, answers),
      heading: 'Outcome of a huddle',
      wholeIn: 'outcome.json, which is attached to this file',
      attachments: [
        attached('outcome.json', 'application/json', 'The outcome as it was signed', json),
        attached('outcome.fhir.json', 'application/fhir+json', 'The outcome as a FHIR R4 document', fhir),
        attached('answers.json', 'application/json', 'Who signed it, with what signature, and who declined', signatures),
      ],
    },
    fonts,
  )
}

/** What one recipient gets, as the same page: nothing of what stays behind is on it or attached to it. */
export function renderExtractPdf({ outcome, sections, whole }: Extract, fonts: PdfFonts): Promise<Uint8Array> {
  const heading = whole ? 'Outcome of a huddle' : 'Outcome of a huddle: what was shared'
  return render({ outcome, sections, heading, wholeIn: 'the record that this was made from', attachments: [] }, fonts)
}

const attached = (name: string, type: string, description: string, content: Uint8Array): Attachment => ({
  name,
  type,
  description,
  content,
})

interface OutcomePage {
  readonly outcome: Outcome
  readonly sections: readonly Section[]
  readonly heading: string
  /** Where characters that no font has are whole. */
  readonly wholeIn: string
  readonly attachments: readonly Attachment[]
}

function render({ outcome, sections, heading, wholeIn, attachments }: OutcomePage, fonts: PdfFonts): Promise<Uint8Array> {
  return renderTaggedPdf(
    {
      title: `${heading}: ${bannerName(outcome.person)}`,
      author: outcome.team.name,
      subject: `Outcome ${outcome.id}`,
      when: new Date(outcome.readBackAt),
      attachments,
      draw(sheet) {
        drawTop(sheet, outcome, heading)
        for (const section of sections) drawSection(sheet, section, section.key === 'about' ? small : body, section.key === 'formulation' ? diagramOf(outcome.formulation) : undefined)
        if (sheet.whole) return
        sheet.paragraph(
          'P',
          `Some letters or signs could not be drawn here and stand as ${standIn}. They are whole in ${wholeIn}.`,
          small,
        )
      },
      running: (sheet, number, count) => drawRunningHead(sheet, outcome, number, count),
    },
    fonts,
  )
}

function drawTop(sheet: Sheet, outcome: Outcome, heading: string): void {
  const { person, team, huddle, readBackAt } = outcome
  sheet.y = 40
  if (team.practice) sheet.paragraph('P', 'Practice: not a real person', strong, { after: 2 })
  sheet.paragraph('H1', heading, { ...strong, size: 19 }, { after: 0 })
  sheet.paragraph('P', `${huddle.title}, ${team.name}, ${ukMoment(readBackAt)}`, { ...small, size: 10 }, { after: 8 })
  const facts = [
    `Born ${bannerBorn(person, dayOfReadBack(outcome))}`,
    ...(person.died ? [`Died ${clinicalDate(person.died)}`] : []),
    `Gender ${person.gender}`,
    `NHS No. ${bannerNhsNumber(person)}${person.nhsNumber.kind === 'absent' ? ` (${person.nhsNumber.reason.toLowerCase()})` : ''}`,
  ]
  const known =
    person.preferredName && person.preferredName !== person.givenName ? `, known as ${person.preferredName}` : ''
  const texts = [
    { text: `${bannerName(person)}${known}`, style: { ...strong, size: 13 } },
    { text: facts.join('     '), style: body },
  ]
  const top = sheet.y
  const width = page.width - page.left - page.right
  const height = Math.max(50, texts.reduce((sum, { text, style }) => sum + sheet.heightOf(sheet.linesOf(text, style, width), style), 16))
  sheet.artifact('Layout', () => sheet.doc.rect(page.left - 10, top, width + 20, height).fill(ink.shade))
  sheet.y = top + 8
  for (const { text, style } of texts) sheet.paragraph('P', text, style, { after: 0 })
  sheet.y = top + height + 10
}

/** Who the page is about, on every page, and which page of how many it is. */
function drawRunningHead(sheet: Sheet, outcome: Outcome, number: number, count: number): void {
  const { person, team, id } = outcome
  const width = page.width - page.left - page.right
  if (number > 1) {
    const facts = [`Born ${bannerBorn(person, dayOfReadBack(outcome))}`, `NHS No. ${bannerNhsNumber(person)}`, ...(team.practice ? ['Practice: not a real person'] : [])].join('   ')
    const who = `${bannerName(person)}   ${facts}`
    // Beside a long name there would be no room for what else tells one person from another.
    const lines = sheet.widthOf(who, small) <= width ? [who] : [bannerName(person), facts]
    for (const [line, text] of lines.entries()) sheet.oneLine(text, small, page.left, 40 + line * 13, width)
  }
  const of = `Page ${number} of ${count}`
  const y = page.height - 40
  sheet.oneLine(`${team.practice ? 'Practice: not a real person   ' : ''}Outcome ${id}`, small, page.left, y, width - 80)
  sheet.oneLine(of, small, page.width - page.right - sheet.widthOf(of, small), y, 80)
}

const dayOfReadBack = ({ readBackAt }: Outcome): ReturnType<typeof calendarDate.parse> =>
  calendarDate.parse(readBackAt.slice(0, 10))
