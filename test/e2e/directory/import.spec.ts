import { expect, test } from '@playwright/test'
import { goTo } from '../../../src/cli/journey/participant.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { startApp } from '../app.ts'
import { countPointers, press, typeInto } from '../keyboard.ts'
import { byMouse, chooseFiles, fixture, openOnly, practise } from './bring-in.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const first = '5 services would be added, 0 updated, 0 are unchanged, 0 entries cannot come in.'
const second = '2 services would be added, 1 updated, 3 are unchanged, 1 entry cannot come in. 1 service would be kept and marked as no longer listed.'

test('[D212] a directory comes in by mouse, is searched and opened, and a second import updates it', async ({ page }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => void (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(app.origin) && elsewhere.push(request.url())))
  await practise(page, app)
  await goTo(page, 'Directory')
  await expect(page.getByText('6 services', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Import a directory' }).click()
  await chooseFiles(page, fixture('west-side.json'), byMouse(page))
  await expect(page.getByText(first)).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Which directory this is' })).toHaveValue('west side')
  await page.getByRole('button', { name: 'Import 5 services' }).click()
  await expect(page.getByText('5 services added, 0 updated, 0 unchanged.')).toBeVisible()

  await page.getByRole('button', { name: 'Import another' }).click()
  await chooseFiles(page, fixture('west-side-later.json'), byMouse(page))
  await expect(page.getByText(second)).toBeVisible()
  await expect(page.getByRole('region', { name: 'What is wrong in the files · 5' })).toContainText('Entry 6: name · cannot come in')
  await expect(page.getByRole('region', { name: 'What is wrong in the files · 5' })).toContainText('“javascript:void(0)” is not an address')
  await expect(page.getByRole('region', { name: 'Would be updated · 1' })).toContainText('how to reach it, when it was changed')
  await expect(page.getByRole('region', { name: 'No longer listed · 1' })).toContainText('Evening Kitchen')
  await page.getByRole('button', { name: 'Import 4 services' }).click()
  await expect(page.getByText('2 services added, 1 updated, 3 unchanged. 1 service no longer listed: kept, and marked so.')).toBeVisible()

  await page.getByRole('link', { name: 'Go to the directory' }).click()
  await expect(page.getByText('13 services', { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Area' }).fill('kirk')
  await page.getByRole('option', { name: 'Kirkstall' }).click()
  await expect(page.getByText('2 of 13 services')).toBeVisible()
  await page.getByRole('combobox', { name: 'Need' }).click()
  await page.getByRole('option', { name: 'Company 7' }).click()
  await expect(page.getByText('1 of 13 services')).toBeVisible()
  await page.getByLabel('Search the directory').fill('canal')
  await page.getByRole('gridcell', { name: 'Towpath Trust' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Canal Walkers' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'How to reach it' })).toContainText('0113 496 0299')
  await expect(page.getByRole('region', { name: 'How to reach it' }).getByLabel('Web address')).toHaveValue('https://example.org/canal-walkers')
  await expect(page.locator('a[href^="http"]')).toHaveCount(0)
  await page.reload()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Canal Walkers' })).toBeVisible()
  await page.getByRole('link', { name: 'All services' }).click()
  await page.getByLabel('Search the directory').fill('kitchen')
  await openOnly(page, 'Evening Kitchen')
  await expect(page.getByRole('alert').filter({ hasText: 'Its directory no longer lists it' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'Nobody has looked at this entry for over a year. Ring before anybody relies on it.' })).toBeVisible()
  expect(elsewhere).toEqual([])
})

test('[D212] it comes in by keyboard alone', { tag: '@long' }, async ({ page }) => {
  const pointers = await countPointers(page)
  await page.goto(app.link)
  await press(page.getByRole('button', { name: 'Practise' }))
  await press(page.getByRole('link', { name: 'Directory', exact: true }))
  await press(page.getByRole('link', { name: 'Import a directory' }))
  await chooseFiles(page, fixture('west-side.json'), () => press(page.getByRole('button', { name: 'Choose files' })))
  await press(page.getByRole('button', { name: 'Import 5 services' }))
  await press(page.getByRole('button', { name: 'Import another' }))
  await chooseFiles(page, fixture('west-side-later.json'), () => press(page.getByRole('button', { name: 'Choose files' })))
  await expect(page.getByText(second)).toBeVisible()
  await press(page.getByRole('button', { name: 'Import 4 services' }))
  await press(page.getByRole('link', { name: 'Go to the directory' }))
  await typeInto(page.getByLabel('Search the directory'), 'walkers')
  await expect(page.getByText('1 of 13 services')).toBeVisible()
  await typeInto(page.getByRole('combobox', { name: 'Need' }), 'compa')
  await page.keyboard.press('Enter')
  await press(page.getByRole('columnheader', { name: 'Service' }), 'ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Canal Walkers' })).toBeFocused()
  await press(page.getByRole('link', { name: 'All services' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Directory' })).toBeFocused()
  expect(await pointers()).toBe(0)
})

test('[D208] 2,000 services come in, are searched and opened, and the palette finds them', { tag: '@long' }, async ({ page }) => {
  await practise(page, app)
  const services = Array.from({ length: 2_000 }, (_, index) => ({
    id: `many-${index}`,
    name: `Service number ${index}`,
    description: 'A made-up service. '.repeat(20),
    organization: { name: `Organisation ${index % 50}` },
    service_areas: [{ name: `Area ${index % 20}` }],
    attributes: [{ label: 'Need', value: `need ${index % 30}` }],
    phones: [{ number: `0113 496 0${String(index % 1_000).padStart(3, '0')}` }],
    last_modified: '2026-11-01T09:00:00Z',
  }))
  await goTo(page, 'Directory')
  await page.getByRole('link', { name: 'Import a directory' }).click()
  await chooseFiles(page, { name: 'many.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ contents: services })) }, byMouse(page))
  await page.getByRole('button', { name: 'Import 2,000 services' }).click()
  await page.getByRole('link', { name: 'Go to the directory' }).click()
  await expect(page.getByText('2,006 services', { exact: true })).toBeVisible()
  expect(await page.getByRole('row').count()).toBeLessThan(100)
  await page.getByLabel('Search the directory').fill('number 1999')
  await expect(page.getByText('1 of 2,006 services')).toBeVisible()
  await openOnly(page, 'Service number 1999')
  await expect(page.getByRole('heading', { level: 1, name: 'Service number 1999' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('number 1234')
  await page.getByRole('group', { name: 'Services' }).getByRole('option', { name: 'Service number 1234' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Service number 1234' })).toBeVisible()
})
