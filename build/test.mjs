import { endToEnd, lint, types, units } from './checks.mjs'
import { chromiumVariable, ensureChromium } from './chromium.mjs'
import { addUp, countLine } from './count.mjs'
import { ensurePdfReaders, ensureTurnServer } from './debian.mjs'
import { buildIfStale } from './freshness.mjs'
import { setUp } from './setup.mjs'

/** `npm test`: everything. The last line is the count over all of it. */

setUp()
const chromium = ensureChromium()
ensurePdfReaders()
ensureTurnServer()
const parts = [await types(), await lint(), await units()]
if (chromium === undefined) {
  console.error('No Chromium could be found or installed, so the end-to-end tests did not run.')
  parts.push({ name: 'end-to-end', passed: 0, failed: 1, skipped: [] })
} else if (await buildIfStale()) {
  parts.push(await endToEnd({ [chromiumVariable]: chromium }))
} else {
  parts.push({ name: 'build', passed: 0, failed: 1, skipped: [] })
}

const total = addUp(parts)
console.log('')
for (const { title, why } of total.skipped) console.log(`skipped: ${title} (${why})`)
for (const name of total.empty) console.log(`failed: no test ran in “${name}”`)
console.log(countLine(total))
process.exitCode = total.good ? 0 : 1
