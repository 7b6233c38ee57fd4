import { describe, expect, it } from 'vitest'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { openRawStore, type RawRow } from '../../fixtures/vault/raw-store.ts'
import { installation, storeName, type TestInstallation } from './installation.ts'

/** Works on the store beneath the vault while it is locked. */
async function beneath<T>({ parts }: TestInstallation, work: (raw: Awaited<ReturnType<typeof openRawStore>>) => Promise<T>): Promise<T> {
  const raw = await openRawStore(storeName, parts)
  try {
    return await work(raw)
  } finally {
    raw.close()
  }
}

const rowOf = (rows: readonly RawRow[], id: string): RawRow => {
  const row = rows.find((each) => each['id'] === id)
  if (!row) throw new Error(`no row ${id}`)
  return row
}

async function filled(): Promise<TestInstallation> {
  const computer = installation()
  const vault = await computer.create()
  await vault.people.put([personRow(1), personRow(2), personRow(3)])
  await vault.actions.put([actionRow(1), actionRow(2)])
  await vault.lock()
  return computer
}

describe('what was done to the store', () => {
  it('[V18] an older version of a row that was put back is set aside, and the others stand', async () => {
    const computer = await filled()
    const older = await beneath(computer, async (raw) => rowOf(await raw.rows('people'), personIdAt(1)))
    const vault = await computer.unlock()
    await vault.people.put([{ ...personRow(1), familyName: 'Newer' }])
    await vault.lock()
    await beneath(computer, (raw) => raw.put('people', older))
    const again = await computer.unlock()
    expect((await again.people.all()).map(({ id }) => id).toSorted()).toEqual([personIdAt(2), personIdAt(3)])
    expect(again.findings.get()).toMatchObject([{ kind: 'set-aside', table: 'people', id: personIdAt(1), because: 'older-version' }])
    await again.people.put([{ ...personRow(1), familyName: 'Newest' }])
    expect((await again.people.get(personRow(1).id))?.familyName).toBe('Newest')
    await again.lock()
  })

  it.each([1000, 1201])('[V143] of %i rows, read in batches, each comes back once, and what is damaged in any batch is set aside alone', async (count) => {
    const computer = installation()
    const vault = await computer.create()
    const people = Array.from({ length: count }, (_, number) => personRow(number))
    await vault.people.put(people)
    await vault.lock()
    const damaged = [3, 499, 500, count - 1].map(personIdAt)
    await beneath(computer, async (raw) => {
      const rows = await raw.rows('people')
      for (const id of damaged) await raw.put('people', { ...rowOf(rows, id), sealed: new Uint8Array(600) })
    })
    const again = await computer.unlock()
    expect(await again.people.all()).toEqual(people.filter(({ id }) => !damaged.includes(id)))
    expect(again.findings.get().map(({ kind, id }) => ({ kind, id }))).toEqual(damaged.map((id) => ({ kind: 'set-aside', id })))
    await again.lock()
  })

  it('[V18] a row that was taken away is named at the next unlock', async () => {
    const computer = await filled()
    await beneath(computer, (raw) => raw.remove('people', personIdAt(2)))
    const vault = await computer.unlock()
    expect(vault.findings.get()).toMatchObject([{ kind: 'missing', table: 'people', id: personIdAt(2) }])
    expect(await vault.people.all()).toHaveLength(2)
    await vault.lock()
  })

  it.each(['audit', 'receipts'])('[V101] an entry of %s that was taken away is named at the next unlock, however many there are', async (table) => {
    const computer = installation()
    const vault = await computer.create()
    for (let number = 0; number < (table === 'audit' ? 300 : 20); number += 1) {
      if (table === 'audit') await vault.audit.add({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Nadia Clegg', kind: 'viewed', detail: `Look ${number}` })
      else await vault.erase(personRow(number).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    }
    await vault.lock()
    const gone = await beneath(computer, async (raw) => {
      const rows = await raw.rows(table)
      const taken = [rows[3], rows.at(-2)].map((row) => String(row?.['id']))
      for (const id of taken) await raw.remove(table, id)
      return taken
    })
    const again = await computer.unlock()
    expect(again.findings.get().map((finding) => `${finding.kind} ${finding.table} ${finding.id}`).toSorted()).toEqual(gone.map((id) => `missing ${table} ${id}`).toSorted())
    await again.lock()
  })

  it('[V101] so is a page of the account, and one that was damaged is written again from the entries', async () => {
    const computer = installation()
    const vault = await computer.create()
    for (let number = 0; number < 260; number += 1) await vault.audit.add({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Nadia Clegg', kind: 'viewed', detail: `Look ${number}` })
    await vault.lock()
    await beneath(computer, async (raw) => raw.put('rolls', { ...rowOf(await raw.rows('rolls'), 'audit:00000000'), sealed: new Uint8Array(90) }))
    const mended = await computer.unlock()
    expect(mended.findings.get()).toMatchObject([{ kind: 'mended', table: 'rolls', id: 'audit:00000000' }])
    await mended.lock()
    const lost = await beneath(computer, async (raw) => {
      await raw.remove('rolls', 'audit:00000001')
      const [first] = await raw.rows('audit')
      await raw.remove('audit', first?.['id'])
      return String(first?.['id'])
    })
    const again = await computer.unlock()
    const found = again.findings.get().map(({ kind, table, id }) => `${kind} ${table} ${id}`)
    expect(found).toContain('missing rolls audit:00000001')
    expect(await again.audit.all()).toHaveLength(259)
    expect(lost).toHaveLength(32)
    await again.lock()
  })

  it('[V11] a row moved to another person or table does not open', async () => {
    const computer = await filled()
    await beneath(computer, async (raw) => {
      const mine = rowOf(await raw.rows('people'), personIdAt(1))
      await raw.put('people', { ...mine, id: personIdAt(2) })
      await raw.put('rooms', mine)
    })
    const vault = await computer.unlock()
    expect((await vault.people.all()).map(({ id }) => id).toSorted()).toEqual([personIdAt(1), personIdAt(3)])
    expect(await vault.rooms.all()).toEqual([])
    expect(vault.findings.get()).toMatchObject([
      { kind: 'set-aside', table: 'people', id: personIdAt(2) },
      { kind: 'set-aside', table: 'rooms', id: personIdAt(1) },
    ])
    await vault.lock()
  })

  it('[V17] a full check counts what holds, tells how far it is, and deletes nothing', async () => {
    const computer = await filled()
    await beneath(computer, async (raw) => {
      const row = rowOf(await raw.rows('actions'), actionRow(2).id)
      await raw.put('actions', { ...row, sealed: new Uint8Array(3) })
    })
    const vault = await computer.unlock()
    const told: string[] = []
    const report = await vault.check((done, total) => told.push(`${done}/${total}`))
    expect(report).toMatchObject({ held: 4, findings: [{ kind: 'set-aside', table: 'actions', id: actionRow(2).id, because: 'damaged' }] })
    expect([told.at(0), told.at(-1)]).toEqual(['0/5', '5/5'])
    await vault.lock()
    expect(await beneath(computer, (raw) => raw.rows('aside'))).toMatchObject([{ table: 'actions', row: { id: actionRow(2).id, sealed: new Uint8Array(3) } }])
  })

  it('[V127] many rows put at once go on from the versions that stand there, also where their account was lost', async () => {
    const computer = installation()
    const many = Array.from({ length: 150 }, (_, index) => personRow(index + 1))
    const vault = await computer.create()
    await vault.people.put(many.slice(0, 75))
    await vault.people.put(many.slice(0, 75))
    await vault.lock()
    await beneath(computer, async (raw) => {
      for (const row of await raw.rows('rolls')) await raw.remove('rolls', row['id'])
    })
    const again = await computer.unlock()
    await again.people.put(many)
    await again.lock()
    const versions = (await beneath(computer, (raw) => raw.rows('people'))).map(({ version }) => version)
    expect([3, 1].map((wanted) => versions.filter((version) => version === wanted).length)).toEqual([75, 75])
  })
})
