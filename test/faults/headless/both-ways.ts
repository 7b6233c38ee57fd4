import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault, FaultResult } from '../fault.ts'
import type { BothWays } from '../parts/one-fault.ts'

/** Runs a fault that needs no browser in the smallest size, with what guards against it and without. */
export async function bothWays(run: Fault): Promise<BothWays> {
  const once = async (protection: boolean): Promise<FaultResult> => {
    const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-fault-'))
    try {
      return await run({ seed: 1, quick: true, sample: true, protection, folder, chromium: undefined, say: () => undefined })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { guarded: await once(true), unguarded: await once(false) }
}
