import { breakLines, type Line } from './line-layout.ts'
import type { FontPicker, Weight } from './fonts.ts'
import type { PdfDocument, StructureElement } from './pdf-document.ts'

export const page = { width: 595.28, height: 841.89, left: 56, right: 56, top: 74, bottom: 62 } as const
export const ink = { text: '#1d2226', quiet: '#4d575e', rule: '#b9c2c8', shade: '#eef2f4' } as const
const lineHeight = 1.45

export interface TextStyle {
  readonly size: number
  readonly weight: Weight
  readonly color: string
}
export const body: TextStyle = { size: 10, weight: 'regular', color: ink.text }
export const strong: TextStyle = { ...body, weight: 'bold' }
export const small: TextStyle = { size: 8.5, weight: 'regular', color: ink.quiet }
const heading: TextStyle = { ...small, weight: 'bold' }

/** What a cell of a table has for its text. */
const cellWidth = (widths: readonly number[], cell: number): number => (page.width - page.left - page.right) * (widths[cell] ?? 0) - 10

/** A tagged A4 document that grows downwards. Distances are points, from the top left. */
export class Sheet {
  y: number = page.top
  /** Whether every character so far could be drawn. */
  whole = true
  readonly doc: PdfDocument
  readonly #picker: FontPicker
  readonly #root: StructureElement

  constructor(doc: PdfDocument, picker: FontPicker) {
    this.doc = doc
    this.#picker = picker
    doc.addPage()
    this.#root = doc.struct('Document')
    doc.addStructure(this.#root)
  }

  /** Text with a structure of its own (`P`, `H1`, `H2`, `BlockQuote`), and a blank line's width wherever the text has one. */
  paragraph(tag: string, text: string, style: TextStyle, { indent = 0, after = 6, parent = this.#root } = {}): void {
    const width = page.width - page.left - page.right - indent
    const rows = this.#rows(text, style, width)
    const step = style.size * lineHeight
    if (tag.startsWith('H')) this.ensure(step * 4)
    this.#tagged(parent, tag, rows.whole ? undefined : text, () => {
      for (const row of rows.lines) {
        this.ensure(step)
        this.line(row, style, page.left + indent, this.y)
        this.y += row.length === 0 ? step / 2 : step
      }
    })
    this.y += after
  }

  /** A list whose items carry a dot. */
  list(items: readonly string[], style: TextStyle = body): void {
    const list = this.#open(this.#root, 'L')
    for (const item of items) {
      this.ensure(style.size * lineHeight)
      const entry = this.#open(list, 'LI')
      this.#tagged(entry, 'Lbl', undefined, () =>
        this.line(this.#rows('•', style, 10).lines[0] ?? [], style, page.left + 2, this.y),
      )
      this.paragraph('LBody', item, style, { indent: 14, after: 2, parent: entry })
      entry.end()
    }
    list.end()
    this.y += 6
  }

  /**
   * A table with a heading row; `widths` are shares of the page's width. A row stays whole where a page can hold it, and a
   * table that goes on over the page shows its headings again, which are no part of the text there.
   */
  table(head: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): void {
    const table = this.#open(this.#root, 'Table')
    const headAgain = (): void => {
      this.artifact('Pagination', () => {
        const room = page.width - page.left - page.right
        let x: number = page.left
        head.forEach((text, cell) => {
          const width = room * (widths[cell] ?? 0)
          this.oneLine(text, heading, x, this.y + 3, width)
          x += width
        })
        this.y += heading.size * lineHeight + 6
        this.#rule()
      })
    }
    this.ensure(this.startOfTable(head, rows, widths))
    this.#row(table, 'TH', head, widths, heading)
    for (const row of rows) this.#row(table, 'TD', row, widths, body, headAgain)
    table.end()
    this.y += 10
  }

  /** How high a table's headings are with its first row: no heading stands at the foot of a page by itself. */
  startOfTable(head: readonly string[], [first = []]: readonly (readonly string[])[], widths: readonly number[]): number {
    const start = this.#rowHeight(head, widths, heading) + this.#rowHeight(first, widths, body)
    return start <= page.height - page.top - page.bottom ? start : 0
  }

