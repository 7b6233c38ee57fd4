import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { hasDebian, installFromDebian } from './debian.mjs'
import { root } from './setup.mjs'

/** The browsers for the end-to-end tests, the figures and the demo: an installed one, else Debian's, else Playwright's own. */

/** The environment variable that names the browser's program. */
export const chromiumVariable = 'MDT_HUDDLE_CHROMIUM'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']

/**
 * Chromium's headless shell: its engine without what is around a page, which costs a sixth of each test. Where Debian puts it,
 * since what Debian has in the path is a script that is not the browser: whoever ended that would leave the browser running.
 */
const shells = ['/usr/lib/chromium/chromium-headless-shell']

/** Whether it starts at all: on some systems a browser's name is only an invitation to install one. @param {string} path */
const starts = (path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 15_000 }).status === 0

function installedInPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(starts)
}

/** @returns {string} where Playwright's own browser is, or would be */
const playwrightsOwn = () => createRequire(import.meta.url)('playwright').chromium.executablePath()

/** @returns {string | undefined} the program of a whole browser that is here */
export function findChromium() {
  const named = process.env[chromiumVariable]
  if (named !== undefined) return starts(named) ? named : undefined
  return installedInPath() ?? [playwrightsOwn()].find(starts)
}

/** @returns {string | undefined} the program in which tests open pages: the headless shell, or where that is not here a whole browser */
export const findTestChromium = () => (process.env[chromiumVariable] === undefined ? shells.find(starts) : undefined) ?? findChromium()

/** Debian's packages of the browsers that tests look for and that are not here. */
export function missingChromium() {
  if (process.env[chromiumVariable] !== undefined) return []
  return [...(findChromium() === undefined ? ['chromium'] : []), ...(shells.some(starts) ? [] : ['chromium-headless-shell'])]
}

async function installDebians() {
  if (!hasDebian()) return undefined
  await installFromDebian(['chromium'])
  return installedInPath()
}

function installPlaywrights() {
  console.log('Fetching Playwright’s Chromium, once.')
  spawnSync(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  return [playwrightsOwn()].find(starts)
}

/** @returns {Promise<string | undefined>} the program of a whole browser, which is installed where none is here */
export async function ensureChromium() {
  const found = findChromium()
  if (found !== undefined || process.env[chromiumVariable] !== undefined) return found
  return (await installDebians()) ?? installPlaywrights()
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
