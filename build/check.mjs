import { lint, types, units } from './checks.mjs'
import { addUp, countLine } from './count.mjs'
import { setUp } from './setup.mjs'

/** `npm run check`: types, lint and unit tests, without a browser. */

setUp()
const total = addUp(await Promise.all([types(), lint(), units()]))
console.log(countLine(total))
process.exitCode = total.good ? 0 : 1
