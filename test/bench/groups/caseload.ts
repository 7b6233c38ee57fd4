import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { goTo, passphrase } from '../../../src/cli/journey/participant.ts'
import { caseloadCsv } from '../../../src/core/model/caseload-export.ts'
import { serveApp } from '../../pages/serve-app.ts'
import { alternate, roundsOf } from '../alternate.ts'
import { openBrowser } from '../browser.ts'
import { makeVault } from '../first-route.ts'
import type { Group } from '../metric.ts'
import { madeUpPeople } from '../pages/synthetic.ts'
import { percentile } from '../statistics.ts'
import { projectRoot } from '../versions.ts'

const count = 5000

/** Brings 5,000 people in as a person does: by a file, looked at and then imported. */
async function importPeople(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '/caseload/import'))
  await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(caseloadCsv(madeUpPeople(count))) })
  await page.getByRole('button', { name: 'See what would happen' }).click()
  await page.getByRole('button', { name: `Import ${count.toLocaleString('en-GB')} people` }).click({ timeout: 60_000 })
  await page.getByText(/people added, 0 updated/).waitFor({ timeout: 60_000 })
}

async function usedMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1_000_000
}

/** Words to look for, typed letter by letter: some find many people, some few. */
const sought = ['osei', 'amara', 'vale-1', 'nkem', 'marek-', 'quill-49']

/** From each key in the search to the frame that says how many were found. */
async function filterTimes(page: Page): Promise<number[]> {
  const box = page.getByRole('searchbox', { name: 'Search by name or NHS number' })
  const people = madeUpPeople(count)
  const times: number[] = []
  for (const word of sought) {
    for (let typed = 1; typed <= word.length; typed += 1) {
      const asked = word.slice(0, typed)
      const found = people.filter(({ givenName, familyName }) => `${givenName} ${familyName}`.toLowerCase().includes(asked)).length
      const watching = page.evaluate(watchCount, found)
      await box.press(word.charAt(typed - 1))
      times.push(await watching)
    }
    await box.fill('')
    await page.locator('output', { hasText: `${count.toLocaleString('en-GB')} people` }).waitFor()
  }
  return times
}

/** In the page: resolves with the milliseconds from the next key to the frame in which the count stands. */
function watchCount(found: number): Promise<number> {
  const shown = found === 0 ? /^0 of/ : new RegExp(`^${found.toLocaleString('en-GB')} of`)
  return new Promise((resolve) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = (): void => {
          if ([...document.querySelectorAll('output')].some(({ textContent }) => shown.test(textContent))) resolve(performance.now() - timeStamp)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      { once: true, capture: true },
    )
  })
}

export const caseload: Group = {
  names: ['memory-5000-people', 'filter-5000-p95'],
  async measure(bench) {
    const app = await serveApp(join(projectRoot, 'out/renderer'), bench.folder)
    const browser = await openBrowser(bench)
    try {
      await makeVault(browser, app.link())
      const page = await browser.newPage()
      await page.goto(app.link())
      await page.locator('#passphrase').fill(passphrase)
      await page.getByRole('button', { name: 'Unlock' }).click()
      await page.getByRole('heading', { name: 'Today' }).waitFor()
      bench.say('importing 5,000 people')
      await importPeople(page)
      await goTo(page, 'Caseload')
      await page.getByRole('row').nth(5).waitFor()
      const session = await browser.newCDPSession(page)
      const memory = await alternate(bench, { ours: () => usedMegabytes(session) })
      const filtered = await alternate(bench, { ours: () => filterTimes(page) })
      return {
        'memory-5000-people': roundsOf(memory, (megabytes) => megabytes),
        'filter-5000-p95': roundsOf(filtered, (times) => percentile(times, 0.95)),
      }
    } finally {
      await browser.close()
      await app.close()
    }
  },
}
