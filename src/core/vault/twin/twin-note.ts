import type { Dexie } from 'dexie'
import { z } from 'zod'
import { keyringTable } from '../database.ts'

/** What a store knows of its second copy: how it is called, which base it has seen there, and where that ends. */
const twinNote = z.object({ vault: z.string().regex(/^[0-9a-f]{32}$/), generation: z.int().min(0), base: z.int().min(0) })
export type TwinNote = z.infer<typeof twinNote>

/** Beside the ways in, which are in clear too. */
const noteId = 'twin'

/** Reads the note, or makes one: two windows come to the same name. */
export function knowTwin(database: Dexie, newName: () => string): Promise<TwinNote> {
  return database.transaction('rw', keyringTable, async () => {
    const known = twinNote.safeParse(await database.table(keyringTable).get(noteId))
    if (known.success) return known.data
    const made = { vault: newName(), generation: 0, base: 0 }
    await noteTwin(database, made)
    return made
  })
}

export async function noteTwin(database: Dexie, note: TwinNote): Promise<void> {
  await database.table(keyringTable).put({ id: noteId, ...note })
}
