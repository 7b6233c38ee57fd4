import { describe, expect, it, vi } from 'vitest'
import { codeOf } from '../../contract/vault.ts'
import { dump, openRawStore } from '../../fixtures/vault/raw-store.ts'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { installation, storeName } from './installation.ts'

const entry = (number: number) => ({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Nadia Clegg', kind: 'viewed' as const, person: personRow(number).id, detail: 'Opened' })

async function withTwo() {
  const computer = installation()
  const vault = await computer.create()
  for (const number of [1, 2]) {
    await vault.people.put([personRow(number)])
    await vault.actions.put([actionRow(number)])
    await vault.audit.add(entry(number))
    const stored = await vault.openDoc(`person:${personIdAt(number)}`)
    stored.doc.getText('t').insert(0, `story ${number}`)
    await stored.release()
  }
  return { computer, vault }
}

describe('erasing a person', () => {
  it('[V13] takes every row of theirs and leaves everybody else’s, with a dated receipt that names nobody', async () => {
    const { computer, vault } = await withTwo()
    const receipt = await vault.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    expect(receipt).toMatchObject({ person: personIdAt(1), by: 'Nadia Clegg', rows: 4 })
    await vault.lock()
    const again = await computer.unlock()
    expect(await again.people.all()).toEqual([personRow(2)])
    expect(await again.actions.all()).toEqual([actionRow(2)])
    expect(await again.audit.all()).toEqual([entry(2)])
    expect((await again.openDoc(`person:${personIdAt(2)}`)).doc.getText('t').toString()).toBe('story 2')
    expect(await again.receipts()).toEqual([receipt])
    expect(JSON.stringify(receipt)).not.toContain('Planted')
    expect(again.findings.get()).toEqual([])
    await again.lock()
  })

  it('[V96] nothing of them is ever kept again, by whichever window, and nobody else’s changes wait for it', async () => {
    const { computer, vault } = await withTwo()
    const other = await computer.unlock()
    const [theirs, another] = [await other.openDoc(`person:${personIdAt(1)}`), await other.openDoc(`person:${personIdAt(2)}`)]
    await vault.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    for (const window of [vault, other]) {
      expect(await codeOf(window.openDoc(`person:${personIdAt(1)}`))).toBe('person-erased')
      expect(await codeOf(window.people.put([personRow(1)]))).toBe('person-erased')
      expect(await codeOf(window.actions.put([actionRow(2), actionRow(1)]))).toBe('person-erased')
    }
    theirs.doc.getText('t').insert(0, 'Plantedlater')
    another.doc.getText('t').insert(0, 'later ')
    await vi.waitFor(() => expect(another.saved.get().kind).toBe('saved'))
    expect(theirs.saved.get().kind).toBe('not-saved')
    await vault.lock()
    await other.lock()
    const again = await computer.unlock()
    expect(await again.people.all()).toEqual([personRow(2)])
    expect((await again.openDoc(`person:${personIdAt(2)}`)).doc.getText('t').toString()).toBe('later story 2')
    expect(again.findings.get()).toEqual([])
    await again.lock()
    expect((await dump(storeName, computer.parts)).get('updates')?.filter(({ doc }) => doc === `person:${personIdAt(1)}`)).toEqual([])
  })

  it('[V13] what somebody had copied out of the store before stays shut when it is put back', async () => {
    const { computer, vault } = await withTwo()
    await vault.lock()
    const copied = await dump(storeName, computer.parts)
    const erasing = await computer.unlock()
    await erasing.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    await erasing.lock()
    const raw = await openRawStore(storeName, computer.parts)
    for (const table of ['people', 'actions', 'audit', 'updates', 'snapshots']) for (const row of copied.get(table) ?? []) await raw.put(table, row)
    raw.close()
    const again = await computer.unlock()
    await again.check(() => undefined)
    expect((await again.people.all()).map(({ id }) => id)).toEqual([personIdAt(2)])
    expect(await again.audit.all()).toEqual([entry(2)])
    expect(again.findings.get().every(({ id }) => !id.includes(personIdAt(2)))).toBe(true)
    await again.lock()
  })
})
