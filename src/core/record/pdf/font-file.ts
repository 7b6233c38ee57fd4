import { create, type Font } from 'fontkit'
import { plainFont } from './plain-font.ts'

/** What has been read of a font file, for as long as somebody holds the file. */
interface Read {
  readonly plain: Uint8Array
  /** The file's tables as fontkit has decoded them; nothing changes them. */
  readonly tables: unknown
}

const known = new WeakMap<Uint8Array, Read>()

/**
 * A font (WOFF or TTF) for one document. Which glyphs it has met, and for which letters, is its own, since that gets
 * into the document: were it another document's too, one outcome's bytes would hang on what was printed before it. The
 * tables behind them are read but once for all documents; so fontkit itself shares them between variations of a font.
 */
export function fontForOneDocument(file: Uint8Array): Font {
  const before = known.get(file)
  const plain = before?.plain ?? plainFont(file)
  const font = create(plain)
  if (before) Reflect.set(font, '_tables', before.tables)
  else known.set(file, { plain, tables: Reflect.get(font, '_tables') })
  return font
}
