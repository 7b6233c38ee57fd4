import { ledgerName } from '../core/record/checks/ledger-lines.ts'
import { readingLimits, scratchPrefix } from '../core/record/reading-limits.ts'
import type { RecordsReader } from '../core/record/verify.ts'
import type { DroppedFolder } from './dropped-folder.ts'

/** A folder that somebody dragged onto the page or chose, as its files lie under it. */
export interface GivenFolder {
  readonly name: string
  readonly reader: RecordsReader
}

/**
 * The folder that a file input was given. A browser follows links by itself, and tells an input of no empty folders: those
 * come from the drop, where there was one.
 * @throws {Error} in words, when it is no folder or holds more than is read.
 */
export function givenFolder(files: readonly File[], dropped: DroppedFolder | undefined): GivenFolder {
  const [name = dropped?.name ?? ''] = files[0]?.webkitRelativePath.split('/') ?? []
  if (name === '') throw new Error('That is no folder, or one with nothing in it. Give the whole records folder.')
  if (files.length > readingLimits.paths) throw new Error(`The folder holds more than ${readingLimits.paths} files.`)
  const at = new Map(files.map((file) => [file.webkitRelativePath.slice(name.length + 1), file]))
  return {
    name,
    reader: {
      list: async () => [...at.keys(), ...(dropped?.empty ?? [])].filter((path) => !path.startsWith(scratchPrefix)).toSorted(),
      async read(path) {
        const file = at.get(path)
        if (!file) throw new Error(`there is no ${path}`)
        if (file.size > (path === ledgerName ? readingLimits.ledger : readingLimits.file)) throw new Error(`${path} is larger than any file of these records`)
        return new Uint8Array(await file.arrayBuffer())
      },
    },
  }
}
