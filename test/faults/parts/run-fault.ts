import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FaultResult, FaultRun } from '../fault.ts'
import type { Found } from './discover.ts'

/** Runs one fault in a folder of its own. One that throws, or takes too long, does not hold, and says why. */
export async function runFault({ name, run }: Found, options: Omit<FaultRun, 'folder'> & { readonly within: number }): Promise<FaultResult> {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-fault-'))
  const { within, ...rest } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${within / 1000} s`)), within)
  })
  try {
    const result = await Promise.race([run({ ...rest, folder }), tooLong])
    return { ...result, holds: result.holds && result.tried > 0 }
  } catch (error) {
    const [why = ''] = String(error).split('\n')
    return { name, tried: 0, lost: 0, undetected: 0, crashed: 0, holds: false, note: `Could not be injected: ${why}` }
  } finally {
    clearTimeout(timer)
    remove(folder)
  }
}

/** A run that was given up may still write into its folder: that must not end the others. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  } catch (error) {
    console.error(`${folder} could not be removed: ${String(error)}`)
  }
}
