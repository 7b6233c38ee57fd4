import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './freshness.mjs'
import { giveUp, root, setUp } from './setup.mjs'

/** `node build/run.mjs verify|demo …`: sets up, builds if need be, and runs the command's `main(argv)`. */

const commands = ['verify', 'demo']
const [name = '', ...rest] = process.argv.slice(2)
if (!commands.includes(name)) giveUp(`Say which: ${commands.join(' or ')}.`)

setUp()
buildIfStale({ quiet: true })
const { main } = await import(pathToFileURL(join(root, 'out', 'main', `${name}.js`)).href)
process.exitCode = (await main(rest)) ?? 0
