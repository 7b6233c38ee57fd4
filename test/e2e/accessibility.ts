import axe from 'axe-core'
import { expect, type Page } from '@playwright/test'

declare global {
  // Where axe’s own source puts itself.
  var axe: typeof import('axe-core')
}

/** Rules about headings, which axe calls moderate and people who move by headings do not. */
const headings = ['page-has-heading-one', 'heading-order', 'empty-heading']

const isGrave = ({ id, impact }: { id: string; impact?: string | null }): boolean => impact === 'serious' || impact === 'critical' || headings.includes(id)

/** A look with all of axe’s rules, or with `rules` alone. axe is brought once to each document, and looks there. */
async function complaints(page: Page, where: string, rules?: readonly string[]): Promise<string[]> {
  // It would look past a frame and find nothing.
  expect(page.frames(), 'frames of the window').toHaveLength(1)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (only) =>
      globalThis.axe.run(document, {
        resultTypes: ['violations'],
        // What it would load ahead is for sound and for rules that are on trial.
        preload: false,
        ...(only ? { runOnly: { type: 'rule', values: [...only] } } : { rules: { 'target-size': { enabled: true } } }),
      }),
    rules,
  )
  return violations.filter(isGrave).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} at ${html.slice(0, 160)}`))
}

/** Where `MDT_HUDDLE_PICTURES` names a folder, a picture of each screen for people to look at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['MDT_HUDDLE_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/\W+/g, '-')}.png` })
}

/** axe finds nothing grave as the window stands. */
export async function expectAccessible(page: Page, where = 'here'): Promise<void> {
  // A colour on its way to another is neither.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await picture(page, where)
  expect(await complaints(page, where)).toEqual([])
}

/** What a narrow window can change, beside the colours. */
const ofWidth = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus']

/**
 * Nor wide and narrow, light and dark; nothing that can be pressed or read runs out of the window either. Everything is
 * looked at once, and again only what another width or darkness can change.
 */
export async function expectAccessibleEverywhere(page: Page, name: string): Promise<void> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [800, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const where = `${name}, ${width}, ${colorScheme}`
      const whole = width === 1280 && colorScheme === 'light'
      found.push(...(await complaints(page, where, whole ? undefined : colorScheme === 'dark' ? ['color-contrast'] : ofWidth)))
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${where}: wider than the window`)
      await picture(page, where)
    }
  }
  expect.soft(found).toEqual([])
}
