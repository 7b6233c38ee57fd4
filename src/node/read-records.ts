import { constants } from 'node:fs'
import { lstat, open, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ledgerName } from '../core/host.ts'
import { ProblemError } from '../core/model/problem.ts'
import { readingLimits, scratchPrefix } from '../core/record/reading-limits.ts'
import type { RecordsReader } from '../core/record/verify.ts'

/**
 * Reads a records folder of this machine for verifying, and nothing outside it: a link inside the folder is listed and
 * never followed. Scratch files of a filing are left out, as the format says.
 *
 * @throws when `folder` is not a folder that can be read.
 */
export async function readRecords(folder: string): Promise<RecordsReader> {
  const root = await realpath(folder)
  await readdir(root)
  return {
    list: () => listAll(root),
    read: (path) => readPlain(join(root, ...path.split('/')), path),
  }
}

async function listAll(root: string): Promise<string[]> {
  const paths: string[] = []
  const walk = async (parts: readonly string[]): Promise<void> => {
    const entries = await readdir(join(root, ...parts), { withFileTypes: true })
    if (entries.length === 0 && parts.length > 0) paths.push(`${parts.join('/')}/`)
    for (const entry of entries) {
      if (parts.length === 0 && entry.name.startsWith(scratchPrefix)) continue
      const path = [...parts, entry.name]
      if (entry.isDirectory() && path.length < readingLimits.depth) await walk(path)
      else paths.push(path.join('/'))
      if (paths.length > readingLimits.paths)
        throw problem('records-too-many', `${root} holds more than ${readingLimits.paths} files.`)
    }
  }
  await walk([])
  return paths.sort()
}

async function readPlain(path: string, name: string): Promise<Uint8Array> {
  if (!(await lstat(path)).isFile())
    throw problem('records-not-a-file', `${name} is a link or something else that is no plain file.`)
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const { size } = await handle.stat()
    if (size > (name === ledgerName ? readingLimits.ledger : readingLimits.file))
      throw problem('records-too-large', `${name} is larger than any file of these records.`)
    return new Uint8Array(await handle.readFile())
  } finally {
    await handle.close()
  }
}

function problem(code: string, happened: string): ProblemError {
  return new ProblemError({
    code,
    happened,
    kept: 'Nothing was changed.',
    todo: 'Look at the folder, then verify it again.',
  })
}
