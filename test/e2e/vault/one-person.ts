import { goTo, type Participant } from '../../../src/cli/journey/participant.ts'

const usual = {
  'NHS Number': '9990000018',
  'Family Name': 'Osei',
  'Given Name': 'Declan',
  'Date of Birth': '07/06/1985',
  Gender: 'Male',
  Area: 'West Leeds',
  'Referral Date': '22/11/2026',
  'Referral Source': 'GP',
  'Referral Route': 'Phone',
  Status: 'Referred',
  'Contact Preference': 'Phone',
}

/** Brings one person into an empty caseload, through the screen. */
export async function importOne({ page }: Participant, change: Readonly<Record<string, string>> = {}): Promise<void> {
  const cells = { ...usual, ...change }
  await goTo(page, 'Caseload')
  await page.getByRole('link', { name: 'Import a caseload' }).first().click()
  const csv = `${Object.keys(cells).join(',')}\r\n${Object.values(cells).join(',')}\r\n`
  await page.getByLabel('CSV file').setInputFiles({ name: 'caseload.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'See what would happen' }).click()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await page.getByRole('link', { name: 'Go to the caseload' }).click()
}
