import type { Locator, Page } from 'playwright'
import { startHuddleOfFirst, textbox, goTo } from '../../../src/cli/journey/participant.ts'
import type { XssArrival } from './xss-arrival.ts'

/** What is pasted last: once it stands there, the others have been taken in too. */
const last = '<p>The last of them.</p>'

/** Lets the page's next copy put this on the clipboard, as another program would: as markup and as text. */
function copyFrom(page: Page): Promise<void> {
  return page.evaluate(() => {
    addEventListener(
      'copy',
      (event) => {
        const markup = String(Reflect.get(globalThis, 'toCopy'))
        event.clipboardData?.setData('text/html', markup)
        event.clipboardData?.setData('text/plain', markup)
        event.preventDefault()
        event.stopImmediatePropagation()
      },
      true,
    )
  })
}

async function pasteInto(field: Locator, texts: readonly string[]): Promise<void> {
  const page = field.page()
  await field.click()
  for (const text of texts) {
    await page.evaluate((markup) => Reflect.set(globalThis, 'toCopy', markup), text)
    await page.keyboard.press('Control+C')
    await page.keyboard.press('Control+V')
    await page.keyboard.press('Control+End')
  }
}

/** The clipboard, into a note, a line of plain paragraphs, a box of plain text and a search. */
export const pasting: XssArrival = {
  name: 'paste',
  async attack({ app, open, vectors }) {
    const { page, look } = await open()
    await page.goto(app.link)
    await page.getByRole('button', { name: 'Practise' }).click()
    await startHuddleOfFirst(page, 1)
    await copyFrom(page)
    for (const name of ['Formulation', 'Question']) {
      await pasteInto(textbox(page, name), [...vectors, last])
      await textbox(page, name).getByText('The last of them.').waitFor()
      await look()
    }
    await page.getByRole('button', { name: 'Add their words' }).click()
    await pasteInto(page.getByLabel('What they said, in their words'), vectors.slice(0, 40))
    await page.getByRole('combobox', { name: 'How it was given' }).fill(vectors[0]?.slice(0, 200) ?? '')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await page.getByLabel('What they said, in their words').waitFor({ state: 'hidden' })
    await look()
    await goTo(page, 'Caseload')
    await pasteInto(page.getByLabel('Search by name or NHS number'), vectors.slice(0, 20))
    await look()
  },
}
