import { endToEnd, lint, types, units } from './checks.mjs'
import { ensureChromium, findTestChromium, missingChromium } from './chromium.mjs'
import { addUp, countLine } from './count.mjs'
import { installFromDebian, missingTools } from './debian.mjs'
import { buildIfStale } from './freshness.mjs'
import { setUp } from './setup.mjs'

/** `npm test`: everything. The last line is the count over all of it. */

setUp()
// What needs none of the others goes beside them: each leaves a processor idle for a while.
const [typed, linted, built] = await Promise.all([types(), lint(), buildIfStale(), installFromDebian([...missingChromium(), ...missingTools()])])
// A third lane: each of the two in which windows are opened waits for a tenth of its time.
const [unit, browser] = await Promise.all([units({ beside: true }), inBrowser()])

async function inBrowser() {
  if (!built) return { name: 'build', passed: 0, failed: 1, skipped: [] }
  if ((findTestChromium() ?? (await ensureChromium())) !== undefined) return endToEnd()
  console.error('No Chromium could be found or installed, so the end-to-end tests did not run.')
  return { name: 'end-to-end', passed: 0, failed: 1, skipped: [] }
}

const total = addUp([typed, linted, unit, browser])
console.log('')
for (const { title, why } of total.skipped) console.log(`skipped: ${title} (${why})`)
for (const name of total.empty) console.log(`failed: no test ran in “${name}”`)
console.log(countLine(total))
process.exitCode = total.good ? 0 : 1
