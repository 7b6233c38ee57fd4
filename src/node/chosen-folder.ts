import { mkdir, open, rm } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { FolderAbout } from '../core/host.ts'
import { temporaryIn } from './atomic-files.ts'
import { whyUnwritable } from './file-problem.ts'

/** Where a folder's address is kept between launches. */
export interface FolderSettings {
  folder(): string
  remember(folder: string): Promise<void>
}

/** Makes the folder if it is not there, and writes to it and back, since permissions alone do not tell. */
export async function tryWriting(folder: string): Promise<FolderAbout> {
  const probe = temporaryIn(folder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const handle = await open(probe, 'wx', 0o600)
    await handle.close()
    await rm(probe, { force: true })
    return { folder, writable: true, because: '' }
  } catch (error) {
    return { folder, writable: false, because: whyUnwritable(folder, error) }
  }
}

/** Moves to another folder and remembers it, if it can be written. */
export async function chooseFolder(settings: FolderSettings, folder: string): Promise<FolderAbout> {
  if (!isAbsolute(folder)) return { folder, writable: false, because: `${folder} is not a whole path: it has to start at the top of the disk.` }
  const chosen = resolve(folder)
  const about = await tryWriting(chosen)
  if (about.writable) await settings.remember(chosen)
  return about
}
