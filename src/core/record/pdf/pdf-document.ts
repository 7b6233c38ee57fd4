import type { Font } from 'fontkit'

/** The part of pdfkit (0.20) that the core uses. */
export interface StructureElement {
  add(child: StructureElement | (() => void)): StructureElement
  end(): void
  setParent(parent: never): void
  setAttached(): void
}

export interface PdfOptions {
  size: string
  margin: number
  font: string
  pdfVersion: '1.7'
  tagged: boolean
  lang: string
  displayTitle: boolean
  subset: 'PDF/A-3a'
  bufferPages: boolean
  autoFirstPage: boolean
  compress: boolean
  info: {
    Title: string
    Author: string
    Subject: string
    Creator: string
    Producer: string
    CreationDate: Date
    ModDate: Date
  }
}

export interface PdfDocument {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  registerFont(name: string, font: Font): this
  font(name: string): this
  fontSize(size: number): this
  widthOfString(text: string): number
  text(text: string, x: number, y: number, options: { lineBreak: false }): this
  fillColor(color: string): this
  rect(x: number, y: number, width: number, height: number): this
  moveTo(x: number, y: number): this
  lineTo(x: number, y: number): this
  lineWidth(width: number): this
  fill(color: string): this
  stroke(color: string): this
  addPage(): this
  /** A new page on which open marked content goes on. */
  continueOnNewPage(): this
  switchToPage(number: number): unknown
  bufferedPageRange(): { start: number; count: number }
  struct(type: string, options?: object): StructureElement
  addStructure(element: StructureElement): this
  markContent(tag: 'Artifact', options: object): this
  endMarkedContent(): this
  file(
    src: ArrayBuffer,
    options: {
      name: string
      type: string
      description: string
      relationship: string
      creationDate: Date
      modifiedDate: Date
    },
  ): void
  end(): void
}
