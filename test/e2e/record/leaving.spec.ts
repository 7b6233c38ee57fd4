import { readFile } from 'node:fs/promises'
import { expect, test, type Download, type Page } from '@playwright/test'
import { goTo, nameSomebody, pickDay, signTrueRecord, startHuddle, closeDiscussion, write, type Participant } from '../../../src/cli/journey/participant.ts'
import { main as verify } from '../../../src/cli/verify.ts'
import { outcomeOf, refuse, startFhirServer, type FhirTestServer } from '../../hosts/fhir-test-server.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { press } from './alone.ts'

test.describe.configure({ mode: 'serial' })

let app: Installation
let server: FhirTestServer
let page: Page
/** Where the outcome stands, as an address of the app. */
let outcome = ''

const secret = 'Her brother says that she hides letters from the landlord.'

test.beforeAll(async ({ browser }) => {
  ;[app, server] = await Promise.all([startApp(), startFhirServer({ token: 'a-token-of-the-trust' })])
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, reducedMotion: 'reduce' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  const alex: Participant = { name: 'Alex Morgan', page }
  await goTo(page, 'Huddle')
  await startHuddle(alex, ['NDIAYE'])
  await decide(alex)
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await signTrueRecord(alex)
  await closeDiscussion(alex)
  for (const step of ['Close the huddle', 'Sign the record of this huddle', 'File the record']) await press(page, step)
  await page.getByText('The record is filed').waitFor()
  await goTo(page, 'Record')
  await page.getByRole('link', { name: /NDIAYE/ }).first().click()
  await page.getByRole('heading', { name: 'What was decided' }).waitFor()
  outcome = new URL(page.url()).hash
})

test.afterAll(async () => {
  await page?.context().close()
  await app?.stop()
  await server?.close()
})

async function decide(alex: Participant): Promise<void> {
  await write(alex, 'Formulation', `Moved twice since spring. `)
  await page.keyboard.press('Enter')
  await page.keyboard.type(secret)
  await write(alex, 'Question', 'Who should be the keyworker?')
  await write(alex, 'Decision', 'Hana stays the keyworker and goes along to the housing office.')
  await write(alex, 'Why', 'Aminata asked for one person to ring.')
  await page.getByRole('button', { name: 'Add an action' }).click()
  await write(alex, 'Action 1', 'Go along to the housing office')
  await nameSomebody(alex, 'Owner of action 1', 'Hana Gill')
  await nameSomebody(alex, 'Keyworker', 'Hana Gill')
  await pickDay(alex, 'By when, action 1', { day: '06', month: 'Au', year: '2031' })
  await pickDay(alex, 'Review date', { day: '01', month: 'D', year: '2031' })
  await page.getByText(/Nothing is missing/).first().waitFor()
}

/** Opens one of the outcome's pages afresh, as a link would. */
async function open(part: '' | '/share' | '/letter'): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), `${outcome}${part}`)
}

async function saved(button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: download.suggestedFilename(), text: await textOf(download) }
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8')
const preview = () => page.getByRole('region', { name: /^What .* gets$/ })

