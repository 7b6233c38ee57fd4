import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileContent } from '../core/model/bytes.ts'
import { scratchPrefix } from '../core/record/reading-limits.ts'
import { renameOnceLetGo } from './once-let-go.ts'

/** Files and folders that are there whole or not at all, whenever the power goes. */

/** Passed over by whoever lists or verifies; nothing that a filing may name starts with a dot. */
export const temporaryPrefix = scratchPrefix

/** Of the scratch, what is not in its place yet: the lock is none of it, so that it may be cleared while that is held. */
export const stagedPrefix = `${temporaryPrefix}part-`

/** A new name in `folder` for something that is not in its place yet. */
export const temporaryIn = (folder: string): string => join(folder, `${stagedPrefix}${randomBytes(9).toString('hex')}`)

/** Puts what was written to a folder's list of names on the disk. Windows does it by itself, and refuses the call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeSynced(path: string, content: FileContent): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Something written and synced under a temporary name: `place` moves it where it belongs, `discard` takes it away. */
export interface Staged {
  place(): Promise<void>
  discard(): Promise<void>
}

/** Stages a file that will be (or replace) `target`; it waits in `folder`, which is on the same file system. */
export async function stageFile(folder: string, target: string, content: Uint8Array): Promise<Staged> {
  const temporary = temporaryIn(folder)
  const staged: Staged = {
    async place() {
      await renameOnceLetGo(temporary, target)
      await syncFolder(dirname(target))
    },
    discard: () => rm(temporary, { force: true }),
  }
  try {
    await writeSynced(temporary, content)
    return staged
  } catch (error) {
    await staged.discard()
    throw error
  }
}

/** Stages a folder of files that will be `target`, which must not be there; its parent is made if need be. */
export async function stageFolder(
  folder: string,
  target: string,
  files: readonly { readonly name: string; readonly content: FileContent }[],
): Promise<Staged> {
  const temporary = temporaryIn(folder)
  const staged: Staged = {
    async place() {
      const parent = dirname(target)
      if ((await mkdir(parent, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dirname(parent))
      await renameOnceLetGo(temporary, target)
      await syncFolder(parent)
    },
    discard: () => rm(temporary, { recursive: true, force: true }),
  }
  try {
    await mkdir(temporary, { mode: 0o700 })
    for (const { name, content } of files) await writeSynced(join(temporary, name), content)
    await syncFolder(temporary)
    return staged
  } catch (error) {
    await staged.discard()
    throw error
  }
}

/** Writes `content` to `path`, whole or not at all, in place of what was there. */
export async function writeFileAtomically(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const staged = await stageFile(dirname(path), path, content)
  try {
    await staged.place()
  } catch (error) {
    await staged.discard()
    throw error
  }
}
