import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../accessibility.ts'
import { decideEverything, formulation, twoSeats, writeFormulation } from './seats.ts'

const seats = twoSeats()

const panel = (page: Page) => page.getByRole('region', { name: 'Comments' })
const card = (page: Page) => page.getByRole('listitem', { name: 'Comment by Sam Whitlock' })
const status = (page: Page) => page.getByRole('contentinfo', { name: 'Status' })

test('[M102] [M184] a comment is written by keyboard, answered, resolved and reopened on every screen, beside the text or below it', async () => {
  const { chair, guest } = seats
  await writeFormulation(seats, 'Lost the flat in spring.')
  await formulation(guest).click()
  // From the start: the chair's caret, which stands at the end, is no letter to step over.
  await guest.keyboard.press('Control+Home')
  for (let letter = 0; letter < 'Lost the flat '.length; letter += 1) await guest.keyboard.press('ArrowRight')
  await guest.keyboard.press('Shift+End')
  await expect(formulation(chair).locator('.live-selection')).toHaveText('in spring.')
  await guest.keyboard.press('Control+Alt+m')
  await expect(guest.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await guest.keyboard.type('Which year?')
  await guest.keyboard.press('Tab')
  await guest.keyboard.press('Enter')
  await expect(card(chair)).toContainText(/“in spring\.”Sam Whitlock, Social worker · \d\d-\w{3}-\d{4} \d\d:\d\dWhich year\?/)
  await expect(formulation(chair).locator('.commented')).toHaveText('in spring.')
  await expectAccessible(chair)

  await card(chair).getByRole('button', { name: 'Reply' }).click()
  await chair.getByRole('textbox', { name: 'Your reply' }).fill('This one.')
  await chair.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(card(guest)).toContainText('This one.')
  await card(guest).getByRole('button', { name: 'Resolve' }).click()
  await expect(panel(guest).getByRole('heading', { name: 'No open comments' })).toBeFocused()
  await expect(panel(chair)).toContainText('No open comments')
  await expect(formulation(chair).locator('.commented')).toHaveCount(0)
  await chair.getByRole('button', { name: 'Resolved (1)' }).click()
  await expect(card(chair)).toContainText('Resolved by Sam Whitlock')
  await card(chair).getByRole('button', { name: 'Reopen' }).click()
  await expect(panel(guest)).toContainText('1 open comment')

  const sides = async () => {
    const [text, comments] = [await formulation(chair).boundingBox(), await panel(chair).boundingBox()]
    if (!text || !comments) throw new Error('both are shown')
    return { beside: comments.x >= text.x + text.width, below: comments.y >= text.y + text.height }
  }
  await expect.poll(sides).toEqual({ beside: true, below: false })
  await chair.setViewportSize({ width: 800, height: 800 })
  await expect.poll(sides).toEqual({ beside: false, below: true })
  await chair.setViewportSize({ width: 1280, height: 800 })
})

test('[C81] a comment goes with its words into a paragraph or list of their own, and says when they were taken out', async () => {
  const { chair, guest } = seats
  await formulation(chair).click()
  await chair.keyboard.press('Control+Home')
  for (let letter = 0; letter < 'Lost the '.length; letter += 1) await chair.keyboard.press('ArrowRight')
  await chair.keyboard.press('Enter')
  await expect(formulation(guest).locator('p')).toHaveCount(2)
  for (const page of [chair, guest]) await expect(formulation(page).locator('.commented')).toHaveText('in spring.')
  await chair.getByRole('button', { name: 'Bullet list' }).click()
  for (const page of [chair, guest]) await expect(formulation(page).locator('li .commented')).toHaveText('in spring.')

  await card(chair).getByRole('button', { name: 'Show in the text' }).click()
  await chair.keyboard.press('Delete')
  for (const page of [chair, guest]) {
    await expect(card(page)).toContainText('The text was taken out')
    await expect(card(page)).toContainText('“in spring.”')
  }
})

test('[M104] undo takes back only one’s own, also after having been offline, and brings back words with their comment', async () => {
  const { chair, guest } = seats
  await guest.getByRole('button', { name: 'Work offline' }).click()
  await expect(status(guest)).toContainText('Working offline')
  await formulation(guest).click()
  await guest.keyboard.press('Control+Home')
  await guest.keyboard.type('Sam was here. ')
  await guest.getByRole('button', { name: 'Go online' }).click()
  await expect(formulation(chair)).toContainText('Sam was here.')
  await formulation(chair).click()
  await chair.keyboard.press('Control+z')
  for (const page of [chair, guest]) {
    await expect(formulation(page)).toContainText('in spring.')
    await expect(formulation(page)).toContainText('Sam was here.')
    await expect(formulation(page).locator('.commented')).toHaveText('in spring.')
    await expect(card(page)).not.toContainText('The text was taken out')
  }
  await formulation(guest).click()
  await guest.keyboard.press('Control+z')
  for (const page of [chair, guest]) {
    await expect(formulation(page)).not.toContainText('Sam was here.')
    await expect(formulation(page)).toContainText('in spring.')
  }
})

test('[M103] what is still open is said at the read-back, and holds nothing up', async () => {
  const { chair, guest } = seats
  await decideEverything(chair)
  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  for (const page of [chair, guest]) await expect(page.getByText('1 comment is still open in the formulation.')).toBeVisible()
  await chair.getByRole('button', { name: 'Sign as a true record' }).click()
  await chair.getByRole('button', { name: 'Close this discussion' }).click()
  await expect(chair.getByRole('heading', { name: 'Decided' })).toBeVisible()
})
