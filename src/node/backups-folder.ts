import { constants } from 'node:fs'
import { link, lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupMoved, type HostHandlers } from '../core/host.ts'
import { ProblemError } from '../core/model/problem.ts'
import { stagedPrefix, syncFolder } from './atomic-files.ts'
import { chooseFolder, tryWriting, type FolderSettings } from './chosen-folder.ts'
import { errorCode, isMissing, whyUnwritable } from './file-problem.ts'
import { renameOnceLetGo } from './once-let-go.ts'
import { readAt, withFile, writeAt } from './with-file.ts'

type BackupsCall = 'backups.about' | 'backups.choose' | 'backups.append' | 'backups.read' | 'backups.place' | 'backups.discard'

/** Milliseconds after which a backup that nobody goes on writing is taken away: its app was closed or cut off. */
const abandonedAfter = 24 * 3_600_000

/** The `backups.*` calls over a folder of this machine. A backup has its own name only once it is whole and on the disk. */
export function backupsFolder(settings: FolderSettings): Pick<HostHandlers, BackupsCall> {
  const partOf = (name: string): string => join(settings.folder(), `${stagedPrefix}${name}`)
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw backupProblem(settings.folder(), error)
    }
  }
  return {
    'backups.about': () => tryWriting(settings.folder()),
    'backups.choose': ({ folder }) => chooseFolder(settings, folder),
    'backups.append': ({ name, at, content }) =>
      within(async () => {
        if (at === 0) await clearAbandoned(settings.folder())
        await withFile(partOf(name), at === 0 ? constants.O_RDWR | constants.O_CREAT | constants.O_EXCL : constants.O_RDWR, async (file) => {
          if ((await file.stat()).size !== at) throw new ProblemError(backupMoved(name))
          await writeAt(file, content, at)
        })
        return null
      }),
    'backups.read': ({ name, from, length }) =>
      within(() =>
        withFile(partOf(name), constants.O_RDONLY, async (file) => ({ content: await readAt(file, from, length) })),
      ),
    'backups.place': ({ name, size }) =>
      within(async () => {
        const [folder, part] = [settings.folder(), partOf(name)]
        await withFile(part, constants.O_RDWR, async (file) => {
          if ((await file.stat()).size !== size) throw new ProblemError(backupMoved(name))
          await file.sync()
        })
        await nameWithoutReplacing(part, join(folder, name), name)
        await syncFolder(folder)
        return { folder }
      }),
    'backups.discard': ({ name }) =>
      within(async () => {
        await rm(partOf(name), { force: true })
        return null
      }),
  }
}

/** A link fails where something has the name already; where a disk knows no links, looking first has to do. */
async function nameWithoutReplacing(part: string, whole: string, name: string): Promise<void> {
  try {
    await link(part, whole)
    await rm(part)
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || !(await isFree(whole))) throw new ProblemError(backupMoved(name), { cause: error })
    await renameOnceLetGo(part, whole)
  }
}

async function isFree(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return false
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
}

async function clearAbandoned(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    if (!name.startsWith(stagedPrefix) || !name.endsWith('.mdtbackup')) continue
    const path = join(folder, name)
    const { mtimeMs } = await lstat(path)
    if (Date.now() - mtimeMs > abandonedAfter) await rm(path, { force: true })
  }
}

function backupProblem(folder: string, error: unknown): Error {
  const code = errorCode(error)
  if (error instanceof ProblemError || code === '') return error instanceof Error ? error : new Error(String(error))
  return new ProblemError(
    {
      code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'backups-unwritable',
      happened: whyUnwritable(folder, error),
      kept: 'No half-written backup was left, and everything stays in MDT Huddle.',
      todo: 'Make room there or choose another folder, then make the backup again.',
    },
    { cause: error },
  )
}
