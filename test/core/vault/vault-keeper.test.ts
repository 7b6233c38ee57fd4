import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { vaultKeeper } from '../../../src/core/vault/vault-keeper.ts'
import { effects } from '../session/effects.ts'

it('[V1] what was saved opens again with the passphrase and with no other', async () => {
  const indexedDB = new IDBFactory()
  const make = () => vaultKeeper({ name: 't', indexedDB, IDBKeyRange, effects, cost: { passes: 1, memory: 8192 } })
  expect(await make().presence()).toBe('none')
  const v = await make().create('a long enough phrase')
  const person = { id: 'a'.repeat(32), familyName: 'X' }
  await v.people.put([person as never])
  const d = await v.openDoc('person:1')
  d.doc.getText('t').insert(0, 'hello')
  expect(d.saved.get().kind).toBe('saving')
  await d.release()
  await v.lock()
  await expect(v.people.all()).rejects.toThrow(/locked/)
  await expect(make().unlock('wrong passphrase!')).rejects.toThrow(/passphrase/)
  const w = await make().unlock('a long enough phrase')
  expect(await w.people.all()).toEqual([person])
  const e = await w.openDoc('person:1')
  expect(e.doc.getText('t').toString()).toBe('hello')
  expect(e.saved.get().kind).toBe('saved')
  await e.release()
  await w.lock()
  await make().destroy()
  expect(await make().presence()).toBe('none')
})
