import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FolderSettings } from '../../src/node/chosen-folder.ts'

/** A new empty folder, and its taking away. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mdt-huddle-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A new empty folder that is gone when the test is. */
export function folderForTest(): string {
  const { path, remove } = temporaryFolder()
  onTestFinished(remove)
  return path
}

/** A folder that nobody chooses another for. */
export const plainFolder = (path: string): FolderSettings => ({ folder: () => path, remember: async () => undefined })

/** The folders of a host, inside a temporary one. */
export const foldersIn = (path: string) => ({ records: plainFolder(join(path, 'records')), backups: plainFolder(join(path, 'backups')), twins: join(path, 'twins') })
