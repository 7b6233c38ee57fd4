import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromiumVariable, ensureChromium } from './chromium.mjs'
import { buildIfStale } from './freshness.mjs'
import { giveUp, root, setUp } from './setup.mjs'

/** `node build/run.mjs verify|demo …`: sets up, builds if need be, and runs the command's `main(argv)`. */

const commands = ['verify', 'demo']
const [name = '', ...rest] = process.argv.slice(2)
if (!commands.includes(name)) giveUp(`Say which: ${commands.join(' or ')}.`)

setUp()
if (!buildIfStale({ quiet: true })) process.exit(1)
if (name === 'demo') {
  const chromium = ensureChromium()
  if (chromium === undefined) giveUp('The demo needs Chromium, and none could be found or installed.')
  process.env[chromiumVariable] = chromium
}
const { main } = await import(pathToFileURL(join(root, 'out', 'main', `${name}.js`)).href)
process.exitCode = (await main(rest)) ?? 0
