import type { Database, UpdateRow } from './database.ts'
import type { Integrity } from './integrity.ts'
import { openUpdates } from './stored-doc.ts'
import type { LogParts } from './compaction.ts'
import { checked, type FirstLook } from './first-look.ts'
import { keyTables } from './people-keys.ts'
import { appended, type Roll } from './rolls.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { CheckReport } from './vault.ts'

const atATime = 200

/** At unlock: every key can be had, from its second copy where need be, and no row that is accounted for is missing. */
export async function quickCheck(database: Database, store: SealedStore, integrity: Integrity, now: number, found: FirstLook): Promise<void> {
  // Nothing is written where nothing is amiss: reading alone needs no turn behind another window, and no commit.
  integrity.load(found.aside)
  const torn = store.people.check(found)
  const accounts = store.rolls.all(found.rolls)
  if (torn.length > 0) {
    const { mended, lost } = await database.transaction('rw', [...keyTables], async () => store.people.mend(torn))
    integrity.note([
      ...mended.map((id) => ({ kind: 'mended' as const, table: 'keys', id, because: 'damaged' as const, at: now })),
      ...lost.map((id) => ({ kind: 'set-aside' as const, table: 'keys', id, because: 'damaged' as const, at: now })),
    ])
  }
  await integrity.mendRolls(accounts.damaged)
  for (const [table, ids] of found.ids) {
    const roll = accounts.rollOf(table)
    const missing = [...roll.keys()].filter((id) => !ids.has(id))
    // A store from before there were such accounts is taken into them as it stands.
    const unaccounted: Roll = new Map(appended.has(table) ? [...ids].flatMap((id) => (roll.has(id) ? [] : [[id, 1] as const])) : [])
    await integrity.settle(table, { opened: [], faults: [], missing, unaccounted })
    if (appended.has(table)) integrity.note(accounts.gapsOf(table).map((id) => ({ kind: 'missing', table: 'rolls', id, because: 'missing', at: now })))
  }
}

/** On demand: opens every row there is, in transactions short enough for people to go on writing. */
export async function fullCheck(parts: LogParts, onProgress: (done: number, total: number) => void): Promise<CheckReport> {
  const { database, store, integrity } = parts
  let total = await database.updates.count()
  for (const table of checked) total += await database[table].count()
  let done = 0
  let held = 0
  const tell = (rows: number): void => {
    done += rows
    onProgress(Math.min(done, total), total)
  }
  tell(0)
  for (const table of checked) {
    const ids = await database[table].toCollection().primaryKeys()
    for (let start = 0; start < ids.length; start += atATime) {
      const some = ids.slice(start, start + atATime)
      const reading = await database.transaction('r', tablesFor(table), async () => store.read(table, some))
      await integrity.settle(table, { ...reading, missing: [] })
      held += reading.opened.length
      tell(some.length)
    }
  }
  const keys = await database.updates.toCollection().primaryKeys()
  for (let start = 0; start < keys.length; start += atATime) {
    const some = keys.slice(start, start + atATime)
    const { keys: opened, faults } = await database.transaction('r', tablesFor('updates'), async () =>
      openUpdates(parts, (await database.updates.bulkGet(some)).filter((row): row is UpdateRow => row !== undefined)),
    )
    await integrity.settleUpdates(faults)
    held += opened.length
    tell(some.length)
  }
  return { held, findings: integrity.findings.get() }
}
