import { readingLimits } from '../core/record/reading-limits.ts'

/** What a file input is not told of a folder that is dropped on it. */
export interface DroppedFolder {
  readonly name: string
  /** Folders in it with nothing in them, each with a `/` at its end. */
  readonly empty: readonly string[]
  /** Whether there is any file in it: of one without, the input hears nothing. */
  readonly hasFiles: boolean
}

/**
 * The folder in what is being dropped, or undefined where it is none or the browser will not say. Has to be asked while the
 * drop event lasts. A page that lies on the disk is told of folders by their handles alone.
 */
export async function droppedFolder(dropped: DataTransfer | null): Promise<DroppedFolder | undefined> {
  const empty: string[] = []
  let [seen, hasFiles] = [0, false]
  const walk = async (folder: FileSystemDirectoryHandle, parts: readonly string[]): Promise<void> => {
    let here = 0
    for await (const [name, each] of folder.entries()) {
      here += 1
      seen += 1
      if (seen > readingLimits.paths) return
      if (!isFolder(each)) hasFiles = true
      else if (parts.length + 1 < readingLimits.depth) await walk(each, [...parts, name])
    }
    if (here === 0 && parts.length > 0) empty.push(`${parts.join('/')}/`)
  }
  try {
    const root = await handleOf(dropped?.items[0])
    if (!root || !isFolder(root)) return undefined
    await walk(root, [])
    return { name: root.name, empty, hasFiles }
  } catch {
    return undefined
  }
}

interface GivesHandles {
  getAsFileSystemHandle(): Promise<FileSystemDirectoryHandle | FileSystemFileHandle | null>
}

/** Not every browser gives handles, and what describes browsers to the compiler leaves this one out. */
const givesHandles = (item: object): item is GivesHandles => 'getAsFileSystemHandle' in item

const handleOf = async (item: DataTransferItem | undefined) => (item && givesHandles(item) ? item.getAsFileSystemHandle() : null)

const isFolder = (handle: FileSystemDirectoryHandle | FileSystemFileHandle): handle is FileSystemDirectoryHandle => handle.kind === 'directory'
