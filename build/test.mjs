import { endToEnd, lint, types, units } from './checks.mjs'
import { ensureChromium, findTestChromium, missingChromium } from './chromium.mjs'
import { addUp, countLine } from './count.mjs'
import { installFromDebian, missingTools } from './debian.mjs'
import { buildIfStale } from './freshness.mjs'
import { setUp } from './setup.mjs'

/**
 * `npm test`: types, lint and every test that is not long; with `--long`, `npm run test:long`: those alone. The last line is
 * the count over all of it.
 */

const long = process.argv.includes('--long')

setUp()
const parts = long ? await theLong() : await theShort()

async function theShort() {
  // What needs none of the others goes beside them: each leaves a processor idle for a while.
  const [typed, linted, built] = await Promise.all([types(), lint(), build()])
  // A third lane: each of the two in which windows are opened waits for a tenth of its time.
  return [typed, linted, ...(await Promise.all([units({ beside: true }), inBrowser(built)]))]
}

async function theLong() {
  const built = await build()
  // One after the other: they time out where they wait for a processor.
  return [await units({ long }), await inBrowser(built)]
}

async function build() {
  const [built] = await Promise.all([buildIfStale(), installFromDebian([...missingChromium(), ...missingTools()])])
  return built
}

/** @param {boolean} built */
async function inBrowser(built) {
  if (!built) return { name: 'build', passed: 0, failed: 1, skipped: [] }
  if ((findTestChromium() ?? (await ensureChromium())) !== undefined) return endToEnd({ long })
  console.error('No Chromium could be found or installed, so the end-to-end tests did not run.')
  return { name: 'end-to-end', passed: 0, failed: 1, skipped: [] }
}

const total = addUp(parts)
console.log('')
for (const { title, why } of total.skipped) console.log(`skipped: ${title} (${why})`)
for (const name of total.empty) console.log(`failed: no test ran in “${name}”`)
if (!long) console.log('The long tests are not among these: npm run test:long')
console.log(countLine(total))
process.exitCode = total.good ? 0 : 1
