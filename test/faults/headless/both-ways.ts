import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault, FaultResult } from '../fault.ts'
import type { BothWays } from '../parts/one-fault.ts'
import { hasEnded } from './headless-typists.ts'

/** Runs that are begun again where WebRTC's own library, which is no part of the app, brings a process of Node's down. */
const mostTries = 3

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
  const whole = async (protection: boolean, tries = 1): Promise<FaultResult> => {
    const result = await once(protection).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === hasEnded)) throw error
      return undefined
    })
    if (result && result.crashed === 0) return result
    if (tries < mostTries) return whole(protection, tries + 1)
    if (!result) throw new Error(hasEnded)
    return result
  }
  return { guarded: await whole(true), unguarded: await whole(false) }
}