  #rowHeight(cells: readonly string[], widths: readonly number[], style: TextStyle): number {
    return Math.max(0, ...cells.map((text, index) => this.#rows(text, style, cellWidth(widths, index)).lines.length)) * style.size * lineHeight + 8
  }

  #row(
    table: StructureElement,
    tag: 'TH' | 'TD',
    cells: readonly string[],
    widths: readonly number[],
    style: TextStyle,
    onNewPage: () => void = () => undefined,
  ): void {
    const room = page.width - page.left - page.right
    const step = style.size * lineHeight
    const drawn = cells.map((text, index) => ({ text, ...this.#rows(text, style, cellWidth(widths, index)) }))
    const tallest = Math.max(...drawn.map(({ lines }) => lines.length))
    if (tallest * step + 8 <= page.height - page.top - page.bottom && this.ensure(tallest * step + 8)) onNewPage()
    const row = this.#open(table, 'TR')
    // A row taller than a page goes on line by line, all its cells together.
    const cellElements = drawn.map(({ text, whole }) =>
      this.#open(row, tag, { ...(!whole && { actual: text }), ...(tag === 'TH' && { scope: 'Column' }) }),
    )
    this.y += 3
    for (let index = 0; index < tallest; index += 1) {
      this.ensure(step)
      let x: number = page.left
      drawn.forEach(({ lines }, cell) => {
        const line = lines[index]
        const at = x
        if (line && line.length > 0) cellElements[cell]?.add(() => this.line(line, style, at, this.y))
        x += room * (widths[cell] ?? 0)
      })
      this.y += step
    }
    for (const element of cellElements) element.end()
    row.end()
    this.y += 3
    this.artifact('Layout', () => this.#rule())
  }

  #rule(): void {
    this.doc
      .lineWidth(0.5)
      .moveTo(page.left, this.y)
      .lineTo(page.width - page.right, this.y)
      .stroke(ink.rule)
  }

  /** Something drawn that says something: `alt` says the same in words. It stands whole on one page. */
  figure(alt: string, height: number, draw: (top: number) => void): void {
    this.ensure(height)
    const top = this.y
    const figure = this.#open(this.#root, 'Figure', { alt, bbox: [page.left, top, page.width - page.right, top + height], placement: 'Block' })
    figure.add(() => draw(top))
    figure.end()
    this.y = top + height + 8
  }

  /** How high these lines are, one under the other. */
  heightOf(lines: readonly Line[], { size }: TextStyle): number {
    return lines.length * size * lineHeight
  }

  /** A text in lines no wider than `width`. */
  linesOf(text: string, style: TextStyle, width: number): readonly Line[] {
    return this.#rows(text, style, width).lines
  }

  /** Starts a new page unless `points` more fit on this one. @returns whether it did. */
  ensure(points: number): boolean {
    if (this.y + points <= page.height - page.bottom) return false
    this.doc.continueOnNewPage()
    this.y = page.top
    return true
  }

  /** Something drawn that is no part of the text: rules, shading, running heads. */
  artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  /** One line in one style at a place, cut short at `width`; used for running heads. */
  oneLine(text: string, style: TextStyle, x: number, y: number, width: number): void {
    const [first] = this.#rows(text, style, width).lines
    if (first) this.line(first, style, x, y)
  }

  widthOf(text: string, style: TextStyle): number {
    return this.#picker
      .runs(text, style.weight)
      .runs.reduce((total, run) => total + this.#measure(run.font, run.text, style.size), 0)
  }

  finish(): void {
    this.#root.end()
  }

  line(line: Line, style: TextStyle, x: number, y: number): void {
    let at = x
    for (const { font, text } of line) {
      this.doc.font(font).fontSize(style.size).fillColor(style.color).text(text, at, y, { lineBreak: false })
      at += this.#measure(font, text, style.size)
    }
  }

  #measure(font: string, text: string, size: number): number {
    return this.doc.font(font).fontSize(size).widthOfString(text)
  }

  #rows(text: string, style: TextStyle, width: number): { lines: Line[]; whole: boolean } {
    let whole = true
    const lines = text.split(/\r\n|\r|\n/).flatMap((row): Line[] => {
      const picked = this.#picker.runs(row, style.weight)
      whole &&= picked.whole
      const broken = breakLines(picked.runs, width, (run) => this.#measure(run.font, run.text, style.size))
      return broken.length > 0 ? broken : [[]]
    })
    this.whole &&= whole
    return { lines, whole }
  }

  #open(parent: StructureElement, tag: string, options: object = {}): StructureElement {
    const element = this.doc.struct(tag, options)
    parent.add(element)
    return element
  }

  #tagged(parent: StructureElement, tag: string, actual: string | undefined, draw: () => void): void {
    const element = this.#open(parent, tag, actual === undefined ? {} : { actual })
    element.add(draw)
    element.end()
  }
}
