import PDFDocument from 'pdfkit'
import type { Diagram } from '../../model/formulation-diagram.ts'
import type { Section } from '../outcome-sections.ts'
import { figureOf, roomForHeading } from './diagram.ts'
import { pickerOf, type PdfFonts } from './fonts.ts'
import type { PdfDocument } from './pdf-document.ts'
import { body, Sheet, small, strong, type TextStyle } from './sheet.ts'

/** A file that travels inside a PDF. */
export interface Attachment {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly content: Uint8Array
}

export interface TaggedPdf {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** What the file says of its own making: the moment of what it tells, so that the same input gives the same bytes. */
  readonly when: Date
  readonly attachments: readonly Attachment[]
  readonly draw: (sheet: Sheet) => void
  /** What stands on every page outside the text; `number` is from 1. */
  readonly running: (sheet: Sheet, number: number, count: number) => void
}

/** A tagged A4 file in the form of PDF/A-3a. Nothing in it is compressed, since compressors differ. */
export function renderTaggedPdf(pdf: TaggedPdf, fonts: PdfFonts): Promise<Uint8Array> {
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
      Title: pdf.title,
      Author: pdf.author,
      Subject: pdf.subject,
      Creator: 'MDT Huddle',
      Producer: 'MDT Huddle',
      CreationDate: pdf.when,
      ModDate: pdf.when,
    },
  })
  const bytes = collect(doc)
  for (const { content, name, type, description } of pdf.attachments) {
    doc.file(new Uint8Array(content).buffer, {
      name,
      type,
      description,
      relationship: 'Data',
      creationDate: pdf.when,
      modifiedDate: pdf.when,
    })
  }
  const sheet = new Sheet(doc, pickerOf(doc, fonts))
  pdf.draw(sheet)
  sheet.finish()
  const { start, count } = doc.bufferedPageRange()
  for (let number = 1; number <= count; number += 1) {
    doc.switchToPage(start + number - 1)
    sheet.artifact('Pagination', () => pdf.running(sheet, number, count))
  }
  doc.end()
  return bytes
}

/** Shares of the page's width, by number of columns. */
const columns: Record<number, readonly number[]> = { 2: [0.3, 0.7], 3: [0.46, 0.33, 0.21], 4: [0.24, 0.26, 0.28, 0.22] }

/** One section under its heading, with a picture of it where there is one. */
export function drawSection(sheet: Sheet, { title, blocks }: Pick<Section, 'title' | 'blocks'>, text: TextStyle = body, diagram?: Diagram): void {
  const figure = diagram && figureOf(sheet, diagram)
  if (figure) sheet.ensure(figure.height + roomForHeading)
  const [first] = blocks
  if (first?.kind === 'table') sheet.ensure(roomForHeading + sheet.startOfTable(first.head, first.rows, columns[first.head.length] ?? []))
  sheet.paragraph('H2', title, { ...strong, size: Math.max(11.5, text.size + 1.5) }, { after: 2 })
  figure?.draw()
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
        sheet.paragraph('P', block.text, text, { after: text.size < body.size ? 2 : 4 })
        break
      case 'quote':
        sheet.paragraph('BlockQuote', `“${block.text}”`, text, { indent: 12, after: block.source ? 0 : 5 })
        if (block.source) sheet.paragraph('P', block.source, small, { indent: 12, after: 5 })
        break
      case 'list':
        sheet.list(block.items, text)
        break
      case 'table':
        sheet.table(block.head, block.rows, columns[block.head.length] ?? [])
        break
    }
  }
  sheet.y += 5
}

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
