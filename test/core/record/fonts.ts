import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PdfFonts } from '../../../src/core/record/pdf/fonts.ts'

const require = createRequire(import.meta.url)
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'] as const

/** Inter as the app carries it: one file for each script. */
export async function readFonts(): Promise<PdfFonts> {
  return { regular: await read(400), bold: await read(600) }
}

function read(weight: 400 | 600): Promise<Uint8Array[]> {
  const paths = scripts.map((script) =>
    require.resolve(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff`),
  )
  return Promise.all(paths.map(async (path) => new Uint8Array(await readFile(path))))
}
