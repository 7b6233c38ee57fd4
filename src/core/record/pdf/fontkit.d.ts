/** The part of fontkit (2.0) that the core uses: pdfkit's own reader of fonts. It brings no declarations. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean
  }
  export function create(file: Uint8Array): Font
}

/** pdfkit takes a font that has been read already; its declarations do not say so. */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, font: import('fontkit').Font): this
  }
}
