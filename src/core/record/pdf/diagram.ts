import { arrowHead, boxPadding, layOut } from '../../model/diagram-layout.ts'
import { diagramInWords, type Diagram } from '../../model/formulation-diagram.ts'
import { body, ink, page, small, strong, type Sheet, type TextStyle } from './sheet.ts'

const [heading, text]: readonly [TextStyle, TextStyle] = [{ ...strong, size: 9 }, { ...body, size: 9 }]
const step = 12.5
/** Text is placed by its top; this much of a line stands above it. */
const rise = 1
/** A heading stays with the figure under it. */
export const roomForHeading = 30

/** What goes onto a sheet: boxes and arrows, with the same in words. */
export interface Figure {
  readonly height: number
  readonly draw: () => void
}

/** The figure of a diagram, or undefined where no page could hold it: its text stands beside it in any case. */
export function figureOf(sheet: Sheet, diagram: Diagram): Figure | undefined {
  const width = page.width - page.left - page.right
  const { height, boxes, links } = layOut(diagram, { width, step, wrap: (words, weight, room) => sheet.linesOf(words, weight === 'bold' ? heading : text, room) })
  if (height > page.height - page.top - page.bottom - roomForHeading) return undefined
  const drawAt = (top: number): void => {
    for (const box of boxes) {
      sheet.doc.lineWidth(0.8).rect(page.left + box.x, top + box.y, box.width, box.height).stroke(ink.quiet)
      const lines = [...box.heading.map((line) => ({ line, style: heading })), ...box.text.map((line) => ({ line, style: text }))]
      lines.forEach(({ line, style }, index) => sheet.line(line, style, page.left + box.x + boxPadding, top + box.y + boxPadding + index * step + rise))
    }
    for (const link of links) {
      const [[x, y], [toX, toY]] = [link.from, link.to]
      sheet.doc.lineWidth(0.8).moveTo(page.left + x, top + y).lineTo(page.left + toX, top + toY).stroke(ink.quiet)
      const [[tipX, tipY], ...others] = headOf(link)
      sheet.doc.moveTo(page.left + tipX, top + tipY)
      for (const [cornerX, cornerY] of others) sheet.doc.lineTo(page.left + cornerX, top + cornerY)
      sheet.doc.fill(ink.quiet)
      const [atX, atY] = link.at
      const room = sheet.widthOf(link.words, small)
      sheet.oneLine(link.words, small, page.left + (link.across ? atX - room / 2 : atX), top + atY, room + 1)
    }
  }
  return { height, draw: () => sheet.figure(diagramInWords(diagram), height, drawAt) }
}

const headOf = (link: Parameters<typeof arrowHead>[0]) => arrowHead(link, 6)
