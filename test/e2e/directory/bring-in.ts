import { resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'

export const fixture = (name: string): string => resolve(import.meta.dirname, '../../fixtures/directory', name)

/** A practice team's window, on Today. */
export async function practise(page: Page, app: Installation): Promise<void> {
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
}

/** Opens the file dialog by `open`, chooses, and waits for what would happen. */
export async function chooseFiles(page: Page, files: string | { name: string; mimeType: string; buffer: Buffer }, open: () => Promise<void>): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()])
  await chooser.setFiles(files)
  await page.getByRole('heading', { name: 'What would happen' }).waitFor()
}

/** The file dialog, by mouse. */
export const byMouse = (page: Page) => () => page.getByRole('button', { name: 'Choose files' }).click()

/** Opens the service that is the only one left in the list: before the others are gone, it is still on its way up. */
export async function openOnly(page: Page, name: string): Promise<void> {
  const links = page.getByRole('gridcell').getByRole('link')
  await expect(links).toHaveText([name])
  await links.click()
}
