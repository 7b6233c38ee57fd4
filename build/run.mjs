import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromiumArguments, chromiumVariable, ensureChromium } from './chromium.mjs'
import { buildIfStale } from './freshness.mjs'
import { giveUp, root, setUp } from './setup.mjs'

/** `node build/run.mjs verify|relay|demo|bench|faults …`: sets up, builds if need be, and runs the command's `main(argv)`. */

/** @type {Readonly<Record<string, { browser: 'needed' | 'if there is one' | 'none', source?: string }>>} */
const commands = {
  verify: { browser: 'none' },
  relay: { browser: 'none' },
  demo: { browser: 'needed' },
  bench: { browser: 'needed', source: 'test/bench/command.ts' },
  faults: { browser: 'if there is one', source: 'test/faults/parts/command.ts' },
}
const [name = '', ...rest] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) giveUp(`Say which: ${Object.keys(commands).join(', ')}.`)

setUp()
if (!(await buildIfStale({ quiet: true }))) process.exit(1)
if (command.browser !== 'none') {
  const chromium = await ensureChromium()
  if (chromium !== undefined) process.env[chromiumVariable] = chromium
  else if (command.browser === 'needed') giveUp(`This needs Chromium, and none could be found or installed.`)
}
if (command.source === undefined) {
  const { main } = await import(pathToFileURL(join(root, 'out', 'main', `${name}.js`)).href)
  const browser = command.browser === 'none' ? [] : [{ executablePath: process.env[chromiumVariable], args: chromiumArguments }]
  process.exitCode = (await main(rest, ...browser)) ?? 0
} else {
  const { runInSource } = await import('./in-source.mjs')
  process.exitCode = await runInSource(join(root, command.source), rest)
}
