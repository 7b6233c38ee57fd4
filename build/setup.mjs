import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Puts the libraries in place before anything of them is needed: so this file uses Node alone. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const oldest = { major: 20, minor: 19 }

/** @param {string} text @returns {never} */
export function giveUp(text) {
  console.error(text)
  process.exit(1)
}

/** Whether this Node is new enough. @param {string} version such as `20.19.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor)
}

/**
 * Whether what npm says it installed is what the lockfile asks for. Packages for other systems are left out of account.
 * @param {string} lockText package-lock.json @param {string} installedText node_modules/.package-lock.json
 */
export function isInstalled(lockText, installedText) {
  const wanted = Object.entries(JSON.parse(lockText).packages ?? {})
  const there = JSON.parse(installedText).packages ?? {}
  return wanted.every(([path, entry]) => path === '' || entry.optional || there[path]?.version === entry.version)
}

function hasLibraries() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  return isInstalled(readFileSync(join(root, 'package-lock.json'), 'utf8'), readFileSync(installed, 'utf8'))
}

/** Runs npm, the one that started this script where there is one. @param {string[]} args */
function npm(args) {
  const own = process.env['npm_execpath']
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
  const shell = process.platform === 'win32' && first.length === 0
  return spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', shell })
}

export function setUp() {
  if (!isNewEnough(process.versions.node)) giveUp(`MDT Huddle needs Node ${oldest.major}.${oldest.minor} or newer; this is Node ${process.versions.node}.`)
  if (hasLibraries()) return
  console.log('Setting up MDT Huddle: installing its libraries. This takes a minute or two, once.')
  const { status, stderr, error } = npm(['ci', '--no-audit', '--no-fund'])
  if (status === 0) return
  const why = error?.message ?? stderr.split('\n').filter((line) => /npm (?:error|ERR!)/i.test(line)).slice(0, 4).join('\n')
  giveUp(`The libraries could not be installed. Nothing else was changed. Check the connection and try again.\n${why}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp()
