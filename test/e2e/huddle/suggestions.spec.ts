import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../accessibility.ts'
import { decideEverything, formulation, twoSeats, writeFormulation } from './seats.ts'

const seats = twoSeats()

const panel = (page: Page) => page.getByRole('region', { name: 'Suggestions' })
const cards = (page: Page) => page.getByRole('list', { name: 'Open suggestions' }).getByRole('listitem')

test('[M150] what is written while suggesting changes nothing until a colleague accepts it; by keyboard alone, with undo, and open at the read-back', async () => {
  const { chair, guest } = seats
  await writeFormulation(seats, 'Lost the flat in spring.')

  await formulation(guest).click()
  await guest.keyboard.press('Control+Alt+s')
  await expect(guest.getByRole('button', { name: 'Suggest', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await guest.keyboard.press('Control+Home')
  for (let letter = 0; letter < 'Lost the '.length; letter += 1) await guest.keyboard.press('ArrowRight')
  for (let letter = 0; letter < 'flat'.length; letter += 1) await guest.keyboard.press('Delete')
  await guest.keyboard.type('roomy')
  await guest.keyboard.press('Backspace')
  await expect(cards(guest)).toHaveCount(1)
  await guest.keyboard.press('Control+End')
  await guest.keyboard.type(' Alone.')
  await guest.keyboard.press('Enter')
  await guest.keyboard.type('Then ill.')
  await guest.keyboard.press('Control+b')
  await guest.keyboard.press('Control+Home')
  await guest.keyboard.press('Backspace')
  await expect(guest.getByText('only words can be')).toBeVisible()

  await expect(cards(chair)).toHaveText([/^Sam Whitlock, Social worker · \d\d-\w{3}-\d{4} \d\d:\d\dTake out “flat”Put in “room”/, /Put in “ Alone\.\nThen ill\.”/])
  await expect(formulation(chair).locator('del')).toHaveText('flat')
  await expect(formulation(chair).locator('ins')).toHaveText(['room', ' Alone. ¶ Then ill.'])
  await expect(formulation(chair).locator('.suggestion-name')).toHaveText(['Sam Whitlock suggests', 'Sam Whitlock suggests'])
  await expectAccessible(chair)

  await cards(chair).first().getByRole('button', { name: 'Accept' }).focus()
  await chair.keyboard.press('Enter')
  await expect(formulation(guest)).toContainText('Lost the room in spring.')
  await expect(panel(chair).getByRole('heading', { name: '1 open suggestion' })).toBeFocused()
  await formulation(chair).click()
  await chair.keyboard.press('Control+z')
  await expect(formulation(guest)).toContainText('Lost the flat')
  for (const page of [chair, guest]) await expect(cards(page)).toHaveCount(2)

  await chair.getByRole('button', { name: 'Accept all 2 by Sam Whitlock' }).click()
  for (const page of [chair, guest]) await expect(formulation(page).locator('p')).toHaveText([/Lost the room in spring\. Alone\.$/, /^Then ill\./])
  await chair.getByRole('button', { name: 'Settled (2)' }).click()
  await expect(panel(chair)).toContainText(/Accepted by .+, \d\d-\w{3}-\d{4}/)

  await test.step('[M197] after a look at the care plan it is still a suggestion', async () => {
    await guest.getByRole('tab', { name: 'Care plan' }).click()
    await guest.getByRole('tab', { name: 'Formulation' }).click()
    await expect(guest.getByRole('button', { name: 'Suggest', exact: true })).toHaveAttribute('aria-pressed', 'true')
  })
  await formulation(guest).click()
  await guest.keyboard.press('Control+End')
  await guest.keyboard.type(' Better since.')
  await expect(cards(chair)).toHaveText([/Put in “ Better since\.”/])
  await decideEverything(chair)
  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  for (const page of [chair, guest]) await expect(page.getByText('1 suggestion is still open in the formulation.')).toBeVisible()
})
