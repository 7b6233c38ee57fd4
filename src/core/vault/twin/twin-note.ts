import type { Dexie } from 'dexie'
import { z } from 'zod'
import { keyringTable } from '../keyring-place.ts'

/**
 * What a store knows of its second copy: how it is called, which base it has seen there, and where that ends. `level` is how
 * far the copy was when the store was closed with nothing left to tell; none while it is open, or was cut off.
 */
const twinNote = z.object({ vault: z.string().regex(/^[0-9a-f]{32}$/), generation: z.int().min(0), base: z.int().min(0), level: z.int().min(0).optional() })
export type TwinNote = z.infer<typeof twinNote>

/** Beside the ways in, which are in clear too. It is no part of the copy. */
export const noteId = 'twin'

/** Reads the note as it stood, or makes one, and notes that the store is open: two windows come to the same name. */
export function knowTwin(database: Dexie, newName: () => string): Promise<TwinNote> {
  return database.transaction('rw', keyringTable, async () => {
    const known = twinNote.safeParse(await database.table(keyringTable).get(noteId))
    if (known.success) {
      const { level: _now, ...open } = known.data
      await noteTwin(database, open)
      return known.data
    }
    const made = { vault: newName(), generation: 0, base: 0 }
    await noteTwin(database, made)
    return made
  })
}

/** Beside the note, which every window writes anew: that the copy must not go on as it is, whoever says that it is level. */
const owedId = 'twin-owed'
const owedNote = z.object({ mark: z.string() })

/** By what mark a copy is owed; undefined where none is. */
export async function copyOwed(database: Dexie): Promise<string | undefined> {
  return owedNote.safeParse(await database.table(keyringTable).get(owedId)).data?.mark
}

export async function owesCopy(database: Dexie, mark: string): Promise<void> {
  await database.table(keyringTable).put({ id: owedId, mark })
}

/** Once a base stands in which everything is that was there when it was owed by that mark. */
export async function copyGiven(database: Dexie, mark: string): Promise<void> {
  await database.transaction('rw', keyringTable, async () => {
    if ((await copyOwed(database)) === mark) await database.table(keyringTable).delete(owedId)
  })
}

export async function noteTwin(database: Dexie, note: TwinNote): Promise<void> {
  await database.table(keyringTable).put({ id: noteId, ...note })
}
