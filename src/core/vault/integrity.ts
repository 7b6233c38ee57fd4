import type { Clock } from '../model/effects.ts'
import { cell, type Observable } from '../model/observable.ts'
import type { AsideRow, Database, RowTableName, UpdateRow } from './database.ts'
import { tablesFor, type Reading, type SealedStore } from './sealed-store.ts'
import type { Finding } from './vault.ts'

/** What this vault has found amiss, and the way out of the others' way. */
export interface Integrity {
  readonly findings: Observable<readonly Finding[]>
  /** Sets aside what did not open in a reading, notes what is missing and mends the account of versions. */
  settle(table: RowTableName, reading: Reading<unknown>): Promise<void>
  settleUpdates(faults: readonly UpdateRow[]): Promise<void>
  /** Sets damaged accounts of versions aside, so that they are written again from the rows themselves. */
  mendRolls(damaged: readonly string[]): Promise<void>
  /** Notes that a backup has given back these rows. @returns how many of them had been amiss. */
  restored(table: string, ids: readonly string[]): Promise<number>
  /** Adds to what is shown. */
  note(findings: readonly Finding[]): void
  /** Takes in what was set aside before. */
  load(rows: readonly AsideRow[]): void
  /** Whether it was set aside before this vault was opened. */
  isEarlier(finding: Finding): boolean
}

const key = ({ kind, table, id }: Finding): string => `${kind}/${table}/${id}`

const idOf = ({ id, table }: AsideRow): string => id.slice(table.length + 1, id.lastIndexOf('/'))

function findingOf(row: AsideRow): Finding {
  const { table, because, at, restoredAt } = row
  if (restoredAt !== undefined) return { kind: 'mended', table, id: idOf(row), because: 'restored', at: restoredAt }
  return { kind: table === 'rolls' ? 'mended' : 'set-aside', table, id: idOf(row), because, at }
}

export function integrity(database: Database, store: SealedStore, clock: Clock): Integrity {
  const findings = cell<readonly Finding[]>([])
  const earlier = new WeakSet<Finding>()

  function note(found: readonly Finding[]): void {
    const known = new Map(findings.get().map((each) => [key(each), each]))
    const before = known.size
    for (const each of found) if (!known.has(key(each))) known.set(key(each), each)
    if (known.size > before) findings.set([...known.values()])
  }

  function noteMissing(table: string, missing: readonly string[]): void {
    if (missing.length === 0) return
    const setAside = new Set(findings.get().flatMap((each) => (each.table === table ? [each.id] : [])))
    note(missing.filter((id) => !setAside.has(id)).map((id) => ({ kind: 'missing', table, id, because: 'missing', at: clock() })))
  }

  const aside = (table: string, id: string, row: unknown, because: AsideRow['because']): AsideRow => {
    const at = clock()
    return { id: `${table}/${id}/${at}`, table, row, because, at }
  }

  return {
    findings,
    note,
    async settle(table, { faults, missing, unaccounted }) {
      if (faults.length > 0 || unaccounted.size > 0) {
        await database.transaction('rw', tablesFor(table, 'aside'), async () => {
          // Read again here: another window may have made the key, or set the row aside, since.
          const again = faults.length > 0 ? await store.read(table, faults.map(({ id }) => id)) : undefined
          for (const { id, because } of again?.faults ?? []) {
            const entry = aside(table, id, await database[table].get(id), because)
            await database.aside.put(entry)
            await database[table].delete(id)
            note([findingOf(entry)])
          }
          if (unaccounted.size > 0) await store.rolls.note(table, unaccounted)
        })
      }
      noteMissing(table, missing)
    },
    async settleUpdates(faults) {
      if (faults.length === 0) return
      await database.transaction('rw', ['updates', 'aside'], async () => {
        for (const row of faults) {
          const entry = aside('updates', `${row.doc}/${row.writer}/${row.seq}`, row, 'damaged')
          await database.aside.put(entry)
          await database.updates.delete([row.doc, row.writer, row.seq])
          note([findingOf(entry)])
        }
      })
    },
    async mendRolls(damaged) {
      if (damaged.length === 0) return
      await database.transaction('rw', ['rolls', 'aside'], async () => {
        for (const id of damaged) {
          await database.aside.put(aside('rolls', id, await database.rolls.get(id), 'damaged'))
          await store.rolls.discard(id)
        }
      })
      note(damaged.map((id) => ({ kind: 'mended', table: 'rolls', id, because: 'damaged', at: clock() })))
    },
    async restored(table, ids) {
      const given = new Set(ids)
      const amiss = findings.get().filter((each) => each.table === table && each.kind !== 'mended' && given.has(each.id))
      if (amiss.length === 0) return 0
      const restoredAt = clock()
      const back = new Set(amiss.map(({ id }) => id))
      await database.transaction('rw', ['aside'], async () => {
        const rows = (await database.aside.toArray()).filter((row) => row.table === table && back.has(idOf(row)))
        await database.aside.bulkPut(rows.map((row) => ({ ...row, restoredAt })))
      })
      findings.set([
        ...findings.get().filter((each) => !amiss.includes(each)),
        ...amiss.map(({ id }) => ({ kind: 'mended' as const, table, id, because: 'restored' as const, at: restoredAt })),
      ])
      return amiss.length
    },
    load(rows) {
      const found = rows.map(findingOf)
      for (const each of found) earlier.add(each)
      note(found)
    },
    isEarlier: (finding) => earlier.has(finding),
  }
}
