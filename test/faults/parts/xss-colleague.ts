import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { closeDiscussion, goTo, inDays, invite, nameSomebody, pickDay, startHuddleOfFirst, textbox, type Participant } from '../../../src/cli/journey/participant.ts'
import { fileRecord, signRecord } from '../../e2e/huddle/alone.ts'
import { servePage } from '../../pages/serve-page.ts'
import type { Stage, XssArrival } from './xss-arrival.ts'
import { selfRunning } from './xss-vectors.ts'

const last = 'The last of them.'
/** A guest's card takes so many characters for a name. */
const name = (vectors: readonly string[]): string => vectors.find(({ length }) => length <= 120) ?? ''

/** A guest with a card of vectors, in a window of our own, who is admitted as anybody is. */
async function seatHostile({ browser, vectors }: Stage, chair: Participant, origin: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(origin)
  await page.waitForFunction(() => 'hostileSeat' in globalThis)
  const code = await invite(chair, 'One person')
  const admitted = page.evaluate(([each, card]) => globalThis.hostileSeat.join(each, card), [code, name(vectors)] as const)
  await Promise.all([admitted, chair.page.getByRole('button', { name: /^Let / }).click()])
  return page
}

/** Fills in what the guest has left out, and reads it back. */
async function outcomeOf(chair: Participant): Promise<void> {
  const { page } = chair
  await page.getByRole('button', { name: 'Add an action' }).click()
  await page.keyboard.type('Meet at home')
  await nameSomebody(chair, 'Owner of action 1', 'Alex Morgan')
  await pickDay(chair, 'By when, action 1', inDays(7))
  await nameSomebody(chair, 'Keyworker', 'Alex Morgan')
  await pickDay(chair, 'Review date', inDays(42))
  await page.getByText(/Nothing is missing/).first().waitFor()
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
}

/** What a colleague's device writes, then the outcome that is made of it, in every place that shows one. */
export const colleague: XssArrival = {
  name: 'a colleague’s device and outcome packages',
  async attack(stage) {
    const { app, open, vectors } = stage
    const { page, look } = await open()
    const chair: Participant = { name: 'Alex Morgan', page }
    const served = await servePage(join(import.meta.dirname, '../pages/hostile-seat.ts'))
    try {
      await page.goto(app.link)
      await page.getByRole('button', { name: 'Practise' }).click()
      await startHuddleOfFirst(page, 1)
      const hostile = await seatHostile(stage, chair, served.origin)
      await look()
      await hostile.evaluate(([texts, end]) => globalThis.hostileSeat.write(texts, end), [vectors, last] as const)
      await textbox(page, 'Formulation').getByText(last).waitFor()
      await look()
      await hostile.evaluate((vector) => globalThis.hostileSeat.writeUnknownNode(vector), selfRunning[0] ?? '')
      await page.getByText(/left out/).first().waitFor()
      await look()
      await hostile.context().close()

      await outcomeOf(chair)
      await look()
      await page.getByRole('button', { name: 'Sign as a true record' }).click()
      await closeDiscussion(chair)
      await signRecord(chair)
      await fileRecord(chair)
      await look()
    } finally {
      served.close()
    }
    await goTo(page, 'Record')
    await page.getByRole('button', { name: 'Verify now' }).click()
    await page.getByText(/^Everything holds/).waitFor()
    await look()
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByText(last).first().waitFor()
    await look()
    const outcome = new URL(page.url()).hash
    for (const [part, shown] of [['/share', 'Sections'], ['/letter', 'The letter as they will read it']] as const) {
      await page.evaluate((hash) => (location.hash = hash), `${outcome}${part}`)
      await page.getByText(shown).or(page.getByRole('article', { name: shown })).first().waitFor()
      await look()
    }
    const verifier = await open('file:')
    await verifier.page.goto(pathToFileURL(join(import.meta.dirname, '../../../out/verifier.html')).href)
    await verifier.page.getByLabel('Choose the folder').setInputFiles(app.records)
    await verifier.page.locator('[data-verdict="holds"]').waitFor()
    await verifier.look()
  },
}
