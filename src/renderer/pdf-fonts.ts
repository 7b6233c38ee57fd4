import cyrillicRegular from '@fontsource/inter/files/inter-cyrillic-400-normal.woff?url'
import cyrillicBold from '@fontsource/inter/files/inter-cyrillic-600-normal.woff?url'
import greekRegular from '@fontsource/inter/files/inter-greek-400-normal.woff?url'
import greekBold from '@fontsource/inter/files/inter-greek-600-normal.woff?url'
import latinRegular from '@fontsource/inter/files/inter-latin-400-normal.woff?url'
import latinBold from '@fontsource/inter/files/inter-latin-600-normal.woff?url'
import latinExtendedRegular from '@fontsource/inter/files/inter-latin-ext-400-normal.woff?url'
import latinExtendedBold from '@fontsource/inter/files/inter-latin-ext-600-normal.woff?url'
import vietnameseRegular from '@fontsource/inter/files/inter-vietnamese-400-normal.woff?url'
import vietnameseBold from '@fontsource/inter/files/inter-vietnamese-600-normal.woff?url'
import type { PdfFonts } from '../core/session/parts.ts'

const addresses = {
  regular: [latinRegular, latinExtendedRegular, greekRegular, cyrillicRegular, vietnameseRegular],
  bold: [latinBold, latinExtendedBold, greekBold, cyrillicBold, vietnameseBold],
} as const

/** The typefaces of the printed outcome, from this app's own files. */
export async function fetchPdfFonts(): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all([fetchAll(addresses.regular), fetchAll(addresses.bold)])
  return { regular, bold }
}

const fetchAll = (from: readonly string[]): Promise<Uint8Array[]> =>
  Promise.all(from.map(async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer())))
