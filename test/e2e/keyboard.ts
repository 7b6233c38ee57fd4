import { expect, type Locator, type Page } from '@playwright/test'

/** A window by keyboard alone: what is reached here is reached by pressing keys, never by a click or by putting the focus somewhere. */

const most = 80

const hasKeyboard = (place: Locator): Promise<boolean> => place.evaluateAll((elements) => elements.some((element) => element === document.activeElement))

/** What has the keyboard though it cannot be seen: outside the window, or wholly behind something that stays in front. */
function unseenFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body) return ''
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const across = [0.1, 0.5, 0.9].map((share) => left + (right - left) * share)
    const down = [0.1, 0.5, 0.9].map((share) => top + (bottom - top) * share)
    const seen = across.some((x) =>
      down.some((y) => {
        const front = document.elementFromPoint(x, y)
        return front !== null && (focused.contains(front) || front.contains(focused) || front.closest('label, .MuiButtonBase-root')?.contains(focused) === true)
      }),
    )
    return seen ? '' : focused.outerHTML.slice(0, 200)
  })
}

/** Presses Tab (or another key) until `place` has the keyboard, and sees at each stop where that is. @throws when it does not come within reach. */
export async function tabTo(place: Locator, key = 'Tab'): Promise<void> {
  const page = place.page()
  await place.first().waitFor()
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasKeyboard(place)) return
    await page.keyboard.press(key)
    await expect.poll(() => unseenFocus(page), 'the keyboard is where it can be seen').toBe('')
  }
  throw new Error(`${most} times ${key} did not reach ${String(place)}`)
}

/** Goes there and presses a key on it. */
export async function press(place: Locator, key = 'Enter'): Promise<void> {
  await tabTo(place)
  await place.page().keyboard.press(key)
}

/** Goes to a field and types. */
export async function typeInto(place: Locator, text: string): Promise<void> {
  await tabTo(place)
  await place.page().keyboard.type(text)
}

/** Counts what a mouse, a finger or a pen would have done in this window. */
export async function countPointers(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) {
      addEventListener(kind, () => Reflect.set(globalThis, 'pointersSeen', Number(Reflect.get(globalThis, 'pointersSeen') ?? 0) + 1), true)
    }
  })
  return () => page.evaluate(() => Number(Reflect.get(globalThis, 'pointersSeen') ?? 0))
}
