import type { Locator, Page } from 'playwright'

/** Somebody at their own window, doing what a person does: by role, by name, by key. */
export interface Participant {
  readonly name: string
  readonly page: Page
}

export interface StaffFields {
  readonly name: string
  readonly role: string
  readonly organisation: string
  /** How the kind of organisation begins in the list; the NHS where it is left out. */
  readonly kind?: string
}

export const passphrase = 'four quiet unrelated words'

/** First run: a team, a staff card and a passphrase. */
export async function setUpTeam(page: Page, teamName: string, card: StaffFields, secret = passphrase): Promise<Participant> {
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await page.getByLabel('Team name').fill(teamName)
  await page.getByLabel('Area').fill('West Leeds')
  await page.keyboard.press('Escape')
  await page.getByLabel('How a person reaches the team').fill('0113 496 0100')
  await page.getByLabel('Whom a person can call in a crisis').fill('0113 496 0199')
  await page.getByRole('button', { name: 'Go on' }).click()
  await fillCard(page, card)
  await page.getByRole('button', { name: 'Go on' }).click()
  await textbox(page, 'Passphrase').fill(secret)
  await textbox(page, 'Passphrase again').fill(secret)
  await page.getByRole('button', { name: 'Set up this team' }).click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  return { name: card.name, page }
}

/** First run in a team that there is already: a staff card and a passphrase; the request to join stands on the page that follows. */
export async function joinTeam(page: Page, card: StaffFields, secret = passphrase): Promise<Participant> {
  await page.getByRole('button', { name: 'Join a team' }).click()
  await fillCard(page, card)
  await page.getByRole('button', { name: 'Go on' }).click()
  await textbox(page, 'Passphrase').fill(secret)
  await textbox(page, 'Passphrase again').fill(secret)
  await page.getByRole('button', { name: 'Make my card' }).click()
  await page.getByRole('heading', { name: 'Join a team', level: 1 }).waitFor()
  return { name: card.name, page }
}

/** Fills a staff card, at set-up or as a guest. */
export async function fillCard(page: Page, { name, role, organisation, kind = 'NHS' }: StaffFields): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Your role').click()
  await page.getByRole('option', { name: role }).click()
  await page.getByLabel('Your organisation').fill(organisation)
  await page.getByLabel('Kind of organisation').click()
  await page.getByRole('option', { name: kind }).click()
}

/** Goes to a place by the rail. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click()
}

/** Imports a caseload, as a path, and goes to it. */
export async function importCaseload({ page }: Participant, file: string): Promise<void> {
  await goTo(page, 'Caseload')
  await page.getByRole('link', { name: 'Import a caseload' }).first().click()
  await page.getByLabel('CSV file or FHIR file').setInputFiles(file)
  await page.getByRole('button', { name: 'See what would happen' }).click()
  await page.getByRole('button', { name: /^Import / }).click()
  await page.getByRole('link', { name: 'Go to the caseload' }).click()
}

/** Starts a huddle with these people of the caseload, by their names on the banner. */
export async function startHuddle({ page }: Participant, people: readonly string[]): Promise<void> {
  await goTo(page, 'Huddle')
  for (const person of people) await page.getByRole('checkbox', { name: new RegExp(person) }).first().check()
  await page.getByRole('button', { name: 'Start a huddle' }).click()
  await page.getByRole('region', { name: 'Agenda' }).waitFor()
}

/** Starts a huddle with the first people whom the app suggests. */
export async function startHuddleOfFirst(page: Page, people: number): Promise<void> {
  await goTo(page, 'Huddle')
  const suggested = page.getByRole('group').getByRole('checkbox')
  await suggested.first().waitFor()
  for (let each = 0; each < people; each += 1) await suggested.nth(each).check()
  await page.getByRole('button', { name: 'Start a huddle' }).click()
  await page.getByRole('region', { name: 'Agenda' }).waitFor()
}

/** Makes an invite for so many people and gives its code. */
export async function invite({ page }: Participant, seats: 'One person' | '5 people'): Promise<string> {
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: seats }).click()
  await dialog.getByRole('button', { name: 'Make the invite' }).click()
  const code = await dialog.getByLabel('Code').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return code
}

/** Knocks with an invite; `chair` sees who it is and lets them in. */
export async function joinHuddle({ page, name }: Participant, code: string, chair: Participant): Promise<void> {
  await goTo(page, 'Huddle')
  await page.getByLabel('Code or link').fill(code)
  await page.getByRole('button', { name: 'Join the huddle' }).click()
  await chair.page.getByRole('button', { name: `Let ${name} in`, exact: true }).click()
  await page.getByRole('region', { name: 'Agenda' }).waitFor()
}

export const textbox = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })

/** Types into a shared field, after what is there. */
export async function write({ page }: Participant, field: string, text: string): Promise<void> {
  await textbox(page, field).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
}

/** Names somebody in a field that takes names. */
export async function nameSomebody({ page }: Participant, field: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field, exact: true })
  await box.fill(name)
  await box.press('Enter')
  await box.press('Tab')
}

export interface DayParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** The day that is so many days from now, as it is typed. */
export function inDays(days: number): DayParts {
  const [year = '', month = '', day = ''] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-')
  return { day, month, year }
}

/** Types a day into a date field by its parts: day, month, year. */
export async function pickDay({ page }: Participant, field: string, day: DayParts): Promise<void> {
  const group = page.getByRole('group', { name: field, exact: true })
  await group.getByRole('spinbutton', { name: 'Day' }).click()
  await page.keyboard.type(day.day)
  await group.getByRole('spinbutton', { name: 'Month' }).click()
  await page.keyboard.type(day.month)
  await group.getByRole('spinbutton', { name: 'Year' }).click()
  await page.keyboard.type(day.year)
}

export async function signTrueRecord({ page, name }: Participant): Promise<void> {
  await page.getByRole('button', { name: 'Sign as a true record' }).click()
  await page.getByRole('listitem').filter({ hasText: `${name} signed` }).waitFor()
}

export async function closeDiscussion({ page }: Participant): Promise<void> {
  await page.getByRole('button', { name: 'Close this discussion' }).click()
  await page.getByRole('heading', { name: 'Decided' }).waitFor()
}

/** Writes down what the person said, and how they said it. */
export async function addWords({ page }: Participant, words: string, given: string): Promise<void> {
  await page.getByRole('button', { name: 'Add their words' }).click()
  await page.getByLabel('What they said, in their words').fill(words)
  await page.getByRole('combobox', { name: 'How it was given' }).fill(given)
  await page.getByRole('button', { name: 'Write it down' }).click()
}
