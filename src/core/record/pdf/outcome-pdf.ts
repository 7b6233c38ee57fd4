import PDFDocument from 'pdfkit'
import { calendarDate, clinicalDate } from '../../model/dates.ts'
import type { Answer } from '../../model/checkpoint.ts'
import type { Outcome } from '../../model/outcome.ts'
import { bannerBorn, bannerName, bannerNhsNumber } from '../../model/person.ts'
import { outcomeSections, type Section } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'
import { pickerOf, standIn, type PdfFonts } from './fonts.ts'
import type { PdfDocument } from './pdf-document.ts'
import { body, ink, page, Sheet, small, strong } from './sheet.ts'

/** What travels inside the PDF, so that a printed-to-file copy still carries the data. */
export interface PdfAttachments {
  readonly json: Uint8Array
  readonly fhir: Uint8Array
  /** The answers with their signatures, as the manifest has them: the manifest itself cannot be inside, it holds this file's digest. */
  readonly answers: Uint8Array
}

/** Shares of the page's width, by number of columns. */
const columns: Record<number, readonly number[]> = { 2: [0.3, 0.7], 3: [0.46, 0.33, 0.21], 4: [0.24, 0.26, 0.28, 0.22] }

/**
 * The outcome as a tagged A4 page in the form of PDF/A-3a, with the signed JSON, the FHIR bundle and the
 * answers attached. The same
 * input gives the same bytes: its dates are the read-back's, and nothing is compressed, since compressors differ.
 */
export async function renderOutcomePdf(
  outcome: Outcome,
  answers: readonly Answer[],
  attachments: PdfAttachments,
  fonts: PdfFonts,
): Promise<Uint8Array> {
  const readBack = new Date(outcome.readBackAt)
  const doc: PdfDocument = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    subset: 'PDF/A-3a',
    bufferPages: true,
    autoFirstPage: false,
    compress: false,
    info: {
      Title: `Outcome of a huddle: ${bannerName(outcome.person)}`,
      Author: outcome.team.name,
      Subject: `Outcome ${outcome.id}`,
      Creator: 'MDT Huddle',
      Producer: 'MDT Huddle',
      CreationDate: readBack,
      ModDate: readBack,
    },
  })
  const bytes = collect(doc)
  const file = (content: Uint8Array, name: string, type: string, description: string): void => {
    doc.file(new Uint8Array(content).buffer, {
      name,
      type,
      description,
      relationship: 'Data',
      creationDate: readBack,
      modifiedDate: readBack,
    })
  }
  file(attachments.json, 'outcome.json', 'application/json', 'The outcome as it was signed')
  file(attachments.fhir, 'outcome.fhir.json', 'application/fhir+json', 'The outcome as a FHIR R4 document')
  file(attachments.answers, 'answers.json', 'application/json', 'Who signed it, with what signature, and who declined')

  const sheet = new Sheet(doc, pickerOf(doc, fonts))
  drawTop(sheet, outcome)
  for (const section of outcomeSections(outcome, answers)) drawSection(sheet, section)
  if (!sheet.whole) {
    sheet.paragraph(
      'P',
      `Some letters or signs could not be drawn here and stand as ${standIn}. They are whole in outcome.json, which is attached to this file.`,
      small,
    )
  }
  sheet.finish()
  drawRunningHeads(sheet, outcome)
  doc.end()
  return bytes
}

function drawTop(sheet: Sheet, outcome: Outcome): void {
  const { person, team, huddle, readBackAt } = outcome
  sheet.y = 40
  if (team.practice) sheet.paragraph('P', 'Practice: not a real person', strong, { after: 2 })
  sheet.paragraph('H1', 'Outcome of a huddle', { ...strong, size: 19 }, { after: 0 })
  sheet.paragraph('P', `${huddle.title}, ${team.name}, ${ukMoment(readBackAt)}`, { ...small, size: 10 }, { after: 8 })
  const facts = [
    `Born ${bannerBorn(person, dayOfReadBack(outcome))}`,
    ...(person.died ? [`Died ${clinicalDate(person.died)}`] : []),
    `Gender ${person.gender}`,
    `NHS No. ${bannerNhsNumber(person)}${person.nhsNumber.kind === 'absent' ? ` (${person.nhsNumber.reason.toLowerCase()})` : ''}`,
  ]
  const top = sheet.y
  sheet.artifact('Layout', () =>
    sheet.doc.rect(page.left - 10, top, page.width - page.left - page.right + 20, 50).fill(ink.shade),
  )
  sheet.y = top + 8
  const known =
    person.preferredName && person.preferredName !== person.givenName ? `, known as ${person.preferredName}` : ''
  sheet.paragraph('P', `${bannerName(person)}${known}`, { ...strong, size: 13 }, { after: 0 })
  sheet.paragraph('P', facts.join('     '), body, { after: 0 })
  sheet.y = Math.max(sheet.y, top + 50) + 10
}

function drawSection(sheet: Sheet, { key, title, blocks }: Section): void {
  sheet.paragraph('H2', title, { ...strong, size: 11.5 }, { after: 2 })
  const quiet = key === 'about'
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
        sheet.paragraph('P', block.text, quiet ? small : body, { after: quiet ? 2 : 4 })
        break
      case 'quote':
        sheet.paragraph('BlockQuote', `“${block.text}”`, body, { indent: 12, after: 0 })
        sheet.paragraph('P', block.source, small, { indent: 12, after: 5 })
        break
      case 'list':
        sheet.list(block.items)
        break
      case 'table':
        sheet.table(block.head, block.rows, columns[block.head.length] ?? [])
        break
    }
  }
  sheet.y += 5
}

/** Who the page is about, on every page, and which page of how many it is. */
function drawRunningHeads(sheet: Sheet, outcome: Outcome): void {
  const { person, team, id } = outcome
  const width = page.width - page.left - page.right
  const { start, count } = sheet.doc.bufferedPageRange()
  for (let number = 0; number < count; number += 1) {
    sheet.doc.switchToPage(start + number)
    sheet.artifact('Pagination', () => {
      if (number > 0) {
        const who = `${bannerName(person)}   Born ${bannerBorn(person, dayOfReadBack(outcome))}   NHS No. ${bannerNhsNumber(person)}`
        sheet.oneLine(team.practice ? `${who}   Practice: not a real person` : who, small, page.left, 40, width)
      }
      const of = `Page ${number + 1} of ${count}`
      const y = page.height - 40
      sheet.oneLine(
        `${team.practice ? 'Practice: not a real person   ' : ''}Outcome ${id}`,
        small,
        page.left,
        y,
        width - 80,
      )
      sheet.oneLine(of, small, page.width - page.right - sheet.widthOf(of, small), y, 80)
    })
  }
}

const dayOfReadBack = ({ readBackAt }: Outcome): ReturnType<typeof calendarDate.parse> =>
  calendarDate.parse(readBackAt.slice(0, 10))

function collect(doc: PdfDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk) => void chunks.push(chunk))
    doc.on('error', reject)
    doc.on('end', () => {
      const bytes = new Uint8Array(chunks.reduce((total, { length }) => total + length, 0))
      let offset = 0
      for (const chunk of chunks) {
        bytes.set(chunk, offset)
        offset += chunk.length
      }
      resolve(bytes)
    })
  })
}
