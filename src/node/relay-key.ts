import { readFile } from 'node:fs/promises'
import { ProblemError } from '../core/model/problem.ts'
import { relay } from '../core/model/meeting-servers.ts'
import { writeFileAtomically } from './atomic-files.ts'
import { newRelayKey } from './relay-proof.ts'

/**
 * The key of a relay, from its file: made there at the first start, readable by its owner alone.
 * @throws {ProblemError} `relay-key-unusable`; a file that holds something else is left as it is.
 */
export async function relayKey(path: string): Promise<{ readonly key: string; readonly made: boolean }> {
  try {
    const there = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (there !== undefined) return { key: relay.shape.key.parse(there.trim()), made: false }
    const key = newRelayKey()
    await writeFileAtomically(path, Buffer.from(`${key}\n`))
    return { key, made: true }
  } catch (error) {
    throw new ProblemError(
      {
        code: 'relay-key-unusable',
        happened: `The relay’s key could not be read from ${path}, or made there.`,
        kept: 'The file, where there is one, is as it was, and no relay was started.',
        todo: 'Give a file with the key alone in it, or move that one away so that a new key is made.',
      },
      { cause: error },
    )
  }
}
