import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installElectron, whyNoElectron } from './electron-binary.mjs'
import { buildIfStale } from './freshness.mjs'
import { giveUp, root, setUp } from './setup.mjs'

/** `npm start`: the app in Electron, or where that cannot be, the same app from the local web host. */

const argv = process.argv.slice(2)
setUp()
if (!(await buildIfStale())) process.exit(1)

const { main, parseLaunch } = await import(pathToFileURL(join(root, 'out', 'main', 'server.js')).href)

/** @param {unknown} error */
function explain(error) {
  if (typeof error !== 'object' || error === null || !('problem' in error)) throw error
  const { happened, kept, todo } = /** @type {import('../src/core/model/problem.ts').Problem} */ (error.problem)
  giveUp(`${happened} ${kept} ${todo}`)
}

try {
  const why = parseLaunch(argv).web ? '' : await tryElectron()
  if (why !== undefined) {
    if (why !== '') console.log(`MDT Huddle opens from its local web host, since ${why}.`)
    await main(argv)
  }
} catch (error) {
  explain(error)
}

/** Resolves to undefined once the app has run in Electron and was closed, else to why it could not. */
async function tryElectron() {
  const hopeless = whyNoElectron()
  if (hopeless !== undefined) return hopeless
  const program = installElectron()
  if (program === undefined) return 'Electron could not be installed'
  const started = Date.now()
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env
  const ended = await new Promise((done) => {
    spawn(program, [root, ...argv], { stdio: 'inherit', env })
      .once('error', () => done('error'))
      .once('exit', (code, signal) => done(signal ?? code))
  })
  const never = ended !== 0 && Date.now() - started < 10_000
  return never ? 'Electron does not start on this computer' : undefined
}
