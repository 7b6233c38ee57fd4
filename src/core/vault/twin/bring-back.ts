import type { Dexie } from 'dexie'
import { ProblemError } from '../../model/problem.ts'
import { keyringTable } from '../keyring-place.ts'
import { openWithPassphrase, type KeyMaking } from '../keyring.ts'
import { soundKeyring } from '../keyring-store.ts'
import { noCopy } from '../problems.ts'
import { twinTables } from './entries.ts'
import type { TwinFound, TwinHost } from './ports.ts'
import { readTwin, type TwinRows } from './read-twin.ts'
import { noteTwin } from './twin-note.ts'

interface ChosenTwin {
  readonly found: TwinFound
  readonly rows: TwinRows
}

/** The last written copy that can be opened, by this passphrase where one is given. @throws {ProblemError} `no-copy`, `wrong-passphrase` */
export async function chooseTwin(host: TwinHost | undefined, crypto: KeyMaking, passphrase: string | undefined): Promise<ChosenTwin> {
  let refused: unknown = new ProblemError(noCopy)
  for (const found of (await host?.list()) ?? []) {
    const rows = host && (await readTwin(host, found, 0))
    const ways = [...(rows?.get(keyringTable)?.values() ?? [])]
    const keyring = ways.map((row) => soundKeyring(crypto.sodium, row)).find((each) => each !== undefined)
    if (!rows || !keyring) continue
    if (passphrase === undefined) return { found, rows }
    try {
      crypto.sodium.memzero(await openWithPassphrase(crypto, keyring, passphrase))
      return { found, rows }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      refused = error
    }
  }
  throw refused
}

/** Writes every row as it was sealed, in one transaction, into a store that holds none; from the next unlocking on the copy is looked through from its beginning. */
export async function layDown(database: Dexie, vault: string, rows: TwinRows): Promise<void> {
  await database.transaction('rw', [...twinTables], async () => {
    for (const [table, held] of rows) await database.table(table).bulkPut([...held.values()])
    await noteTwin(database, { vault, generation: 0, base: 0 })
  })
}
