import { Dexie } from 'dexie'
import * as Y from 'yjs'
import { usualCost } from '../../../src/core/vault/keyring.ts'
import { expose } from './expose.ts'
import { madeUpPeople } from './synthetic.ts'
import { keeperOf, notingKeys, passphrase, timed, whenSaved, withVault } from './vaults.ts'

/** The same rows as they are, in a store without a seal. */
function plainStore(name: string): Dexie {
  const store = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
  store.version(1).stores({ people: 'id', actions: 'id', outcomes: 'id', updates: '++i, k' })
  return store
}

async function withPlainStore<T>(name: string, use: (store: Dexie) => Promise<T>): Promise<T> {
  const store = plainStore(name)
  await store.open()
  try {
    return await use(store)
  } finally {
    await store.delete()
  }
}

const count = 5000
const people = madeUpPeople(count)
let made = 0
const fresh = (kind: string): string => `${kind}-${(made += 1)}`

const recordsPerSecond = (milliseconds: number): number => (count / milliseconds) * 1000

const operations = {
  /** @returns records a second */
  bulkOurs: () => withVault(fresh('bulk'), async (vault) => recordsPerSecond(await timed(() => vault.people.put(people)))),
  bulkPeer: () => withPlainStore(fresh('plain-bulk'), async (store) => recordsPerSecond(await timed(() => store.table('people').bulkPut(people)))),

  /** @returns milliseconds of each edit */
  acksOurs: (edits: number) =>
    withVault(fresh('acks'), async (vault) => {
      const note = await vault.openDoc('note')
      const times: number[] = []
      const text = note.doc.getText('text')
      for (let edit = 0; edit < edits; edit += 1) {
        times.push(
          await timed(async () => {
            text.insert(text.length, 'x')
            await whenSaved(note)
          }),
        )
      }
      await note.release()
      return times
    }),
  acksPeer: (edits: number) =>
    withPlainStore(fresh('plain-acks'), async (store) => {
      const doc = new Y.Doc()
      const text = doc.getText('text')
      let written: Promise<unknown> = Promise.resolve()
      doc.on('updateV2', (update) => (written = store.table('updates').add({ k: 'note', u: update })))
      const times: number[] = []
      for (let edit = 0; edit < edits; edit += 1) {
        times.push(
          await timed(async () => {
            text.insert(text.length, 'x')
            await written
          }),
        )
      }
      return times
    }),

  async fillCaseloads(): Promise<void> {
    const vault = await keeperOf('caseload', { cost: usualCost }).create(passphrase)
    await vault.people.put(people)
    await vault.lock()
    const store = plainStore('plain-caseload')
    await store.table('people').bulkPut(people)
    store.close()
  },
  async unlockOurs(): Promise<number> {
    const { stretcher, keyMadeAt } = notingKeys()
    const vault = await keeperOf('caseload', { stretcher }).unlock(passphrase)
    const found = await vault.people.all()
    await vault.actions.all()
    await vault.outcomes.all()
    const took = performance.now() - keyMadeAt()
    await vault.lock()
    if (found.length !== count) throw new Error(`${found.length} people came back`)
    return took
  },
  async unlockPeer(): Promise<number> {
    const store = plainStore('plain-caseload')
    const began = performance.now()
    await store.open()
    const found = await store.table('people').toArray()
    await store.table('actions').toArray()
    await store.table('outcomes').toArray()
    const took = performance.now() - began
    store.close()
    if (found.length !== count) throw new Error(`${found.length} people came back`)
    return took
  },
}

export type StoreOperations = typeof operations

expose(operations)
