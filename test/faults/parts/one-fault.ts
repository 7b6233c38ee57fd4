import { chromiumVariable } from '../../../build/chromium.mjs'
import type { FaultResult } from '../fault.ts'
import { discoverFaults } from './discover.ts'
import { runFault } from './run-fault.ts'

/** What came of a fault with what guards against it, and without. */
export interface BothWays {
  readonly guarded: FaultResult
  readonly unguarded: FaultResult
}

/** Runs one fault in the smallest size, both ways, and prints that as JSON: for tests whose own process cannot. */
export async function main([name = '']: readonly string[]): Promise<number> {
  const found = (await discoverFaults()).find((each) => each.name === name)
  if (!found) return 2
  const small = { seed: 0, quick: true, sample: true, chromium: process.env[chromiumVariable], say: () => undefined, within: 40_000 }
  const guarded = await runFault(found, { ...small, protection: true })
  const unguarded = await runFault(found, { ...small, protection: false })
  console.log(JSON.stringify({ guarded, unguarded } satisfies BothWays))
  return 0
}
