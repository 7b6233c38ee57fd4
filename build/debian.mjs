import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs that the tests look with, from Debian's packages where this may install any. */

/** @param {string[]} args @param {number} timeout milliseconds */
const apt = (args, timeout) => spawnSync('apt-get', args, { stdio: 'ignore', timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

export const hasDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** @param {string[]} packages */
export function installFromDebian(packages) {
  apt(['update'], 120_000)
  apt(['install', '-y', '--no-install-recommends', ...packages], 300_000)
}

/** @param {string} program */
const isThere = (program) => spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 15_000 }).error === undefined

/** The TURN server by which windows meet in a test where they may not do so directly; without it that test is skipped, and says so. */
export function ensureTurnServer() {
  if (!hasDebian() || isThere('turnserver')) return
  console.log('Installing coturn from Debian, once.')
  installFromDebian(['coturn'])
}

/** What reads a PDF independently of what wrote it; without them those tests are skipped, and say so. */
export function ensurePdfReaders() {
  if (!hasDebian() || (isThere('qpdf') && isThere('pdftotext'))) return
  console.log('Installing qpdf and poppler-utils from Debian, once.')
  installFromDebian(['qpdf', 'poppler-utils'])
}
