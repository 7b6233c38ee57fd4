import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { hasDebian, installFromDebian } from './debian.mjs'
import { root } from './setup.mjs'

/** The browser for the end-to-end tests and the demo: an installed one, else Debian's, else Playwright's own. */

/** The environment variable that names the browser's program. */
export const chromiumVariable = 'MDT_HUDDLE_CHROMIUM'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']

/** Whether it starts at all: on some systems a browser's name is only an invitation to install one. @param {string} path */
const starts = (path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 15_000 }).status === 0

function installedInPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(starts)
}

/** @returns {string} where Playwright's own browser is, or would be */
const playwrightsOwn = () => createRequire(import.meta.url)('playwright').chromium.executablePath()

function installDebians() {
  if (!hasDebian()) return undefined
  console.log('Installing Chromium from Debian, once.')
  installFromDebian(['chromium'])
  return installedInPath()
}

function installPlaywrights() {
  console.log('Fetching Playwright’s Chromium, once.')
  spawnSync(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  return [playwrightsOwn()].find(starts)
}

/** @returns {string | undefined} the browser's program */
export function ensureChromium() {
  const named = process.env[chromiumVariable]
  if (named !== undefined) return starts(named) ? named : undefined
  return installedInPath() ?? [playwrightsOwn()].find(starts) ?? installDebians() ?? installPlaywrights()
}

/** What every Chromium of ours is started with: no calls home, and no sandbox only where root leaves it none. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
