import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

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
