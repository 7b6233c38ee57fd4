import type { Dexie } from 'dexie'
import { cell, type Observable } from '../../model/observable.ts'
import { toHex } from '../../model/ids.ts'
import { ProblemError } from '../../model/problem.ts'
import type { RandomBytes } from '../../model/effects.ts'
import { copyBusy, copySilent } from '../problems.ts'
import { patiently, unlessStuck } from './answering.ts'
import { encodeChanges, type TwinChange } from './entries.ts'
import { largestEntry, type TwinHost, type TwinState } from './ports.ts'
import { readTwin, type TwinRows } from './read-twin.ts'
import { stageBase } from './stage-base.ts'
import { copyGiven, copyOwed, noteTwin, type TwinNote } from './twin-note.ts'
import { watchWrites } from './watch-writes.ts'

/** The second copy of one open vault, which grows with every commit. */
export interface Twin {
  /** Resolves when what was committed so far has been told: empty once it is all in the copy, else why it is not, in a sentence. Waits for nobody who does not answer. */
  settled(): Promise<string>
  /** Why the copy is behind, in a sentence; empty while it is not. */
  readonly behind: Observable<string>
  /** Makes a new base and destroys the former, with whatever it still held. @throws {ProblemError} what the host refused */
  renew(): Promise<void>
  /** Every row that was committed, as the copy holds it or is yet to be told of it: whatever the store has lost of these is lost by it alone. @throws {ProblemError} what the host refused */
  held(): Promise<TwinRows>
  /** Runs what destroys rows for good. They stand in the copy until it is made anew: before that it is never said to be level, so that the next unlocking makes it. */
  destroying<T>(work: () => Promise<T>): Promise<T>
  /** Begins to write, once it is known of which vault, on from a copy that is level with the store; without one it is made anew first, and never before `owed` was done. */
  begin(note: TwinNote, level: TwinState | undefined, owed?: () => Promise<unknown>): void
  /**
   * Has something done before the copy is next made anew; until it has succeeded the copy is never said to be level.
   * @returns what does it at once, and need not be done again then
   */
  owe(work: () => Promise<unknown>): () => Promise<void>
  /** Tells what is left, for a while at most. */
  close(): Promise<void>
}

/** Bytes of entries after which a new base is worth its writing, or as many as the base has. */
const usualTail = 8 * 1024 * 1024
/** Milliseconds that a lock waits for the host at most. */
const closeWithin = 2000

/** How often a base is made for one that nothing was added to meanwhile. */
const mostTries = 10

const codeOf = (error: unknown): string => (error instanceof ProblemError ? error.problem.code : '')

/** Where no host keeps second copies: in a practice team, and where there is no host. */
export const noTwin: Twin = { settled: async () => '', behind: cell(''), renew: async () => undefined, held: async () => new Map(), destroying: (work) => work(), begin: () => undefined, owe: (work) => async () => void (await work()), close: async () => undefined }

export function keepTwin(database: Dexie, host: TwinHost, random: RandomBytes): Twin {
  const behind = cell('')
  let queue: TwinChange[][] = []
  let vault: string | undefined
  let at: TwinState = { generation: 0, end: 0 }
  let [mustRenew, closed, refused, baseEnd] = [false, false, false, 0]
  /** How often rows were destroyed, or began to be, and how many of these the base came after. */
  let [destroyed, destroyedBefore] = [0, 0]
  let running: Promise<string> | undefined
  let later: ReturnType<typeof setTimeout> | undefined
  let owed: readonly (() => Promise<void>)[] = []
  /** The one entry that is on its way to the copy. */
  let appending: Promise<TwinState> | undefined
  const settling = patiently((because) => behind.set(because))
  const written = watchWrites(database, (changes) => {
    if (changes === 'refused') refused = true
    else if (changes === 'unreadable') mustRenew = true
    else if (changes.length > 0) queue.push([...changes])
  })

  /** @returns `clean` where nothing was added to the copy while its base was made, `elsewhere` where another window has made one. */
  async function makeBase(of: string): Promise<'clean' | 'added to' | 'elsewhere'> {
    for (const work of owed) await work()
    const found = (await host.list()).find((each) => each.vault === of)
    const part = toHex(random(8))
    const before = destroyed
    const mark = await copyOwed(database)
    try {
      const entries = await stageBase(database, (index, content) => host.stage(of, part, index, content))
      const { generation, base, end } = await host.place(of, part, entries, found)
      baseEnd = base
      at = { generation, end }
      destroyedBefore = before
      await noteTwin(database, { vault: of, generation, base })
      if (mark !== undefined) await copyGiven(database, mark)
      return end === base ? 'clean' : 'added to'
    } catch (error) {
      // A disk that takes nothing is not waited for once more.
      host.discard(of, part).catch(() => undefined)
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
      // What is committed while this is on its way joins the queue behind it.
      const some = [...queue]
      const content = encodeChanges(some.flat())
      if (content.length > largestEntry) {
        mustRenew = true
        continue
      }
      try {
        at = await (appending = host.append(of, content))
        queue = queue.slice(some.length)
        if (at.end - baseEnd > Math.max(usualTail, baseEnd)) renewLater()
      } catch (error) {
        if (codeOf(error) !== 'twin-missing' && codeOf(error) !== 'twin-damaged') throw error
        mustRenew = true
      } finally {
        appending = undefined
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
    return settling((running ??= drain(vault)))
  }

  function owe(work: () => Promise<unknown>): () => Promise<void> {
    const once = async (): Promise<void> => {
      await work()
      owed = owed.filter((each) => each !== once)
    }
    owed = [...owed, once]
    return once
  }

  /** Not in the way of what is being saved. */
  function renewLater(): void {
    later ??= setTimeout(() => {
      later = undefined
      if (!closed && vault !== undefined) makeBase(vault).catch(() => undefined)
    }, 0)
  }

  return {
    behind,
    settled,
    async held() {
      // Looked at first: what is told meanwhile leaves the queue.
      const untold = queue.flat()
      const found = (await host.list()).find((each) => each.vault === vault)
      return readTwin(host, found, 0, untold)
    },
    async destroying(work) {
      // Of a base that is begun meanwhile nobody knows whether it has them.
      destroyed += 1
      try {
        return await work()
      } finally {
        destroyed += 1
      }
    },
    begin(note, level, before) {
      vault = note.vault
      if (before) owe(before)
      baseEnd = note.base
      if (level) at = level
      else mustRenew = true
    },
    owe,
    async renew() {
      if (vault === undefined) return
      try {
        for (let tries = 0; tries < mostTries; tries += 1) {
          await written()
          const because = await unlessStuck((running ??= drain(vault)), () => appending)
          if (because === copySilent.happened) throw new ProblemError(copySilent)
          if ((await makeBase(vault)) === 'clean') return
        }
      } catch (error) {
        // Until it has been done, every commit tries again.
        mustRenew = true
        throw error
      }
      mustRenew = true
      throw new ProblemError(copyBusy)
    },
    async close() {
      clearTimeout(later)
      const of = vault
      const because = await Promise.race([settled(), new Promise<string>((done) => setTimeout(() => done('no answer'), closeWithin))])
      // A store that has refused may have lost more than it says, and a copy may hold what was destroyed: all of it is looked through when it is next opened, and made anew.
      if (of !== undefined && because === '' && !refused && owed.length === 0 && destroyed === destroyedBefore) await noteTwin(database, { vault: of, generation: at.generation, base: baseEnd, level: at.end }).catch(() => undefined)
      closed = true
      vault = undefined
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.happened : 'The second copy could not be written.'
}
