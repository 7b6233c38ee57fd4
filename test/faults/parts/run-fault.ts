import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FaultResult, FaultRun } from '../fault.ts'
import type { Found } from './discover.ts'

/**
 * Runs one fault in a folder of its own. One that throws, or gets no further, does not hold, and says why.
 *
 * @param options `within`: milliseconds in which it has to end, or to say how far it is: what is slow on a busy machine goes on.
 */
export async function runFault({ name, run }: Found, options: Omit<FaultRun, 'folder'> & { readonly within: number }): Promise<FaultResult> {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-fault-'))
  const { within, ...rest } = options
  const stuck = stuckAfter(within)
  const say = (progress: string): void => {
    stuck.notYet()
    rest.say(progress)
  }
  try {
    const result = await Promise.race([run({ ...rest, say, folder }), stuck.told])
    return { ...result, holds: result.holds && result.tried > 0 }
  } catch (error) {
    const [why = ''] = String(error).split('\n')
    return { name, tried: 0, lost: 0, undetected: 0, crashed: 0, holds: false, note: `Could not be injected: ${why}` }
  } finally {
    stuck.stop()
    remove(folder)
  }
}

/** Rejects once nobody has said `notYet` for so many milliseconds. */
function stuckAfter(within: number): { readonly told: Promise<never>; notYet(): void; stop(): void } {
  const over = new EventEmitter()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => clearTimeout(timer)
  const notYet = (): void => {
    stop()
    timer = setTimeout(() => over.emit('error', new Error(`got no further within ${within / 1000} s`)), within)
  }
  const told = new Promise<never>((_resolve, reject) => over.once('error', reject))
  notYet()
  return { told, notYet, stop }
}

/** A run that was given up may still write into its folder: that must not end the others. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  } catch (error) {
    console.error(`${folder} could not be removed: ${String(error)}`)
  }
}
