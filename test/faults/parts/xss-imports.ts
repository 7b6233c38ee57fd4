import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { goTo, passphrase, setUpTeam } from '../../../src/cli/journey/participant.ts'
import papa from 'papaparse'
import type { XssArrival } from './xss-arrival.ts'

const usual = {
  Gender: 'Male',
  'Date of Birth': '07/06/1985',
  'Referral Date': '22/11/2026',
  'Referral Source': 'GP',
  'Referral Route': 'Phone',
  Status: 'Referred',
  'Contact Preference': 'Phone',
}

/** An extract with a vector in every cell that takes words, as long as the app takes them. */
const extract = (vectors: readonly string[]): string =>
  papa.unparse(vectors.map((vector, index) => ({ ...usual, 'Given Name': `Row ${index}`, 'Family Name': vector.slice(0, 100), Area: vector.slice(0, 120) })))

/** A table with this character in it is refused whole: what stands beside it would never be read. */
const isText = (vector: string): boolean => !vector.includes('\u0000')

/** A FHIR Bundle with a vector in everything that the app reads, and in what it only names. */
const bundle = (vectors: readonly string[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: vectors.flatMap((vector, index) => [
      {
        resource: {
          resourceType: 'Patient',
          id: vector,
          text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${vector}</div>` },
          name: [{ use: 'official', family: vector, given: [vector], prefix: [vector] }],
          telecom: [{ system: 'url', value: vector }],
          address: [{ text: vector, city: vector }],
          gender: 'unknown',
          birthDate: '1985-06-07',
          communication: [{ language: { text: vector }, preferred: true }],
          photo: [{ url: vector, title: vector }],
          [`part${index}`]: vector,
        },
      },
      { resource: { resourceType: vector.slice(0, 60), id: `${index}`, note: vector } },
    ]),
  })

/** A directory with a vector in everything that the app reads of a service, its identity included, and in what it only refuses. */
const services = (vectors: readonly string[]): string =>
  JSON.stringify({
    page_number: 1,
    total_pages: 1,
    contents: vectors.flatMap((vector, index) => [
      {
        id: `${vector} ${index}`,
        name: vector,
        description: vector,
        alert: vector,
        status: vector,
        url: vector,
        email: vector,
        organization: { name: vector, website: vector, email: vector },
        service_areas: [{ name: vector }],
        attributes: [{ label: 'Need', value: vector }],
        eligibility_description: vector,
        application_process: vector,
        phones: [{ number: vector, description: vector }],
        contacts: [{ name: vector, title: vector }],
        service_at_locations: [{ location: { name: vector, addresses: [{ address_1: vector }], accessibility: [{ description: vector }] } }],
        schedules: [{ description: vector }],
        cost_options: [{ option: vector, amount_description: vector }],
        languages: [{ name: vector }],
        last_modified: vector,
        [`part ${vector}`]: vector,
      },
      { id: vector, description: vector },
    ]),
  })

/** From the first look at the file to a service's own page, and into the palette. */
async function bringDirectory(page: Page, vectors: readonly string[], look: () => Promise<unknown>): Promise<void> {
  await goTo(page, 'Directory')
  await page.getByRole('link', { name: 'Import a directory' }).click()
  await page.getByLabel('Files of services').setInputFiles({ name: `${vectors[0] ?? ''}.json`, mimeType: 'application/json', buffer: Buffer.from(services(vectors)) })
  await page.getByRole('heading', { name: 'What would happen' }).waitFor()
  await showAll(page)
  await look()
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await page.getByRole('link', { name: 'Go to the directory' }).click()
  await page.getByRole('gridcell').first().waitFor()
  await look()
  await page.getByRole('gridcell').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'How to reach it' }).waitFor()
  await look()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('script')
  await page.getByRole('option').first().waitFor()
  await look()
  await page.keyboard.press('Escape')
}

async function bring(page: Page, name: string, mimeType: string, text: string): Promise<void> {
  await goTo(page, 'Caseload')
  await page.evaluate(() => (location.hash = '/caseload/import'))
  const file = page.getByLabel('CSV file or FHIR file')
  const back = page.getByRole('button', { name: /^(Back to the columns|Choose another file|Import another file)$/ })
  await file.or(back).first().waitFor({ state: 'attached' })
  // An import that somebody has begun is held until they choose another file.
  while ((await file.count()) === 0) await back.first().click()
  await file.setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
}

async function showAll(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: /^Show more/ })
  while ((await more.count()) > 0) await more.click()
}

/** Keeps as they are written whatever cells of the shown rows may be kept. */
async function keepAll(page: Page): Promise<void> {
  const keep = page.getByRole('button', { name: 'Keep as written' })
  for (let left = await keep.count(); left > 0; left = await keep.count()) {
    await keep.first().click()
    // The rows are judged again a moment later.
    await keep.nth(left - 1).waitFor({ state: 'detached' })
  }
}

/** Extracts, FHIR files, directories and backups, in the app's own screens from the first look at the file to the person's page. */
export const imports: XssArrival = {
  name: 'imports and backups',
  async attack({ app, open, vectors }) {
    const few = vectors.slice(0, 8)
    const words = (few[0] ?? '').slice(0, 100)
    const { page, look } = await open()
    await page.goto(app.link)
    await setUpTeam(page, words, { name: words, role: 'Mental health nurse', organisation: words })
    await look()

    await bring(page, 'caseload.csv', 'text/csv', extract([...vectors, '\u0000']))
    await page.getByText('it holds no readable text').waitFor()
    await look()

    await bring(page, 'caseload.csv', 'text/csv', extract(vectors.filter(isText)))
    await page.getByRole('button', { name: 'See what would happen' }).click()
    await page.getByRole('heading', { name: 'What would happen' }).waitFor()
    await showAll(page)
    await look()

    await bring(page, 'caseload.csv', 'text/csv', extract(few))
    await page.getByRole('button', { name: 'See what would happen' }).click()
    await keepAll(page)
    await page.getByRole('button', { name: /^Import \d/ }).click()
    await page.getByRole('link', { name: 'Go to the caseload' }).click()
    await page.getByRole('gridcell').first().waitFor()
    await look()
    await page.getByRole('gridcell').getByRole('link').first().click()
    await page.getByRole('region', { name: /^About / }).waitFor()
    await look()

    await bring(page, 'people.json', 'application/fhir+json', bundle(vectors))
    await page.getByRole('region', { name: 'What the FHIR file says' }).waitFor()
    await showAll(page)
    await look()

    await bringDirectory(page, vectors, look)

    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Make a backup' }).click()
    await page.getByText('Backup made.').waitFor()
    const [backup = ''] = readdirSync(app.backups)
    const other = await open()
    await other.page.goto(app.link)
    await other.page.getByRole('button', { name: 'Restore' }).click()
    await other.page.getByLabel('Backup file').setInputFiles(join(app.backups, backup))
    await other.page.getByLabel('Passphrase of the backup').fill(passphrase)
    await other.page.getByRole('button', { name: 'Restore', exact: true }).click()
    await other.page.getByRole('heading', { name: 'Today' }).waitFor()
    await other.look()
    for (const place of ['Caseload', 'Directory']) {
      await goTo(other.page, place)
      await other.page.getByRole('heading', { level: 1, name: place }).waitFor()
      await other.page.getByRole('gridcell').first().waitFor()
      await other.look()
    }
  },
}
