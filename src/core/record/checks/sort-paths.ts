import { addendumFileName, severalFolder, type AddendumKind } from '../addendum.ts'
import { contentNames, manifestName } from '../manifest.ts'
import { ledgerName } from './ledger-lines.ts'

export const packageNames: readonly string[] = [...contentNames, manifestName]

/** One folder of the records: a package, or a late answer or an export. */
export interface RecordFolder {
  readonly kind: 'package' | AddendumKind
  /** Of the outcome or the addendum, as the folder's name has it. */
  readonly id: string
  /** Of the files that belong in it, those that are there. */
  readonly names: readonly string[]
}

const inFolder = new RegExp(
  `^([0-9a-f]{32}|${severalFolder})/(\\d{4}-\\d{2}-\\d{2}_([0-9a-f]{32})(?:_(answer|export))?)/(.+)$`,
)

/** Tells the folders of a records folder by their paths, and what belongs to none. */
export function sortPaths(paths: readonly string[]): {
  readonly folders: ReadonlyMap<string, RecordFolder>
  readonly strays: readonly string[]
} {
  const folders = new Map<string, { kind: RecordFolder['kind']; id: string; names: string[] }>()
  const strays: string[] = []
  for (const path of paths.toSorted()) {
    const [, first, folder, id, suffix, name] = inFolder.exec(path) ?? []
    if (first === undefined || folder === undefined || id === undefined || name === undefined) {
      if (path !== ledgerName) strays.push(path)
      continue
    }
    const kind = suffix === 'answer' || suffix === 'export' ? suffix : 'package'
    const at = `${first}/${folder}`
    const held = folders.get(at) ?? { kind, id, names: [] }
    folders.set(at, held)
    if (namesIn(kind).includes(name)) held.names.push(name)
    else strays.push(path)
  }
  return { folders, strays }
}

export const namesIn = (kind: RecordFolder['kind']): readonly string[] =>
  kind === 'package' ? packageNames : [addendumFileName(kind)]
