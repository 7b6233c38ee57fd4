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
const parts = [typed, linted, await units()]
if ((findTestChromium() ?? (await ensureChromium())) === undefined) {
  console.error('No Chromium could be found or installed, so the end-to-end tests did not run.')
  parts.push({ name: 'end-to-end', passed: 0, failed: 1, skipped: [] })
} else if (built) {
  parts.push(await endToEnd())
} else {
  parts.push({ name: 'build', passed: 0, failed: 1, skipped: [] })
}

const total = addUp(parts)
console.log('')
for (const { title, why } of total.skipped) console.log(`skipped: ${title} (${why})`)
for (const name of total.empty) console.log(`failed: no test ran in “${name}”`)
console.log(countLine(total))
process.exitCode = total.good ? 0 : 1