test('[M70] a passage that is withheld is seen to be, in the preview as in the file', async () => {
  await open('/share')
  await page.getByRole('radio', { name: 'Another organisation' }).check()
  await page.getByRole('textbox', { name: 'Name of the organisation' }).fill('Housing options')
  await page.getByRole('checkbox', { name: 'How we understand it together' }).check()
  await expect(preview()).toContainText(secret)
  await page.getByRole('combobox', { name: `Withhold: ${secret}` }).click()
  await page.getByRole('option', { name: 'Said in confidence' }).click()
  await expect(preview()).toContainText('[Withheld: said in confidence by somebody else]')
  await expect(preview()).not.toContainText(secret)
  await expectAccessible(page, 'share')
  const file = await saved('Save as FHIR to send')
  expect(file.name).toBe('outcome.fhir.json')
  expect(file.text).toContain('Moved twice since spring.')
  expect(file.text).not.toContain(secret)
  await open('')
  await expect(page.getByText(secret)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Where it went' })).toContainText(/Housing options .*the person agreed.*Ledger line \d+/s)
})

test('[M71] without agreement it is refused; a stated reason opens it, and a colleague reviews that', async () => {
  await open('/share')
  await page.getByRole('textbox', { name: 'Name of the practice or GP' }).fill('Grange surgery')
  await expect(page.getByRole('alert')).toContainText('Grange surgery (GP) cannot have this')
  await expect(page.getByRole('button', { name: 'Save as a PDF to send' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Look without agreement' }).click()
  await expect(page.getByText(/needs a sentence of at least 12 characters/)).toBeVisible()
  await page.getByLabel('Why it cannot wait').fill('The tablets run out today and the surgery prescribes them.')
  await page.getByRole('button', { name: 'Look without agreement' }).click()
  await expect(preview()).toContainText('Ground: Without the person’s agreement: The tablets run out today')
  expect((await saved('Save as a PDF to send')).text.slice(0, 5)).toBe('%PDF-')

  await goTo(page, 'Record')
  const queue = page.getByRole('region', { name: 'Looked at without agreement: to review · 1' })
  await expect(queue).toContainText('The tablets run out today')
  await queue.getByLabel('Reviewed by').fill('alex morgan')
  await queue.getByLabel('Conclusion').fill('It was right, the tablets could not wait.')
  await queue.getByRole('button', { name: 'Close the review' }).click()
  await expect(queue.getByRole('alert')).toContainText('cannot be the one who reviews it')
  await queue.getByLabel('Reviewed by').fill('Priya Nair')
  await queue.getByRole('button', { name: 'Close the review' }).click()
  await expect(page.getByRole('region', { name: 'Looked at without agreement: reviewed · 1' })).toContainText('Reviewed by Priya Nair')
  await expectAccessible(page, 'record')
})

test('[M72] a letter is reworded, saved and given, and then stands in the story', async () => {
  await open('/letter')
  await page.getByLabel('A covering paragraph').fill('It was good to talk with you.')
  await test.step('[R248] what was typed is there after going back', async () => {
    await page.goBack()
    await page.goForward()
    await expect(page.getByLabel('A covering paragraph')).toHaveValue('It was good to talk with you.')
  })
  const letter = page.getByRole('article', { name: 'The letter as they will read it' })
  await expect(letter).toContainText('Dear Aminata,')
  await expect(letter).toContainText('Hana Gill, by 6 August 2031.')
  await expect(letter).not.toContainText(secret)
  await expect(page.getByText(/Reading ease \d+ of 100/)).toBeVisible()
  await expectAccessible(page, 'letter')
  await page.getByRole('textbox', { name: 'What we decided, and why' }).fill(`You asked for one person to ring. ${secret}`)
  await expect(page.getByText('This repeats something that is withheld.')).toBeVisible()
  await page.getByRole('button', { name: 'Note that it was given' }).click()
  await expect(page.getByRole('alert')).toContainText('The letter repeats something that is withheld')
  await page.getByRole('textbox', { name: 'What we decided, and why' }).fill('You asked for one person to ring. That is Hana.')
  const file = await saved('Save for e-mail (HTML)')
  expect(file.text).toContain('That is Hana.')
  await page.getByRole('combobox', { name: 'How it was given' }).click()
  await page.getByRole('option', { name: 'By post' }).click()
  await page.getByRole('button', { name: 'Note that it was given' }).click()
  await expect(page.getByRole('region', { name: 'Given' })).toContainText('by post, by Alex Morgan')
  await open('')
  await page.getByRole('link', { name: 'The person’s page' }).click()
  await expect(page.getByText('Letter given to them by post, by Alex Morgan')).toBeVisible()
})

test('[M73] what is sent while offline waits and goes by itself; sending it again changes nothing', async () => {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Set one' }).click()
  await page.getByLabel('What you call it').fill('Trust records')
  await page.getByLabel('Base address of its FHIR service').fill(server.base)
  await page.getByLabel('Bearer token').fill('a-token-of-the-trust')
  await page.getByRole('button', { name: 'Use this server' }).click()
  await expect(page.getByText(`Trust records, at ${server.base}, with a token from this vault.`)).toBeVisible()
  await open('/share')
  await page.getByRole('radio', { name: 'The record system' }).check()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send it to Trust records' }).click()
  await goTo(page, 'Record')
  const sent = page.getByRole('region', { name: /^Sent to the record system/ })
  await expect(sent).toContainText('Waiting to go')
  expect(server.arrived).toHaveLength(0)
  await page.context().setOffline(false)
  await expect(sent).toContainText(`${server.base}/Bundle/1`)
  expect([...server.kept.values()].filter((document) => document.includes(secret))).toHaveLength(0)
  await open('/share')
  await page.getByRole('radio', { name: 'The record system' }).check()
  await page.getByRole('button', { name: 'Send it to Trust records' }).click()
  await expect(page.getByText('On its way.').first()).toBeAttached()
  expect(server.kept.size).toBe(1)
})

test('[M74] a server’s refusal is shown in its own words, and the outcome goes when it takes it', async () => {
  server.answer((_request, response) => refuse(response, 422, outcomeOf({ code: 'business-rule', diagnostics: 'The person is not known to this trust' })))
  await open('/share')
  await page.getByRole('radio', { name: 'The record system' }).check()
  await page.getByRole('checkbox', { name: 'Options considered' }).uncheck()
  await page.getByRole('checkbox', { name: 'How we understand it together' }).uncheck()
  await page.getByRole('button', { name: 'Send it to Trust records' }).click()
  await goTo(page, 'Record')
  const sent = page.getByRole('region', { name: /^Sent to the record system/ })
  await expect(sent).toContainText('It says: The person is not known to this trust.')
  await expect(sent).toContainText('nothing is lost')
  server.answer(undefined)
  await sent.getByRole('button', { name: 'Try now' }).click()
  await expect(sent).toContainText(`${server.base}/Bundle/2`)
  await expectAccessible(page, 'deliveries')
  const said: string[] = []
  expect(await verify([app.records], { out: (text) => void said.push(text), err: (text) => void said.push(text) })).toBe(0)
})
