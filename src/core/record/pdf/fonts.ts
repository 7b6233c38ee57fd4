import type { PdfDocument } from './pdf-document.ts'
import { plainFont } from './plain-font.ts'

/**
 * Font files (WOFF or TTF) for each weight, the most wanted first: a character is drawn with the first that has it.
 * Inter comes as one file for each script: Latin, extended Latin, Greek, Cyrillic, Vietnamese.
 */
export interface PdfFonts {
  readonly regular: readonly Uint8Array[]
  readonly bold: readonly Uint8Array[]
}

export type Weight = keyof PdfFonts

/** A stretch of text that one font file can draw. */
export interface Run {
  readonly font: string
  readonly text: string
}

/** What stands on the page for characters that no font has; their text stays whole in the tagged layer. */
export const standIn = '[?]'

export interface FontPicker {
  /** Splits text into runs; `whole` is false where something had to be stood in for. */
  runs(text: string, weight: Weight): { readonly runs: readonly Run[]; readonly whole: boolean }
}

/** pdfkit keeps the parsed font of the moment in `_font.font`: the one place that knows which glyphs there are. */
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean
}

/** Registers the fonts with a document, each under its weight and number. */
export function pickerOf(doc: PdfDocument, fonts: PdfFonts): FontPicker {
  const known: Record<Weight, { name: string; glyphs: Glyphs }[]> = { regular: [], bold: [] }
  for (const weight of ['regular', 'bold'] as const) {
    known[weight] = fonts[weight].map((bytes, index) => {
      const name = `${weight}-${index}`
      doc.registerFont(name, plainFont(bytes)).font(name)
      return { name, glyphs: glyphsOf(doc) }
    })
    if (known[weight].length === 0) throw new TypeError(`no ${weight} font`)
  }
  const segmenter = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })
  return {
    runs(text, weight) {
      const runs: { font: string; text: string }[] = []
      let whole = true
      let standing = false
      for (const { segment } of segmenter.segment(drawable(text))) {
        const points = Array.from(segment, (char) => char.codePointAt(0) ?? 0)
        const font = known[weight].find(({ glyphs }) => points.every((point) => glyphs.hasGlyphForCodePoint(point)))
        const fallback = known[weight][0]?.name ?? ''
        whole &&= font !== undefined
        if (font || !standing) append(runs, font?.name ?? fallback, font ? segment : standIn)
        standing = !font
      }
      return { runs, whole }
    },
  }
}

function append(runs: { font: string; text: string }[], font: string, text: string): void {
  const last = runs.at(-1)
  if (last?.font === font) last.text += text
  else runs.push({ font, text })
}

/** Composed text without what has no shape of its own: control characters become spaces, invisible marks go. */
function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '')
}

function glyphsOf(doc: PdfDocument): Glyphs {
  const held: unknown = Reflect.get(doc, '_font')
  const font: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, 'font') : undefined
  if (hasGlyphs(font)) return font
  throw new TypeError('pdfkit no longer keeps its parsed font where this code looks for it')
}

const hasGlyphs = (font: unknown): font is Glyphs =>
  typeof font === 'object' &&
  font !== null &&
  'hasGlyphForCodePoint' in font &&
  typeof font.hasGlyphForCodePoint === 'function'
