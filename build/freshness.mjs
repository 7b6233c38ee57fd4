import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** Builds what is not built, and only that: by the content of what goes into it. */

const stampPath = join(root, 'out', 'built-from')
const inputs = ['electron.vite.config.ts', 'build/chunks.mjs', 'build/verifier-page.mjs', 'package.json', 'package-lock.json']

function sourceDigest() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const path of [...inputs.map((name) => join(root, name)), ...sources]) hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** @param {string} digest */
const isFresh = (digest) => existsSync(stampPath) && readFileSync(stampPath, 'utf8') === digest

/** @returns {Promise<{ status: number | null, said: string }>} */
const build = () =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'], { cwd: root })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    child.once('error', (error) => done({ status: null, said: error.message })).once('close', (status) => done({ status, said }))
  })

/** Builds if anything that goes into it has changed. @param {{ quiet?: boolean }} options @returns {Promise<boolean>} whether there is a build */
export async function buildIfStale({ quiet = false } = {}) {
  const digest = sourceDigest()
  if (isFresh(digest)) return true
  if (!quiet) console.log('Building MDT Huddle.')
  const { status, said } = await build()
  if (status !== 0) {
    console.error(`MDT Huddle could not be built.\n${said}`)
    return false
  }
  writeFileSync(stampPath, digest)
  return true
}
