import { IDBFactory } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { twinHost } from '../../../src/core/session/twin-host.ts'
import type { IndexedDbParts } from '../../../src/core/vault/database.ts'
import { decodeChanges } from '../../../src/core/vault/twin/entries.ts'
import type { TwinHost } from '../../../src/core/vault/twin/ports.ts'
import type { Vault, VaultKeeper } from '../../../src/core/vault/vault.ts'
import { codeOf } from '../../contract/vault.ts'
import { dump, openRawStore } from '../../fixtures/vault/raw-store.ts'
import { heldConnections, refuseToCommit } from '../../fixtures/vault/refusals.ts'
import { actionRow, personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { installation, keptCode, passphrase, storeName } from './installation.ts'

/** A computer whose host keeps second copies, and whose browser may lose its store. */
function copied() {
  const computer = installation()
  const host = memoryHost()
  const twins = twinHost(host, 'team')
  let parts: IndexedDbParts = computer.parts
  return {
    host,
    twins,
    parts: () => parts,
    keeper: (change = {}): VaultKeeper => computer.keeper({ ...parts, twins, ...change }),
    loseStore: () => void (parts = { ...parts, indexedDB: new IDBFactory() }),
  }
}
type Copied = ReturnType<typeof copied>

async function write(vault: Vault, doc: string, text: string): Promise<void> {
  const stored = await vault.openDoc(doc)
  stored.doc.getText('t').insert(0, text)
  await stored.release()
}

async function readDoc(vault: Vault, doc: string): Promise<string> {
  const stored = await vault.openDoc(doc)
  const text = stored.doc.getText('t').toString()
  await stored.release()
  return text
}

async function withTwo(computer: Copied): Promise<Vault> {
  const vault = await computer.keeper().create(passphrase)
  for (const number of [1, 2]) {
    await vault.people.put([personRow(number)])
    await vault.actions.put([actionRow(number)])
    await write(vault, `person:${personIdAt(number)}`, `Plantedstory ${number}`)
  }
  return vault
}

/** Hands the turn to whatever the store has to do. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Every row that a copy holds, of whichever time. */
const rowsIn = ({ host }: Copied): readonly object[] =>
  [...host.twins.values()].flatMap(({ entries }) => entries.flatMap(decodeChanges)).flatMap((change) => (change.kind === 'put' ? [change.row] : []))

/** A host whose disk answers nobody until it `answers`. */
function silentDisk({ twins }: Copied) {
  let silence: Promise<void> | undefined
  const waiting: (() => void)[] = []
  const later = async <T>(work: () => Promise<T>): Promise<T> => {
    await silence
    return work()
  }
  const host: TwinHost = {
    ...twins,
    list: () => later(() => twins.list()),
    read: (...about) => later(() => twins.read(...about)),
    append: (...about) => later(() => twins.append(...about)),
    stage: (...about) => later(() => twins.stage(...about)),
    place: (...about) => later(() => twins.place(...about)),
    discard: (...about) => later(() => twins.discard(...about)),
  }
  return {
    host,
    isSilent: () => void (silence = new Promise((resolve) => waiting.push(resolve))),
    answers: () => waiting.splice(0).forEach((resolve) => resolve()),
  }
}

const runsTimers = (): void => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** Whether it has come to its end once so much time has gone by. */
async function endsAfter(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let ended = false
  void work.then(() => (ended = true))
  for (let at = 0; at < milliseconds; at += 100) {
    await turns(20)
    await vi.advanceTimersByTimeAsync(100)
  }
  await turns(50)
  return ended
}

describe('the second copy of a vault', () => {
  it('[V155] a disk that does not answer keeps nobody from writing, letting go and locking, and gets all of it once it does', async () => {
    const computer = copied()
    const disk = silentDisk(computer)
    const vault = await computer.keeper({ twins: disk.host }).create(passphrase)
    const stored = await vault.openDoc(`person:${personIdAt(1)}`)
    await vault.people.put([personRow(4)])
    runsTimers()
    disk.isSilent()
    stored.doc.getText('t').insert(0, 'said')
    const written = vault.people.put([personRow(1)])
    expect(await endsAfter(4500, written)).toBe(false)
    expect(await endsAfter(1000, written)).toBe(true)
    expect(stored.saved.get()).toMatchObject({ kind: 'not-saved', because: expect.stringContaining('does not answer') })
    expect(await endsAfter(100, vault.people.put([personRow(2)]))).toBe(true)
    disk.answers()
    expect(await endsAfter(2500, stored.release())).toBe(true)
    expect(stored.saved.get().kind).toBe('saved')
    disk.isSilent()
    const locked = vault.people.put([personRow(3)]).then(() => vault.lock())
    expect(await endsAfter(8000, locked)).toBe(true)
    disk.answers()
    await turns(50)
    vi.useRealTimers()
    const written2 = [...computer.host.twins.values()].flatMap(({ entries }) => entries.flatMap(decodeChanges)).filter((each) => each.kind === 'put' && each.table === 'people' && 'id' in each.row && each.row.id === personIdAt(2))
    expect(written2).toHaveLength(1)
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    const again = await computer.keeper().unlock(passphrase)
    expect(await again.people.all()).toEqual([1, 2, 3, 4].map(personRow))
    expect(await readDoc(again, `person:${personIdAt(1)}`)).toBe('said')
    await again.lock()
  })

  it('[V155] a disk that does not answer at unlocking opens the vault all the same, and its copy is called behind', async () => {
    const computer = copied()
    await (await withTwo(computer)).lock()
    const disk = silentDisk(computer)
    runsTimers()
    disk.isSilent()
    const opening = computer.keeper({ twins: disk.host }).unlock(passphrase)
    expect(await endsAfter(31_000, opening)).toBe(true)
    const vault = await opening
    expect(await vault.people.all()).toEqual([personRow(1), personRow(2)])
    const written = vault.people.put([personRow(3)])
    expect(await endsAfter(6000, written)).toBe(true)
    disk.answers()
    expect(await endsAfter(100, vault.lock())).toBe(true)
  })

  describe.each(['base', 'tail'] as const)('what stands in its %s', (where) => {
    it.each([
      ['gone', ['records']],
      ['damaged', ['records']],
    ] as const)('[V135] comes back where it is %s in a store that was closed in order, and stays in the next copy', async (how, toldOf) => {
      const computer = copied()
      const vault = await withTwo(computer)
      await vault.people.put([personRow(3)])
      await vault.rewriteDoc(`person:${personIdAt(1)}`)
      if (where === 'base') await vault.renewCopy()
      await vault.lock()
      const raw = await openRawStore(storeName, computer.parts())
      for (const [table, id] of [['people', personIdAt(1)], ['snapshots', `person:${personIdAt(1)}`]] as const) {
        const row = (await raw.rows(table)).find((each) => each['id'] === id || each['doc'] === id)
        await (how === 'gone' ? raw.remove(table, id) : raw.put(table, { ...row, sealed: (row as { readonly sealed: Uint8Array }).sealed.toReversed() }))
      }
      raw.close()
      const again = await computer.keeper().unlock(passphrase)
      const told: string[] = []
      again.watchOthers((what) => told.push(what))
      const open = await again.openDoc(`person:${personIdAt(1)}`)
      await vi.waitFor(async () => {
        expect((await again.people.all()).map(({ id }) => id).toSorted()).toEqual([1, 2, 3].map(personIdAt))
        expect(open.doc.getText('t').toString()).toBe('Plantedstory 1')
      })
      expect([...new Set(told)]).toEqual(toldOf)
      expect(again.findings.get().map(({ kind }) => kind)).not.toContain('set-aside')
      await open.release()
      await again.renewCopy()
      await again.lock()
      computer.loseStore()
      await computer.keeper().bringBack(passphrase)
      expect(await (await computer.keeper().unlock(passphrase)).people.all()).toHaveLength(3)
    })
  })

  it('[V134] brings all of it back where the store is found empty, by its passphrase and by no other', async () => {
    const computer = copied()
    await withTwo(computer)
    computer.loseStore()
    const keeper = computer.keeper()
    expect(await keeper.presence()).toBe('emptied')
    expect(await keeper.copies()).toHaveLength(1)
    expect(await codeOf(keeper.bringBack('another passphrase'))).toBe('wrong-passphrase')
    expect(await keeper.presence()).toBe('emptied')
    await keeper.bringBack(passphrase)
    expect(await keeper.presence()).toBe('locked')
    const vault = await keeper.unlock(passphrase)
    expect(await vault.people.all()).toEqual([personRow(1), personRow(2)])
    expect(await vault.actions.all()).toEqual([actionRow(1), actionRow(2)])
    expect(await readDoc(vault, `person:${personIdAt(2)}`)).toBe('Plantedstory 2')
    expect((await vault.check(() => undefined)).findings).toEqual([])
    expect(await codeOf(keeper.bringBack(passphrase))).toBe('vault-exists')
    await vault.lock()
  })

  it('[V144] once a refusal of it is over, what is written next is not called saved before it is in it', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    const stored = await vault.openDoc('note')
    stored.doc.getText('t').insert(0, 'd')
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { interval: 2 })
    const full = new ProblemError({ code: 'disk-full', happened: 'The disk is full.', kept: '', todo: '' })
    vi.spyOn(computer.twins, 'append').mockRejectedValueOnce(full)
    const said: string[] = []
    const stop = stored.saved.subscribe(() => said.push(stored.saved.get().kind))
    stored.doc.getText('t').insert(0, 'a')
    await vi.waitFor(() => expect(said).toEqual(['saving', 'not-saved', 'saved']), { interval: 2 })
    stop()
    stored.doc.getText('t').insert(0, 'c')
    expect(stored.saved.get().kind).toBe('saving')
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { interval: 2, timeout: 500 })
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await readDoc(await computer.keeper().unlock(passphrase), 'note')).toBe('cad')
  })

  it('[V130] what is committed while another entry is on its way to the copy is told as well', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    await write(vault, 'note', 'first')
    const { append } = computer.twins
    let second: Promise<void> | undefined
    vi.spyOn(computer.twins, 'append').mockImplementationOnce(async (...entry) => {
      second = vault.people.put([personRow(2)])
      await vi.waitFor(async () => expect((await dump(storeName, computer.parts())).get('people')).toHaveLength(2), { interval: 2 })
      return append(...entry)
    })
    await vault.people.put([personRow(1)])
    await second
    expect(vault.copyBehind.get()).toBe('')
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await (await computer.keeper().unlock(passphrase)).people.all()).toEqual([personRow(1), personRow(2)])
  })

  it('[V134] a browser that refuses the first look at what it found damaged is asked again', async () => {
    const computer = copied()
    await withTwo(computer)
    computer.loseStore()
    const { indexedDB } = computer.parts()
    const listed = vi.spyOn(indexedDB, 'databases').mockRejectedValueOnce(new DOMException('Internal error', 'UnknownError'))
    expect(await computer.keeper().presence()).toBe('emptied')
    expect(listed).toHaveBeenCalledTimes(2)
  })

  it('[V134] without a passphrase it comes back locked, with the recovery code that it had', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const code = await keptCode(computer.keeper())
    await vault.lock()
    computer.loseStore()
    await computer.keeper().bringBack(undefined)
    const again = await computer.keeper().recover(code, 'another long phrase')
    expect(await again.people.all()).toHaveLength(2)
    await again.lock()
  })

  it('[V130] what the copy refuses is not called saved, says why, and is saved by itself once it can be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const computer = copied()
      const vault = await computer.keeper().create(passphrase)
      const note = await vault.openDoc('note')
      computer.host.breakRecords('disk-full')
      note.doc.getText('t').insert(0, 'more')
      await vi.waitFor(() => expect(note.saved.get()).toMatchObject({ kind: 'not-saved', because: expect.stringContaining('second copy') }))
      expect(vault.copyBehind.get()).toContain('full')
      await vault.people.put([personRow(1)])
      computer.host.breakRecords(undefined)
      await vi.advanceTimersByTimeAsync(2500)
      await vi.waitFor(() => expect(note.saved.get().kind).toBe('saved'))
      expect(vault.copyBehind.get()).toBe('')
      computer.loseStore()
      await computer.keeper().bringBack(passphrase)
      const again = await computer.keeper().unlock(passphrase)
      expect(await readDoc(again, 'note')).toBe('more')
      expect(await again.people.all()).toEqual([personRow(1)])
    } finally {
      vi.useRealTimers()
    }
  })

  it('[V130] what a window had not told before it was cut off is in the copy before anything later is called saved', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    await write(vault, 'note', 'first ')
    computer.host.breakRecords('disk-full')
    const stored = await vault.openDoc('note')
    stored.doc.getText('t').insert(0, 'second ')
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('not-saved'))
    // Cut off here: the window is gone, and another one is opened over what its store holds.
    computer.host.breakRecords(undefined)
    const again = await computer.keeper().unlock(passphrase)
    await write(again, 'note', 'third ')
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await readDoc(await computer.keeper().unlock(passphrase), 'note')).toBe('third second first ')
  })

  it('[V135] for all writes, those that the store has lost are put back when it is unlocked', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), who: fc.nat({ max: 3 }), name: fc.string({ minLength: 1, maxLength: 8 }) }),
      fc.record({ kind: fc.constant('note' as const), who: fc.nat({ max: 3 }), name: fc.string({ minLength: 1, maxLength: 8 }) }),
      fc.record({ kind: fc.constant('remove' as const), who: fc.nat({ max: 3 }), name: fc.constant('') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.array(step, { maxLength: 6 }), async (kept, lost) => {
        const computer = copied()
        const vault = await computer.keeper().create(passphrase)
        const live = async (steps: typeof kept): Promise<void> => {
          for (const { kind, who, name } of steps) {
            if (kind === 'put') await vault.people.put([{ ...personRow(who), preferredName: name }])
            else if (kind === 'remove') await vault.actions.put([{ ...actionRow(who), howItWent: String(who) }])
            else await write(vault, `huddle:${who}`, name)
          }
        }
        await live(kept)
        const before = await dump(storeName, computer.parts())
        await live(lost)
        const [people, actions, notes] = [await vault.people.all(), await vault.actions.all(), await Promise.all([0, 1, 2, 3].map((who) => readDoc(vault, `huddle:${who}`)))]
        await vault.lock()
        const raw = await openRawStore(storeName, computer.parts())
        await raw.lay(before)
        raw.close()
        const again = await computer.keeper().unlock(passphrase)
        expect(await again.people.all()).toEqual(people)
        expect(await again.actions.all()).toEqual(actions)
        expect(await Promise.all([0, 1, 2, 3].map((who) => readDoc(again, `huddle:${who}`)))).toEqual(notes)
        expect((await again.check(() => undefined)).findings.filter(({ kind }) => kind !== 'mended')).toEqual([])
        await again.lock()
      }),
      { numRuns: 15 },
    )
  })

  it('[V135] after a window that was cut off, so is what stands in the base of the copy', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    await vault.people.put([personRow(1)])
    await write(vault, 'note', 'first')
    await vault.renewCopy()
    const raw = await openRawStore(storeName, computer.parts())
    await raw.replace('updates', [])
    await raw.replace('people', [])
    raw.close()
    const again = await computer.keeper().unlock(passphrase)
    expect(await readDoc(again, 'note')).toBe('first')
    expect(await again.people.all()).toEqual([personRow(1)])
    await again.lock()
  })

  it('[V145] what the store lacks when the browser opens it again is put back before anything is written or copied anew', async () => {
    const computer = copied()
    const { closeAll } = heldConnections(computer.parts().indexedDB)
    const vault = await computer.keeper().create(passphrase)
    await vault.people.put([personRow(1)])
    const before = await dump(storeName, computer.parts())
    await vault.people.put([{ ...personRow(1), preferredName: 'Newer' }, personRow(2)])
    const note = await vault.openDoc('note')
    note.doc.getText('t').insert(0, 'first ')
    await vi.waitFor(() => expect(note.saved.get().kind).toBe('saved'), { interval: 2 })
    const raw = await openRawStore(storeName, computer.parts())
    await raw.lay(before)
    raw.close()
    closeAll()
    await vault.people.put([personRow(3)])
    await vault.renewCopy()
    const expected = [{ ...personRow(1), preferredName: 'Newer' }, personRow(2), personRow(3)]
    expect(await vault.people.all()).toEqual(expected)
    // Cut off here, with the store as it is now, and then with the copy alone.
    const keeper = computer.keeper()
    const again = await keeper.unlock(passphrase)
    expect([await readDoc(again, 'note'), await again.people.all()]).toEqual(['first ', expected])
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    const back = await computer.keeper().unlock(passphrase)
    expect([await readDoc(back, 'note'), await back.people.all()]).toEqual(['first ', expected])
    expect((await back.check(() => undefined)).findings.filter(({ kind }) => kind !== 'mended')).toEqual([])
  })

  it('[V145] so is what the copy has not been told of yet; while the copy cannot be read the store stays closed', async () => {
    const computer = copied()
    const { closeAll } = heldConnections(computer.parts().indexedDB)
    const vault = await computer.keeper().create(passphrase)
    const before = await dump(storeName, computer.parts())
    computer.host.breakRecords('disk-full')
    await vault.people.put([personRow(1)])
    expect(vault.copyBehind.get()).toContain('full')
    const raw = await openRawStore(storeName, computer.parts())
    await raw.lay(before)
    raw.close()
    const reading = vi.spyOn(computer.twins, 'list').mockRejectedValueOnce(new ProblemError({ code: 'host-gone', happened: '', kept: '', todo: '' }))
    closeAll()
    expect(await codeOf(vault.people.all())).toBe('host-gone')
    reading.mockRestore()
    expect(await vault.people.all()).toEqual([personRow(1)])
    computer.host.breakRecords(undefined)
    await vault.people.put([personRow(2)])
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await (await computer.keeper().unlock(passphrase)).people.all()).toEqual([personRow(1), personRow(2)])
  })

  it('[V145] a store that is empty when it is opened again is given all of it, and opens afterwards', async () => {
    const computer = copied()
    const { closeAll } = heldConnections(computer.parts().indexedDB)
    const vault = await withTwo(computer)
    const tables = await dump(storeName, computer.parts())
    const raw = await openRawStore(storeName, computer.parts())
    await raw.lay(new Map([...tables.keys()].map((table) => [table, []])))
    raw.close()
    closeAll()
    await vault.people.put([personRow(3)])
    expect(await vault.people.all()).toEqual([personRow(1), personRow(2), personRow(3)])
    expect(computer.host.twins.size).toBe(1)
    const again = await computer.keeper().unlock(passphrase)
    expect(await again.people.all()).toHaveLength(3)
    expect(await readDoc(again, `person:${personIdAt(1)}`)).toBe('Plantedstory 1')
    expect(computer.host.twins.size).toBe(1)
    expect((await again.check(() => undefined)).findings).toEqual([])
  })

  it('[V145] closed once more while that is done, it is opened again and done again', async () => {
    const computer = copied()
    const { closeAll } = heldConnections(computer.parts().indexedDB)
    const vault = await withTwo(computer)
    const { list } = computer.twins
    const reading = vi.spyOn(computer.twins, 'list').mockImplementationOnce(async () => {
      closeAll()
      return list()
    })
    closeAll()
    await expect(vault.people.all()).rejects.toThrow('closed the store')
    expect(reading).toHaveBeenCalledOnce()
    expect(await vault.people.all()).toHaveLength(2)
    expect(reading).toHaveBeenCalledTimes(2)
  })

  it('[V134] a store that has lost its keyring is one that was emptied, where a copy is kept', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    await vault.lock()
    const raw = await openRawStore(storeName, computer.parts())
    await raw.replace('keyring', [])
    raw.close()
    expect(await computer.keeper().presence()).toBe('emptied')
    expect(await computer.keeper({ twins: undefined }).presence()).toBe('locked')
    expect(await codeOf(computer.keeper().bringBack('another passphrase'))).toBe('wrong-passphrase')
    expect((await dump(storeName, computer.parts())).get('people')).toHaveLength(2)
    await computer.keeper().bringBack(passphrase)
    expect(await (await computer.keeper().unlock(passphrase)).people.all()).toHaveLength(2)
  })

  it('[V135] a copy that could not be read at the time is replaced only once what it holds has been put back', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    await vault.people.put([personRow(1)])
    await vault.renewCopy()
    const raw = await openRawStore(storeName, computer.parts())
    await raw.replace('people', [])
    raw.close()
    const { read } = computer.twins
    const reading = vi.spyOn(computer.twins, 'read').mockRejectedValue(new ProblemError({ code: 'host-gone', happened: 'Gone.', kept: '', todo: '' }))
    const again = await computer.keeper().unlock(passphrase)
    await again.people.put([personRow(2)])
    expect(again.copyBehind.get()).toBe('Gone.')
    reading.mockImplementation(read)
    await again.people.put([personRow(3)])
    expect(again.copyBehind.get()).toBe('')
    const expected = [personRow(1), personRow(2), personRow(3)]
    expect(await again.people.all()).toEqual(expected)
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await (await computer.keeper().unlock(passphrase)).people.all()).toEqual(expected)
  })

  it('[V135] after a session in which the store had refused, all of the copy is looked through', async () => {
    const computer = copied()
    const vault = await computer.keeper().create(passphrase)
    await write(vault, 'note', 'first')
    await vault.renewCopy()
    const refusing = refuseToCommit('put', new DOMException('the disk is full', 'QuotaExceededError'))
    await expect(vault.people.put([personRow(1)])).rejects.toThrow('aborted')
    refusing.stop()
    await vault.lock()
    const raw = await openRawStore(storeName, computer.parts())
    await raw.replace('updates', [])
    raw.close()
    expect(await readDoc(await computer.keeper().unlock(passphrase), 'note')).toBe('first')
  })

  it('[V135] what is newer in the store than in the copy stays', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const [entry] = computer.host.twins.values()
    const before = entry?.entries.length ?? 0
    await vault.people.put([{ ...personRow(1), preferredName: 'Newer' }])
    await vault.lock()
    entry?.entries.splice(before)
    const again = await computer.keeper().unlock(passphrase)
    expect((await again.people.get(personRow(1).id))?.preferredName).toBe('Newer')
    await again.lock()
  })

  it('[V131] two windows of one vault write into one copy, and all of both comes back', async () => {
    const computer = copied()
    const one = await computer.keeper().create(passphrase)
    const two = await computer.keeper().unlock(passphrase)
    await Promise.all([one, two].flatMap((window, which) => [0, 1, 2, 3, 4].map((each) => window.people.put([personRow(which * 5 + each)]))))
    await Promise.all([write(one, 'note', 'first'), write(two, 'note', 'second')])
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    const again = await computer.keeper().unlock(passphrase)
    expect(await again.people.all()).toHaveLength(10)
    const text = await readDoc(again, 'note')
    expect([text.includes('first'), text.includes('second')]).toEqual([true, true])
    expect(computer.host.twins.size).toBe(1)
  })

  it('[V136] once an erasure is told, nothing that was sealed for them stands in the copy or comes back from it', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const owned = () => rowsIn(computer).filter((row) => 'owner' in row && row.owner === personIdAt(1))
    const generation = () => [...computer.host.twins.values()].map((twin) => twin.generation)
    expect(owned()).not.toHaveLength(0)
    const [first = 0] = generation()
    await vault.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    await vault.renewCopy()
    expect(owned()).toEqual([])
    // The keys as they stood before the erasure are gone with the former base.
    expect(generation()[0]).toBeGreaterThan(first)
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    const again = await computer.keeper().unlock(passphrase)
    expect(await again.people.all()).toEqual([personRow(2)])
    expect(await codeOf(again.openDoc(`person:${personIdAt(1)}`))).toBe('person-erased')
    expect(await again.receipts()).toHaveLength(1)
  })

  it('[V136] a copy that could not be made anew gives nothing back of somebody who was erased', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    computer.host.breakRecords('disk-full')
    await vault.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    expect(await codeOf(vault.renewCopy())).toBe('disk-full')
    await vault.lock()
    const again = await computer.keeper().unlock(passphrase)
    expect(await again.people.all()).toEqual([personRow(2)])
    expect(again.findings.get()).toEqual([])
    const rows = [...(await dump(storeName, computer.parts())).values()].flat()
    expect(rows.filter((row) => row['owner'] === personIdAt(1))).toEqual([])
    await again.lock()
  })

  it('[V136] whoever was erased is in no copy from the next unlocking, where the window was locked before it was made anew', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    await vault.erase(personRow(1).id, 'Nadia Clegg', 'The time to keep this ended.', [])
    await vault.lock()
    const again = await computer.keeper().unlock(passphrase)
    await again.people.put([personRow(3)])
    await again.lock()
    expect(rowsIn(computer).filter((row) => 'owner' in row && row.owner === personIdAt(1))).toEqual([])
  })

  it('[V137] nothing that was written stands in the copy in clear', async () => {
    const computer = copied()
    await withTwo(computer)
    const entries = [...computer.host.twins.values()].flatMap((twin) => twin.entries)
    const holds = (text: string): boolean => entries.some((entry) => Buffer.from(entry).includes(text))
    expect(holds('Planted')).toBe(false)
    expect(holds(personIdAt(1))).toBe(true)
  })

  it('[V139] a new passphrase leaves no copy that the former opens', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    await computer.keeper().changePassphrase(passphrase, 'another long phrase')
    await vault.lock()
    expect(rowsIn(computer).filter((row) => 'id' in row && row.id === 'keyring')).toHaveLength(1)
    computer.loseStore()
    expect(await codeOf(computer.keeper().bringBack(passphrase))).toBe('wrong-passphrase')
    await computer.keeper().bringBack('another long phrase')
    await (await computer.keeper().unlock('another long phrase')).lock()
  })

  it('[V139] a copy that could not be made anew then is said, and is made anew at the next unlocking whatever was written meanwhile', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const keeper = computer.keeper()
    computer.host.breakRecords('disk-full')
    const left: string[] = []
    await keeper.changePassphrase(passphrase, 'another long phrase', ({ problem }) => left.push(problem.code))
    expect(await keptCode(keeper, 'another long phrase', ({ problem }) => left.push(problem.code))).not.toBe('')
    expect(left).toEqual(['copy-opens-as-before', 'copy-opens-as-before'])
    computer.host.breakRecords(undefined)
    await vault.people.put([personRow(3)])
    await vault.lock()
    expect(await codeOf(keeper.unlock(passphrase))).toBe('wrong-passphrase')
    const again = await keeper.unlock('another long phrase')
    await again.people.put([personRow(4)])
    await again.lock()
    computer.loseStore()
    expect(await codeOf(computer.keeper().bringBack(passphrase))).toBe('wrong-passphrase')
    await computer.keeper().bringBack('another long phrase')
    expect(await (await computer.keeper().unlock('another long phrase')).people.all()).toHaveLength(4)
  })

  it('[V139] [V155] a disk that lists and takes nothing ends a change of passphrase in words, and keeps nobody from a new recovery code', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const disk = silentDisk(computer)
    const host = { ...disk.host, list: computer.twins.list }
    const keeper = computer.keeper({ twins: host })
    runsTimers()
    disk.isSilent()
    const left: string[] = []
    const changed = keeper.changePassphrase(passphrase, 'another long phrase', ({ problem }) => left.push(problem.code))
    expect(await endsAfter(40_000, changed)).toBe(true)
    expect(left).toEqual(['copy-opens-as-before'])
    const made = keptCode(keeper, 'another long phrase')
    expect(await endsAfter(40_000, made)).toBe(true)
    expect(await made).not.toBe('')
    disk.answers()
    vi.useRealTimers()
    await vault.lock()
  })

  it.each(['as it is found', 'before anything else'] as const)('[V135] a row that is found damaged comes back although the window is locked %s, and stays in the next copy', async (when) => {
    const computer = copied()
    const vault = await withTwo(computer)
    await vault.renewCopy()
    await vault.lock()
    const raw = await openRawStore(storeName, computer.parts())
    const row = (await raw.rows('people')).find((each) => each['id'] === personIdAt(2))
    await raw.put('people', { ...row, sealed: (row as { readonly sealed: Uint8Array }).sealed.toReversed() })
    raw.close()
    const read = vi.spyOn(computer.twins, 'read')
    const finds = await computer.keeper().unlock(passphrase)
    if (when === 'before anything else') read.mockRejectedValue(new Error('The disk cannot be read now.'))
    expect(await finds.people.all()).toHaveLength(1)
    await finds.lock()
    read.mockRestore()
    const again = await computer.keeper().unlock(passphrase)
    await again.renewCopy()
    await again.lock()
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    expect(await (await computer.keeper().unlock(passphrase)).people.all()).toHaveLength(2)
  })

  it('[V135] what came back of the log is called set aside no longer, at the next unlocking either', async () => {
    const computer = copied()
    await (await withTwo(computer)).lock()
    const raw = await openRawStore(storeName, computer.parts())
    for (const row of await raw.rows('updates')) await raw.put('updates', { ...row, sealed: (row as { readonly sealed: Uint8Array }).sealed.toReversed() })
    raw.close()
    for (const time of ['found', 'unlocked again']) {
      const vault = await computer.keeper().unlock(passphrase)
      const open = await vault.openDoc(`person:${personIdAt(1)}`)
      await vi.waitFor(() => expect(open.doc.getText('t').toString()).toBe('Plantedstory 1'))
      expect(vault.findings.get().map(({ kind }) => `${time} ${kind}`)).not.toContain(`${time} set-aside`)
      await vault.lock()
    }
  })

  it('[V139] a recovery beside an open window leaves no copy that the former passphrase opens, where the copy was refused then', async () => {
    const computer = copied()
    const first = await withTwo(computer)
    const code = await keptCode(computer.keeper())
    computer.host.breakRecords('disk-full')
    const recovered = await computer.keeper().recover(code, 'another long phrase')
    await recovered.lock()
    computer.host.breakRecords(undefined)
    await first.people.put([personRow(3)])
    await first.lock()
    const again = await computer.keeper().unlock('another long phrase')
    await again.people.put([personRow(4)])
    await again.lock()
    computer.loseStore()
    expect(await codeOf(computer.keeper().bringBack(passphrase))).toBe('wrong-passphrase')
    await computer.keeper().bringBack('another long phrase')
  })

  it('[V139] a copy that takes longer than a lock would wait is made anew all the same', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    const { place } = computer.twins
    vi.spyOn(computer.twins, 'place').mockImplementationOnce(async (...about) => {
      await vi.advanceTimersByTimeAsync(3000)
      return place(...about)
    })
    runsTimers()
    await computer.keeper().changePassphrase(passphrase, 'another long phrase')
    vi.useRealTimers()
    computer.loseStore()
    expect(await codeOf(computer.keeper().bringBack(passphrase))).toBe('wrong-passphrase')
    await vault.lock()
  })

  it('[V133] a copy that has grown is made anew from the store, and holds the same', async () => {
    const computer = copied()
    const vault = await withTwo(computer)
    for (let each = 0; each < 20; each += 1) await vault.people.put([{ ...personRow(1), preferredName: String(each) }])
    const grown = rowsIn(computer).length
    await vault.renewCopy()
    expect(rowsIn(computer).length).toBeLessThan(grown)
    computer.loseStore()
    await computer.keeper().bringBack(passphrase)
    const again = await computer.keeper().unlock(passphrase)
    expect((await again.people.get(personRow(1).id))?.preferredName).toBe('19')
  })
})
