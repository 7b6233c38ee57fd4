import { gzipSync } from 'node:zlib'
import type { BrowserContext, Response } from 'playwright'
import { setUpTeam } from '../../src/cli/journey/participant.ts'

/** One file that Chromium fetched. */
export interface Fetched {
  readonly name: string
  /** Bytes after gzip. */
  readonly zipped: number
}

export interface FirstRoute {
  readonly files: readonly Fetched[]
  /** Bytes after gzip of everything but the crypto library. */
  readonly zipped: number
}

/** Makes a vault, so that this browser's next window of the app begins with the lock screen. */
export async function makeVault(browser: BrowserContext, link: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(link)
  await setUpTeam(page, 'Bench team', { name: 'Amara Nkemelu', role: 'Mental health nurse', organisation: 'Bench trust' })
  await page.close()
}

/** The crypto library may load beside the first route while the passphrase is typed. */
const isCrypto = (name: string): boolean => name.includes('libsodium')

/** Opens the app in a browser that holds a vault and gives everything that was fetched until the network was quiet. */
export async function fetchFirstRoute(browser: BrowserContext, link: string): Promise<FirstRoute> {
  const page = await browser.newPage()
  const bodies: Promise<Fetched>[] = []
  const note = (response: Response): void => {
    const { pathname } = new URL(response.url())
    if (response.request().method() === 'GET') {
      bodies.push(response.body().then((body) => ({ name: pathname, zipped: gzipSync(body).length })))
    }
  }
  page.on('response', note)
  await page.goto(link)
  await page.locator('#passphrase').waitFor()
  await page.waitForLoadState('networkidle')
  page.off('response', note)
  const files = (await Promise.all(bodies)).toSorted((a, b) => b.zipped - a.zipped)
  await page.close()
  return { files, zipped: files.filter(({ name }) => !isCrypto(name)).reduce((sum, { zipped }) => sum + zipped, 0) }
}
