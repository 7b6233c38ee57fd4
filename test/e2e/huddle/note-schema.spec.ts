import { expect, test, type Page } from '@playwright/test'
import { noteSchemaVersion } from '../../../src/core/doc/note-schema-version.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { fillCard, startHuddleOfFirst, textbox } from '../../../src/cli/journey/participant.ts'
import { startApp } from '../app.ts'
import { question } from './seats.ts'

let app: Installation
let chair: Page
let code: string

test.beforeAll(async ({ browser }) => {
  app = await startApp()
  chair = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await chair.goto(app.link)
  await chair.getByRole('button', { name: 'Practise' }).click()
  await startHuddleOfFirst(chair, 1)
  await textbox(chair, 'Formulation').click()
  await chair.keyboard.type('Written in this version.')
  await chair.getByRole('button', { name: 'Invite', exact: true }).click()
  await chair.getByRole('button', { name: 'Make the invite' }).click()
  code = await chair.getByLabel('Code', { exact: true }).inputValue()
  await chair.getByRole('button', { name: 'Done' }).click()
})

test.afterAll(async () => {
  await chair?.context().close()
  await app?.stop()
})

/** Serves this window the app as another version would be built: with another number for the note schema, and that alone. */
async function asBuiltWith(page: Page, schema: number): Promise<{ readonly changed: () => number }> {
  const built = new RegExp(`(\\.schema\\s*\\?\\?\\s*)${noteSchemaVersion}\\b`, 'g')
  let changed = 0
  await page.route(/\.js(\?|$)/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(built, (_, before: string) => {
      changed += 1
      return `${before}${schema}`
    })
    await route.fulfill({ response, body })
  })
  return { changed: () => changed }
}

for (const { other, told } of [
  { other: noteSchemaVersion + 1, told: 'has an older MDT Huddle, which would lose parts of your notes' },
  { other: noteSchemaVersion - 1, told: 'has a newer MDT Huddle than yours, and yours would lose parts of their notes' },
]) {
  test(`[L63] a window whose note schema is ${other > noteSchemaVersion ? 'newer' : 'older'} is refused before a byte of a document, in a sentence, and both keep what they have`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const build = await asBuiltWith(page, other)
    await page.goto(`${app.link}/seat/${code}`)
    await fillCard(page, { name: 'Sam Whitlock', role: 'Social worker', organisation: 'Practice trust' })
    await page.getByRole('button', { name: 'Join the huddle' }).click()
    await expect(page.getByRole('alert')).toContainText(told)
    await expect(page.getByRole('alert')).toContainText('Update the older one')
    expect(build.changed()).toBe(1)
    await expect(question(page)).toHaveCount(0)
    await expect(chair.getByText('asks to come in')).toHaveCount(0)
    await expect(textbox(chair, 'Formulation')).toContainText('Written in this version.')
    await context.close()
  })
}
