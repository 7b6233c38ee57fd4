import { chromiumVariable } from '../../../build/chromium.mjs'
import type { FaultResult } from '../fault.ts'
import { discoverFaults } from './discover.ts'
import { runFault } from './run-fault.ts'

/** What came of a fault with what guards against it, and without. */
export interface BothWays {
  readonly guarded: FaultResult
  readonly unguarded: FaultResult
}

/** What a fault takes without protection may still come through by chance; not this often. */
const triesWithout = 3

/** Runs one fault in the smallest size, both ways, and prints that as JSON: for tests whose own process cannot. */
export async function main([name = '']: readonly string[]): Promise<number> {
  const found = (await discoverFaults()).find((each) => each.name === name)
  if (!found) return 2
  const small = { seed: 0, quick: true, sample: true, chromium: process.env[chromiumVariable], say: () => undefined, within: 40_000 }
  const guarded = await runFault(found, { ...small, protection: true })
  let unguarded = await runFault(found, { ...small, protection: false })
  for (let seed = 1; unguarded.holds && seed < triesWithout; seed += 1) unguarded = await runFault(found, { ...small, seed, protection: false })
  console.log(JSON.stringify({ guarded, unguarded } satisfies BothWays))
  return 0
}
