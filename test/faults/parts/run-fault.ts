import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FaultResult, FaultRun } from '../fault.ts'
import type { Found } from './discover.ts'

/** Milliseconds in which a run that was given up may put away what it began: what goes on would be beside the next fault. */
const putAwayWithin = 30_000

/**
 * Runs one fault in a folder of its own. One that throws, or gets no further, does not hold, and says why. One that is given
 * up ends where it next says how far it is, and is waited for.
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
  const running = run({ ...rest, say, folder })
  try {
    const result = await Promise.race([running, stuck.told])
    return { ...result, holds: result.holds && result.tried > 0 }
  } catch (error) {
    await Promise.race([running.catch(() => undefined), new Promise((enough) => setTimeout(enough, Math.min(within, putAwayWithin)).unref())])
    const [why = ''] = String(error).split('\n')
    return { name, tried: 0, lost: 0, undetected: 0, crashed: 0, holds: false, note: `Could not be injected: ${why}` }
  } finally {
    stuck.stop()
    remove(folder)
  }
}

interface Stuck {
  /** Rejects once nobody has said `notYet` for so many milliseconds. */
  readonly told: Promise<never>
  /** @throws where it was given up already */
  notYet(): void
  stop(): void
}

function stuckAfter(within: number): Stuck {
  const over = new EventEmitter()
  let timer: ReturnType<typeof setTimeout> | undefined
  let givenUp: Error | undefined
  const stop = (): void => clearTimeout(timer)
  const notYet = (): void => {
    if (givenUp) throw givenUp
    stop()
    timer = setTimeout(() => {
      givenUp = new Error(`got no further within ${within / 1000} s`)
      over.emit('error', givenUp)
    }, within)
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
