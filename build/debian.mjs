import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs that the tests look with, from Debian's packages where this may install any. */

/** What is looked with, by the package that brings it: readers of PDF that did not write it, and the TURN server by which windows meet that may not do so directly. */
const tools = { qpdf: 'qpdf', 'poppler-utils': 'pdftotext', coturn: 'turnserver' }

/** @param {string} program */
const isThere = (program) => spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 15_000 }).error === undefined

/** The packages of what is not there; the tests that need it are skipped without it, and say so. */
export const missingTools = () => Object.entries(tools).flatMap(([name, program]) => (isThere(program) ? [] : [name]))

export const hasDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** @param {string[]} args @param {number} timeout milliseconds @returns {Promise<void>} once it has ended, however it did */
const apt = (args, timeout) =>
  new Promise((done) => {
    const child = spawn('apt-get', args, { stdio: 'ignore', timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    child.once('error', () => done()).once('exit', () => done())
  })

/** Each by itself: where one is not to be had, the others are. @param {readonly string[]} packages */
export async function installFromDebian(packages) {
  if (packages.length === 0 || !hasDebian()) return
  console.log(`Installing from Debian, once: ${packages.join(', ')}.`)
  await apt(['update'], 120_000)
  for (const name of packages) await apt(['install', '-y', '--no-install-recommends', name], 300_000)
}
