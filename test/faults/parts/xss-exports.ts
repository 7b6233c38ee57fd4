import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import papa from 'papaparse'
import type { Browser } from 'playwright'
import { caseloadCsv } from '../../../src/core/model/caseload-export.ts'
import { canonicalBytes, canonicalText } from '../../../src/core/record/canonical.ts'
import { extractOf, optionalSections } from '../../../src/core/record/leaving/extract.ts'
import { letterHtml } from '../../../src/core/record/letter/letter-html.ts'
import { letterText } from '../../../src/core/record/letter/letter-text.ts'
import { buildPackageFiles } from '../../../src/core/record/package-files.ts'
import { aPerson } from '../../core/model/people.ts'
import { readFonts } from '../../core/record/fonts.ts'
import { flat, pdfText, poppler } from '../../core/record/pdf-tools.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import type { XssDoor } from './xss-door.ts'
import { selfRunning } from './xss-vectors.ts'
import { watch } from './xss-watch.ts'

const root = resolve(import.meta.dirname, '../../..')

/** Every text of a JSON value that FHIR takes for markup. */
function narratives(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => (key === 'div' && typeof each === 'string' ? [each] : narratives(each)))
}

async function openFiles(browser: Browser, folder: string, pages: readonly string[]): Promise<string[]> {
  const { page, look, wrong } = await watch(await browser.newContext(), 'file:')
  for (const [index, html] of pages.entries()) {
    const path = join(folder, `page-${index}.html`)
    writeFileSync(path, html)
    await page.goto(pathToFileURL(path).href)
    await look()
  }
  await page.context().close()
  return wrong
}

/** The letter, and the text for people of the FHIR document, opened by a browser without any policy of ours; and the PDF. */
export const leaving: XssDoor = {
  name: 'letter, FHIR and PDF',
  async attack({ browser, vectors, folder, few }) {
    const pages: string[] = []
    const wrong: string[] = []
    const fonts = await readFonts()
    const { outcome, answers } = await signedSample()
    for (const [index, vector] of vectors.entries()) {
      const hostile = { ...outcome, decision: vector, why: vector, question: vector, ownWords: outcome.ownWords.map((words) => ({ ...words, text: vector })), person: { ...outcome.person, givenName: vector, familyName: vector, preferredName: vector } }
      pages.push(letterHtml(letterText(extractOf({ outcome: hostile, answers: [] }, [], optionalSections).outcome, { covering: vector, reworded: { decided: vector } })))
      if (few && index % 8 > 0) continue
      const files = await buildPackageFiles(hostile, canonicalText(hostile), answers, fonts)
      pages.push(`<!doctype html>${narratives(JSON.parse(files['outcome.fhir.json'])).join('\n')}`)
      wrong.push(...amissInPdf(files['outcome.pdf'], vector))
    }
    return [...wrong, ...(await openFiles(browser, folder, pages))]
  },
}

/** A PDF that a reader would act upon, or that lacks what was written. */
function amissInPdf(bytes: Uint8Array, vector: string): string[] {
  const raw = Buffer.from(bytes).toString('latin1')
  const acts = ['JavaScript', 'JS', 'Launch', 'SubmitForm', 'ImportData', 'URI', 'GoToR', 'RichMedia'].filter((action) => new RegExp(`/S\\s*/${action}\\b`).test(raw))
  const word = /[a-z]{6,}/i.exec(vector)?.[0]
  const isLacking = poppler && word !== undefined && !flat(pdfText(bytes)).replaceAll(' ', '').includes(word)
  return [...acts.map((action) => `a PDF holds ${action}`), ...(isLacking ? [`a PDF lacks ${word}`] : [])]
}

/** @returns the cells of a CSV file that a spreadsheet would calculate */
export const formulaCells = (csv: string): string[] =>
  papa.parse<string[]>(csv).data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)).map((cell) => `a cell starts like a formula: ${cell}`)

/** The same texts as a file that nobody took care of. */
export const written = (texts: readonly string[]): string => papa.unparse(texts.map((text) => [text]), { escapeFormulae: /(?!)/, newline: '\r\n' })

/** @returns what a spreadsheet would calculate of a caseload that holds these texts */
export const exportedCells = (texts: readonly string[]): string[] =>
  formulaCells(caseloadCsv(texts.map((text, index) => aPerson({ id: index.toString(16).padStart(32, '0'), familyName: text.slice(0, 100), keyworker: text.slice(0, 100) }))))

/** The caseload as a file for a spreadsheet. */
export const spreadsheet: XssDoor = { name: 'caseload as CSV', attack: async ({ vectors }) => exportedCells(vectors) }

/** A records folder that somebody has filled with vectors, names of folders included, on the verifier page. */
export const verifier: XssDoor = {
  name: 'verifier page',
  async attack({ browser, vectors, folder, few }) {
    const { page, look, wrong } = await watch(await browser.newContext(), 'file:')
    const size = few ? 16 : 4
    for (let first = 0; first < vectors.length; first += size) {
      const records = join(folder, `records-${first}`)
      for (const vector of vectors.slice(first, first + size)) {
        const inner = join(records, vector.replaceAll(/[/\0]/g, '∕').slice(0, 60), 'inner')
        mkdirSync(inner, { recursive: true })
        writeFileSync(join(inner, 'outcome.json'), canonicalBytes({ decision: vector, question: vector }))
        writeFileSync(join(inner, 'manifest.json'), JSON.stringify({ [vector]: vector, files: { [vector]: vector } }))
      }
      writeFileSync(join(records, 'ledger.jsonl'), vectors.slice(first, first + size).map((vector) => `{"kind":${JSON.stringify(vector)}}\n`).join(''))
      // Anew, or the verdict of the one before would be taken for this one's.
      await page.goto('about:blank')
      await page.goto(pathToFileURL(join(root, 'out/verifier.html')).href)
      await page.getByLabel('Choose the folder').setInputFiles(records)
      await page.locator('[data-verdict]').waitFor()
      await look()
    }
    await page.context().close()
    return wrong
  },
}

/** What a page does that shows what it gets as markup, and a file that is written as it comes: each vector of these runs, calls or calculates. */
export const unguarded: XssDoor = {
  name: 'a page without care',
  async attack({ browser, vectors }) {
    const { page, look, wrong } = await watch(await browser.newContext(), 'about:')
    await page.setContent(selfRunning.map((vector) => `<iframe srcdoc="${vector.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`).join(''), { timeout: 5000 }).catch(() => undefined)
    await look()
    await page.context().close()
    // The frames are this door's own; what counts is what runs and calls in them.
    return [...wrong.filter((each) => !each.startsWith('holds iframe')), ...formulaCells(written(vectors))]
  },
}
