import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../accessibility.ts'
import { formulation, twoSeats, writeFormulation } from './seats.ts'

const seats = twoSeats()

const whoWrote = (page: Page) => page.getByRole('region', { name: 'Who wrote this' })
const lines = (page: Page) => whoWrote(page).locator('p.MuiTypography-body1')

test('[M105] who wrote each stretch is shown by name and pattern, on every screen, also once they have left', async () => {
  const { chair, guest } = seats
  await writeFormulation(seats, 'Lost the flat.')
  await formulation(guest).click()
  await guest.keyboard.press('Control+Home')
  await guest.keyboard.type('In spring: ')
  await expect(formulation(chair)).toContainText('In spring:')
  for (const page of [chair, guest]) {
    await page.getByRole('button', { name: 'Who wrote this' }).click()
    await expect(lines(page)).toHaveText(['Sam WhitlockIn spring: Alex MorganLost the flat.'])
    await expect(whoWrote(page).getByRole('list', { name: 'Writers' })).toHaveText(/Sam Whitlock, Social worker, Practice trust.*Alex Morgan, Team manager \/ leader, Practice trust/)
  }
  const patterns = await lines(chair).locator('.written').evaluateAll((runs) => runs.map((run) => getComputedStyle(run).textDecorationStyle))
  expect(new Set(patterns).size).toBe(2)
  await expectAccessible(chair)

  await guest.context().close()
  await expect(chair.getByRole('contentinfo', { name: 'Status' })).toContainText(/one is offline since \d\d:\d\d/)
  await expect(lines(chair)).toHaveText(['Sam WhitlockIn spring: Alex MorganLost the flat.'])
  await chair.getByRole('button', { name: 'Go on writing' }).click()
  await formulation(chair).click()
  await chair.keyboard.press('Control+z')
  await expect(formulation(chair)).not.toContainText('Lost the flat.')
})

test('[M105] after a restart the names are as they were, and what is written then has its writer too', async () => {
  const { app, chair } = seats
  await formulation(chair).click()
  await chair.keyboard.press('Control+End')
  await chair.keyboard.type('Before. ')
  await expect(chair.getByRole('contentinfo', { name: 'Status' })).toContainText(/Saved \d/)
  await chair.goto('about:blank')
  await chair.goto(app.link)
  await chair.getByRole('button', { name: 'Open', exact: true }).click()
  await chair.getByRole('link', { name: 'Huddle', exact: true }).click()
  await chair.getByRole('button', { name: 'Go on with it' }).click()
  await formulation(chair).click()
  await chair.keyboard.press('Control+End')
  await chair.keyboard.type('After.')
  await chair.getByRole('button', { name: 'Who wrote this' }).click()
  await expect(lines(chair)).toHaveText([/^Sam WhitlockIn spring: Alex MorganBefore\. After\.$/])
})
