import { ProblemError } from '../../model/problem.ts'
import { toHex } from '../../model/ids.ts'
import type { RandomBytes } from '../../model/effects.ts'
import type { Database } from '../database.ts'
import type { Finding } from '../vault.ts'
import { keyringIds, keyringTable } from '../keyring-place.ts'
import { layDown } from './bring-back.ts'
import type { TwinHost } from './ports.ts'
import { mendFromCopy } from './mend-from-copy.ts'
import { putBack, type PutBackParts } from './put-back.ts'
import { readTwin } from './read-twin.ts'
import { keepTwin, noTwin, type Twin } from './twin.ts'
import { copyOwed, knowTwin, owesCopy } from './twin-note.ts'

export interface MetTwin {
  readonly twin: Twin
  /** Whether anything was put back. */
  readonly gaveBack: boolean
  /** Puts back whatever is found amiss from here on, and tells what came back: see `mendFromCopy`. */
  readonly mend: (mended: (found: readonly Finding[]) => void) => void
}

/**
 * Opens a store together with its second copy: what the store has lost is put back, and from then on every commit goes to
 * both. A copy that cannot be had keeps nobody out: it is behind, and made anew when it can be.
 * @param write what is written first of all; then the copy is made anew at once
 */
export async function meetTwin(parts: PutBackParts, host: TwinHost | undefined, random: RandomBytes, write: ((database: Database) => Promise<void>) | undefined): Promise<MetTwin> {
  const { database } = parts
  const twin = host ? keepTwin(database, host, random) : noTwin
  await database.open()
  await (write && (host ? owingCopy(database, random, () => write(database)) : write(database)))
  if (!host) return { twin, gaveBack: false, mend: () => undefined }
  let gaveBack = false
  const note = await knowTwin(database, () => toHex(random(16)))
  try {
    const found = (await host.list()).find(({ vault }) => vault === note.vault)
    // Whatever was committed and not told, as in a window that was killed, is in nobody's copy: it has to be made anew before
    // anything that builds on it is called saved. That takes the copy's place, so all of it is put back first.
    const isLevel = !write && (await copyOwed(database)) === undefined && found?.generation === note.generation && found.end === note.level
    if (found) gaveBack = (await putBack(parts, await readTwin(host, found, isLevel ? note.base : 0))).written
    twin.begin(note, isLevel ? found : undefined)
  } catch {
    // A new copy would take the place of what this one alone may hold: that is put back first, once it can be read.
    twin.begin(note, undefined, async () => putBack(parts, await twin.held()))
    gaveBack = true
  }
  putBackWhenReopened(parts, twin, note.vault)
  return { twin, gaveBack, mend: (mended) => mendFromCopy(parts.integrity, twin, async () => (await putBack(parts, await twin.held())).back, mended) }
}

/**
 * A browser that could not write closes the store, and what it opens again may lack what it had said was committed, or be
 * empty. That is put back before anything else is done: nothing is read, numbered or copied anew without it, and while the
 * copy cannot be read the store stays closed.
 */
function putBackWhenReopened(parts: PutBackParts, twin: Twin, vault: string): void {
  let wasClosed = false
  let closedAgain: ((error: Error) => void) | undefined

  async function putAllBack(database: Database): Promise<void> {
    const rows = await twin.held()
    if (await isEmptied(database)) await layDown(database, vault, rows)
    else await putBack({ ...parts, database }, rows)
  }

  parts.database.on('close', () => {
    wasClosed = true
    closedAgain?.(new Error('The browser closed the store while what it lacked was being put back.'))
  })
  parts.database.on(
    'ready',
    (ready) => {
      if (!wasClosed) return undefined
      // What is asked of a store that was closed meanwhile waits until it is open, which is what this would wait for.
      const closing = new Promise<never>((_, reject) => void (closedAgain = reject))
      return Promise.race([putAllBack(ready as Database), closing]).then(() => void (wasClosed = false))
    },
    true,
  )
}

const isEmptied = async (database: Database): Promise<boolean> => (await database.table(keyringTable).bulkGet([...keyringIds])).every((row) => row === undefined)

/** Writes ways into a store: until the copy was made anew, by whichever window, it opens in the former ways. */
const owingCopy = (database: Database, random: RandomBytes, write: () => Promise<void>): Promise<void> =>
  database.transaction('rw', keyringTable, async () => {
    await owesCopy(database, toHex(random(8)))
    await write()
  })

/**
 * Writes to a store that is not open here, and makes its second copy anew, however long that takes.
 * @returns what the host refused, if it did: it is written then, and the copy is made anew at the next unlocking
 */
export async function writeAnew(database: Database, host: TwinHost | undefined, random: RandomBytes, write: () => Promise<void>): Promise<ProblemError | undefined> {
  const twin = host ? keepTwin(database, host, random) : noTwin
  await database.open()
  if (!host) {
    await write()
    return undefined
  }
  await owingCopy(database, random, write)
  twin.begin(await knowTwin(database, () => toHex(random(16))), undefined)
  try {
    await twin.renew()
    return undefined
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  } finally {
    await twin.close()
  }
}
