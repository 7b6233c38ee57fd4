import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type LaunchOptions, type Page } from 'playwright'
import { startInstallation } from './journey/installation.ts'
import { playJourney } from './journey/journey.ts'
import { main as verify } from './verify.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Plays one whole huddle with three real windows, then verifies what it filed. Answers with the verifier's verdict.
 * @param browser the Chromium that the set-up found, and what it is started with
 */
export async function main(_argv: readonly string[], browser: LaunchOptions): Promise<number> {
  const records = mkdtempSync(join(tmpdir(), 'mdt-huddle-demo-records-'))
  const began = Date.now()
  const say = (step: string): void => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`)
  const closing: (() => Promise<unknown>)[] = []

  async function seat(folder?: string): Promise<Page> {
    const installation = await startInstallation({ root, ...(folder && { records: folder }) })
    closing.push(installation.stop)
    const window = await chromium.launch(browser)
    closing.push(() => window.close())
    const page = await window.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    await page.goto(installation.link)
    return page
  }

  try {
    say('Starting three installations and three windows')
    const [chair, psychologist, housing] = await Promise.all([seat(records), seat(), seat()])
    await playJourney({
      chair,
      psychologist,
      housing,
      caseload: join(root, 'resources/sample-caseload.csv'),
      onStep: say,
      setNetwork: (page, on) => page.context().setOffline(!on),
    })
    say(`The records folder is ${records}`)
    return await verify([records])
  } finally {
    for (const close of closing.toReversed()) await close()
  }
}
