import type { PdfDocument } from './pdf-document.ts'
import { fontForOneDocument } from './font-file.ts'

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

/** Registers the fonts with a document, each under its weight and number. */
export function pickerOf(doc: PdfDocument, fonts: PdfFonts): FontPicker {
  const registered = (weight: Weight): [Face, ...Face[]] => {
    const [first, ...others] = fonts[weight].map((file, index): Face => {
      const [name, font] = [`${weight}-${index}`, fontForOneDocument(file)]
      doc.registerFont(name, font).font(name)
      return { name, has: (letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) }
    })
    if (!first) throw new TypeError(`no ${weight} font`)
    return [first, ...others]
  }
  const known = { regular: registered('regular'), bold: registered('bold') }
  const segmenter = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })
  return {
    runs(text, weight) {
      const faces = known[weight]
      const [first] = faces
      const toDraw = drawable(text)
      // Nearly every text: what a letter is made of makes no difference where one font has all of it.
      if (hasAll(first, toDraw)) return { runs: toDraw === '' ? [] : [{ font: first.name, text: toDraw }], whole: true }
      const runs: { font: string; text: string }[] = []
      let whole = true
      let standing = false
      for (const { segment } of segmenter.segment(toDraw)) {
        const face = faces.find((each) => hasAll(each, segment))
        whole &&= face !== undefined
        if (face || !standing) append(runs, face?.name ?? first.name, face ? segment : standIn)
        standing = !face
      }
      return { runs, whole }
    },
  }
}

/** One font of a document. */
interface Face {
  readonly name: string
  /** Whether it can draw a letter, by its first code point. */
  readonly has: (letter: string) => boolean
}

function hasAll({ has }: Face, text: string): boolean {
  for (const letter of text) if (!has(letter)) return false
  return true
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
