import type { Dexie } from 'dexie'
import { cell, type Observable } from '../../model/observable.ts'
import { toHex } from '../../model/ids.ts'
import { ProblemError } from '../../model/problem.ts'
import type { RandomBytes } from '../../model/effects.ts'
import { encodeChanges, type TwinChange } from './entries.ts'
import { largestEntry, type TwinHost } from './ports.ts'
import { stageBase } from './stage-base.ts'
import { noteTwin } from './twin-note.ts'
import { watchWrites } from './watch-writes.ts'

/** The second copy of one open vault, which grows with every commit. */
export interface Twin {
  /** Resolves when what was committed so far has been told: empty once it is all in the copy, else why it is not, in a sentence. */
  settled(): Promise<string>
  /** Why the copy is behind, in a sentence; empty while it is not. */
  readonly behind: Observable<string>
  /** Makes a new base and destroys the former, with whatever it still held. @throws {ProblemError} what the host refused */
  renew(): Promise<void>
  /** Begins to write, once it is known of which vault; `found` where there is a copy of it already. */
  begin(vault: string, found: boolean): void
  /** Tells what is left, for a while at most. */
  close(): Promise<void>
}

/** Bytes of entries after which a new base is worth its writing, or as many as the base has. */
const usualTail = 8 * 1024 * 1024
/** Milliseconds: after an unlocking the copy is made anew, when people are at work; and a lock waits no longer for the host. */
const [renewAfter, closeWithin] = [3000, 2000]

/** How often a base is made for one that nothing was added to meanwhile. */
const mostTries = 10

const codeOf = (error: unknown): string => (error instanceof ProblemError ? error.problem.code : '')

/** Where no host keeps second copies: in a practice team, and where there is no host. */
export const noTwin: Twin = { settled: async () => '', behind: cell(''), renew: async () => undefined, begin: () => undefined, close: async () => undefined }

export function keepTwin(database: Dexie, host: TwinHost, random: RandomBytes): Twin {
  const behind = cell('')
  let queue: TwinChange[][] = []
  let vault: string | undefined
  let [mustRenew, closed, baseEnd] = [false, false, 0]
  let running: Promise<string> | undefined
  let later: ReturnType<typeof setTimeout> | undefined
  const written = watchWrites(database, (changes) => {
    if (!changes) mustRenew = true
    else if (changes.length > 0) queue.push([...changes])
  })

  /** @returns `clean` where nothing was added to the copy while its base was made, `elsewhere` where another window has made one. */
  async function makeBase(of: string): Promise<'clean' | 'added to' | 'elsewhere'> {
    const found = (await host.list()).find((each) => each.vault === of)
    const part = toHex(random(8))
    try {
      const entries = await stageBase(database, (index, content) => host.stage(of, part, index, content))
      const { generation, base, end } = await host.place(of, part, entries, found)
      baseEnd = base
      await noteTwin(database, { vault: of, generation, base })
      return end === base ? 'clean' : 'added to'
    } catch (error) {
      await host.discard(of, part).catch(() => undefined)
      if (codeOf(error) === 'twin-moved') return 'elsewhere'
      throw error
    }
  }

  async function tell(of: string): Promise<void> {
    while (queue.length > 0 || mustRenew) {
      if (mustRenew) {
        // What had gathered is committed, and so it is in the base.
        const covered = queue.length
        const made = await makeBase(of)
        mustRenew = false
        if (made !== 'elsewhere') queue = queue.slice(covered)
        continue
      }
      const some = queue
      const content = encodeChanges(some.flat())
      if (content.length > largestEntry) {
        mustRenew = true
        continue
      }
      try {
        const { end } = await host.append(of, content)
        queue = queue.slice(some.length)
        if (end - baseEnd > Math.max(usualTail, baseEnd)) renewLater(0)
      } catch (error) {
        if (codeOf(error) !== 'twin-missing' && codeOf(error) !== 'twin-damaged') throw error
        mustRenew = true
      }
    }
  }

  async function drain(of: string): Promise<string> {
    try {
      await tell(of)
      behind.set('')
    } catch (error) {
      behind.set(reasonOf(error))
    } finally {
      // Here, and not once the promise has settled: what is committed in between would be told by nobody.
      running = undefined
    }
    return behind.get()
  }

  async function settled(): Promise<string> {
    await written()
    if (vault === undefined) return ''
    return (running ??= drain(vault))
  }

  function renewLater(wait: number): void {
    later ??= setTimeout(() => {
      later = undefined
      mustRenew = true
      if (!closed) void settled()
    }, wait)
  }

  return {
    behind,
    settled,
    begin(of, found) {
      vault = of
      if (found) renewLater(renewAfter)
      else mustRenew = true
    },
    async renew() {
      if (vault === undefined) return
      // Until it has been done, every commit tries again.
      mustRenew = true
      for (let tries = 0; tries < mostTries; tries += 1) {
        await settled()
        if ((await makeBase(vault)) === 'clean') return
      }
    },
    async close() {
      clearTimeout(later)
      await Promise.race([settled(), new Promise((done) => setTimeout(done, closeWithin))])
      closed = true
      vault = undefined
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.happened : 'The second copy could not be written.'
}
