import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** Electron's own program, which its npm package fetches in a step of its own. */

const folder = join(root, 'node_modules', 'electron')

/** @param {string} name */
const read = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim() : undefined)

/** The path of Electron's program where the right version of it is installed, else undefined. */
export function electronProgram() {
  const wanted = JSON.parse(read('package.json') ?? '{}').version
  const program = read('path.txt')
  if (program === undefined || read('dist/version')?.replace(/^v/, '') !== wanted) return undefined
  const path = join(folder, 'dist', program)
  return existsSync(path) ? path : undefined
}

/** Why Electron cannot show a window here whatever is installed, or undefined. */
export function whyNoElectron() {
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display here'
  if (process.getuid?.() === 0) return 'Electron does not run as root with its sandbox on'
  return undefined
}

/** Fetches the program if it is missing. @param {number} most milliseconds @returns {string | undefined} its path */
export function installElectron(most = 180_000) {
  const there = electronProgram()
  if (there !== undefined) return there
  console.log('Fetching Electron, once.')
  spawnSync(process.execPath, [join(folder, 'install.js')], { cwd: root, stdio: 'ignore', timeout: most, killSignal: 'SIGKILL' })
  return electronProgram()
}
