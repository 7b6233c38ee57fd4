import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { ProblemError } from '../../../src/core/model/problem.ts'
import type { WindowChannel } from '../../../src/core/vault/neighbours.ts'
import type { StoredDoc } from '../../../src/core/vault/vault.ts'
import { codeOf } from '../../contract/vault.ts'
import { openRawStore, type RawRow } from '../../fixtures/vault/raw-store.ts'
import { heldConnections, refuseToCommit, refuseWrites } from '../../fixtures/vault/refusals.ts'
import { personIdAt, personRow } from '../../fixtures/vault/rows.ts'
import { installation, passphrase, storeName } from './installation.ts'

const id = `person:${personIdAt(1)}`
const text = ({ doc }: StoredDoc): string => doc.getText('t').toString()
const isSaved = ({ saved }: StoredDoc) => vi.waitFor(() => expect(saved.get().kind).toBe('saved'), { interval: 2 })

/** Resolves in the very turn in which it is said. */
const onceSaved = ({ saved }: StoredDoc) =>
  new Promise<void>((resolve) => {
    const stop = saved.subscribe(() => {
      if (saved.get().kind !== 'saved') return
      stop()
      resolve()
    })
  })

/** Hands the turn to whatever the store has to do. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Windows of one computer, each hearing the others. */
function windows(): () => WindowChannel {
  const open = new Map<WindowChannel, (notice: unknown) => void>()
  return () => {
    const mine: WindowChannel = {
      listen: (onNotice) => void open.set(mine, onNotice),
      send(notice) {
        for (const [other, hear] of open) if (other !== mine) setImmediate(() => hear(structuredClone(notice)))
      },
      close: () => void open.delete(mine),
    }
    return mine
  }
}

describe('the log of a document', () => {
  it('[V20] every change is there again, for all interleavings of edits, pauses and reopenings', async () => {
    const step = fc.oneof(fc.record({ kind: fc.constant('edit' as const), at: fc.nat(50), text: fc.string({ minLength: 1, maxLength: 4 }) }), fc.constantFrom({ kind: 'pause' as const }, { kind: 'reopen' as const }, { kind: 'lock' as const }))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const computer = installation()
        let vault = await computer.create()
        let stored = await vault.openDoc(id)
        let expected = ''
        for (const each of steps) {
          if (each.kind === 'edit') {
            const at = Math.min(each.at, expected.length)
            stored.doc.getText('t').insert(at, each.text)
            expected = expected.slice(0, at) + each.text + expected.slice(at)
          } else if (each.kind === 'pause') await isSaved(stored)
          else {
            await stored.release()
            if (each.kind === 'lock') {
              await vault.lock()
              vault = await computer.unlock()
            }
            stored = await vault.openDoc(id)
          }
          expect(text(stored)).toBe(expected)
        }
        await vault.lock()
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('[V21] is written anew after so many commits, and drops only what the snapshot covers', async () => {
    const computer = installation()
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    for (let edit = 0; edit < 250; edit += 1) {
      stored.doc.getText('t').insert(edit, 'x')
      await isSaved(stored)
    }
    const raw = await openRawStore(storeName, computer.parts)
    const [rows, snapshots] = [await raw.rows('updates'), await raw.rows('snapshots')]
    raw.close()
    expect(snapshots).toHaveLength(1)
    expect(rows.length).toBeLessThan(200)
    await vault.lock()
    const again = await computer.unlock()
    expect(text(await again.openDoc(id))).toBe('x'.repeat(250))
    await again.lock()
  })

  it('[V22] what was changed in one turn, in several documents, goes in one commit', async () => {
    const computer = installation()
    const vault = await computer.create()
    const [one, other] = [await vault.openDoc(id), await vault.openDoc('huddle:1')]
    for (let edit = 0; edit < 20; edit += 1) one.doc.getText('t').insert(0, 'a')
    other.doc.getText('t').insert(0, 'b')
    await isSaved(one)
    expect(other.saved.get().kind).toBe('saved')
    const raw = await openRawStore(storeName, computer.parts)
    expect(await raw.rows('updates')).toHaveLength(2)
    raw.close()
    await vault.lock()
  })

  it('[V22] what is written the moment that “saved” is said is saved as well', async () => {
    const vault = await installation().create()
    const stored = await vault.openDoc(id)
    for (let edit = 0; edit < 30; edit += 1) {
      stored.doc.getText('t').insert(edit, 'x')
      await onceSaved(stored)
    }
    expect(stored.saved.get().kind).toBe('saved')
    await vault.lock()
  })

  it('[V22] so is what is written a few turns later, however few', async () => {
    const vault = await installation().create()
    const stored = await vault.openDoc(id)
    for (let turns = 0; turns < 40; turns += 1) {
      stored.doc.getText('t').insert(0, 'x')
      await onceSaved(stored)
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      stored.doc.getText('t').insert(0, 'y')
      await vi.waitFor(() => expect(stored.saved.get().kind, `${turns} turns later`).toBe('saved'), { interval: 2 })
    }
    await vault.lock()
  })

  it('[V121] goes on after the browser has closed the connection to the store, and not after locking', async () => {
    const computer = installation()
    const { connections, closeAll } = heldConnections(computer.parts.indexedDB)
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    closeAll()
    stored.doc.getText('t').insert(0, 'after all')
    await isSaved(stored)
    expect(await vault.people.all()).toEqual([])
    await vault.lock()
    const before = connections.length
    await expect(vault.people.all()).rejects.toMatchObject({ problem: { code: 'vault-locked' } })
    expect(connections).toHaveLength(before)
    expect(text(await (await computer.unlock()).openDoc(id))).toBe('after all')
  })

  it('[V121] is opened again however often that was refused', async () => {
    const computer = installation()
    const { closeAll } = heldConnections(computer.parts.indexedDB)
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    const full = new DOMException('Internal error opening backing store: FILE_ERROR_NO_SPACE', 'UnknownError')
    const refusing = vi.spyOn(computer.parts.indexedDB, 'open').mockImplementation(() => {
      throw full
    })
    closeAll()
    stored.doc.getText('t').insert(0, 'kept')
    await vi.waitFor(() => expect(stored.saved.get()).toMatchObject({ kind: 'not-saved', because: expect.stringContaining('no room') }))
    expect(await codeOf(vault.people.all())).toBe('no-room')
    refusing.mockRestore()
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { timeout: 8000 })
    await vault.people.put([personRow(1)])
    await vault.lock()
    expect(text(await (await computer.unlock()).openDoc(id))).toBe('kept')
  })

  it('[V23] [V156] what the disk refuses is called not saved, stays in the window, keeps the vault open, and is saved when it can be', async () => {
    const computer = installation()
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    const refusing = refuseWrites()
    try {
      stored.doc.getText('t').insert(0, 'kept ')
      await vi.waitFor(() => expect(stored.saved.get()).toMatchObject({ kind: 'not-saved', because: expect.stringContaining('no room') }))
      stored.doc.getText('t').insert(5, 'in the window')
      expect(stored.saved.get().kind).toBe('not-saved')
      expect(await codeOf(vault.lock())).toBe('not-saved-yet')
      expect(vault.unsaved.get()).toBe(true)
    } finally {
      refusing.stop()
    }
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { timeout: 8000 })
    expect(vault.unsaved.get()).toBe(false)
    await vault.lock()
    expect(text(await (await computer.unlock()).openDoc(id))).toBe('kept in the window')
  })
})

describe('a vault that is being locked', () => {
  it('[V102] saves what a document takes meanwhile, and calls what it takes no more not saved, whenever that is', async () => {
    const computer = installation()
    let vault = await computer.create()
    for (let moment = 0; moment < 80; moment += 1) {
      const ids = ['open', 'late'].map((name) => `huddle:${name}${moment}`)
      const [first = '', second = ''] = ids
      const held = [await vault.openDoc(first)]
      const openSecond = (): Promise<StoredDoc | undefined> =>
        vault.openDoc(second).catch((error: unknown) => {
          if (error instanceof ProblemError && error.problem.code === 'vault-locked') return undefined
          throw error
        })
      const opening = moment % 2 === 0 ? openSecond() : undefined
      held[0]?.doc.getText('t').insert(0, 'a')
      const saved = held.map(onceSaved)
      const locking = vault.lock()
      await (moment < 40 ? turns(moment) : Promise.all(saved))
      for (let turn = 40; turn < moment; turn += 1) await Promise.resolve()
      held[0]?.doc.getText('t').insert(0, 'b')
      const taken = held[0]?.saved.get().kind !== 'not-saved'
      const late = await (opening ?? openSecond())
      late?.doc.getText('t').insert(0, 'c')
      const lateTaken = late && late.saved.get().kind !== 'not-saved'
      if (late) held.push(late)
      await locking
      vault = await computer.unlock()
      const found = [text(await vault.openDoc(first)), text(await vault.openDoc(second))]
      expect(found, `moment ${moment}`).toEqual([taken ? 'ba' : 'a', lateTaken ? 'c' : ''])
      for (const { doc } of held) doc.getText('t').insert(0, 'd')
      expect(held.map((each) => each.saved.get().kind)).toEqual(held.map(() => 'not-saved'))
    }
    await vault.lock()
  }, 60_000)

  it('[V102] opens no document meanwhile, and opens them again where it could not be locked', async () => {
    const vault = await installation().create()
    const stored = await vault.openDoc(id)
    const refusing = refuseWrites()
    try {
      stored.doc.getText('t').insert(0, 'kept')
      const locking = vault.lock()
      expect(await codeOf(vault.openDoc('huddle:1'))).toBe('vault-locked')
      expect(await codeOf(locking)).toBe('not-saved-yet')
    } finally {
      refusing.stop()
    }
    const other = await vault.openDoc('huddle:1')
    other.doc.getText('t').insert(0, 'kept too')
    await vi.waitFor(() => expect([stored, other].map(({ saved }) => saved.get().kind)).toEqual(['saved', 'saved']), { timeout: 8000 })
    await Promise.all([vault.lock(), vault.lock()])
    expect(await codeOf(vault.openDoc(id))).toBe('vault-locked')
  })
})

describe('a disk that is full', () => {
  it('[V140] is said in words by whatever needs to write, unlocking too; nothing is half-written, and with room it goes on', async () => {
    const computer = installation()
    const vault = await computer.create()
    await vault.people.put([personRow(1)])
    const refusing = refuseWrites('put')
    try {
      expect(await codeOf(vault.people.put([personRow(2), personRow(3)]))).toBe('no-room')
      expect(await vault.people.all()).toEqual([personRow(1)])
      await vault.lock()
      expect(await codeOf(computer.unlock())).toBe('no-room')
    } finally {
      refusing.stop()
    }
    const again = await computer.unlock()
    await again.people.put([personRow(2)])
    expect(await again.people.all()).toEqual([personRow(1), personRow(2)])
    expect(again.findings.get()).toEqual([])
  })

  it('[V141] a transaction that is given up after all it asked for was granted is not called saved, and is saved by itself', async () => {
    const computer = installation()
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    const givingUp = refuseToCommit('add', null)
    const said: string[] = []
    const stop = stored.saved.subscribe(() => said.push(stored.saved.get().kind))
    try {
      stored.doc.getText('t').insert(0, 'kept')
      await vi.waitFor(() => expect(stored.saved.get().kind).toBe('not-saved'))
      expect(said).toEqual(['saving', 'not-saved'])
    } finally {
      givingUp.stop()
    }
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { timeout: 8000 })
    stop()
    await vault.lock()
    expect(text(await (await computer.unlock()).openDoc(id))).toBe('kept')
  })
})

describe('after a refusal', () => {
  it('[V146] what is on the disk although it was said to have failed holds nothing up, and all of it is there', async () => {
    const computer = installation()
    const vault = await computer.create()
    const stored = await vault.openDoc(id)
    const givingUp = refuseToCommit('add', null)
    stored.doc.getText('t').insert(0, 'kept')
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('not-saved'))
    givingUp.stop()
    const raw = await openRawStore(storeName, computer.parts)
    for (const row of givingUp.asked) await raw.put('updates', row as RawRow)
    raw.close()
    stored.doc.getText('t').insert(4, ' all')
    await vi.waitFor(() => expect(stored.saved.get().kind).toBe('saved'), { timeout: 8000 })
    await vault.lock()
    expect(text(await (await computer.unlock()).openDoc(id))).toBe('kept all')
  })

  it('[V144] another document that is written meanwhile is not called saved either', async () => {
    const computer = installation()
    const vault = await computer.create()
    const [first, second] = [await vault.openDoc(id), await vault.openDoc(`person:${personIdAt(2)}`)]
    const refusing = refuseWrites()
    try {
      first.doc.getText('t').insert(0, 'one')
      await vi.waitFor(() => expect(first.saved.get().kind).toBe('not-saved'))
      second.doc.getText('t').insert(0, 'two')
      expect(second.saved.get()).toMatchObject({ kind: 'not-saved', because: expect.stringContaining('no room') })
    } finally {
      refusing.stop()
    }
    await vi.waitFor(() => expect([first, second].map(({ saved }) => saved.get().kind)).toEqual(['saved', 'saved']), { timeout: 8000 })
    await vault.lock()
  })
})

describe('two windows of one vault', () => {
  it('[V24] each shows what the other writes, and neither loses a change of either', async () => {
    const computer = installation()
    const channel = windows()
    const first = await computer.keeper({ channel }).create(passphrase)
    const second = await computer.keeper({ channel }).unlock(passphrase)
    const [here, there] = [await first.openDoc(id), await second.openDoc(id)]
    for (let edit = 0; edit < 60; edit += 1) {
      here.doc.getText('t').insert(0, 'a')
      there.doc.getText('t').insert(0, 'b')
      if (edit % 10 === 0) await isSaved(here)
    }
    await vi.waitFor(() => expect([text(here).length, text(there).length]).toEqual([120, 120]))
    expect(text(here)).toBe(text(there))
    await here.release()
    there.doc.getText('t').insert(0, 'c')
    await there.release()
    await first.lock()
    await second.lock()
    const again = await computer.unlock()
    expect([...text(await again.openDoc(id))].toSorted().join('')).toBe(`${'a'.repeat(60)}${'b'.repeat(60)}c`)
    await again.lock()
  })

  it('[V24] a window that the browser froze shows what the other wrote and has made a snapshot of, and makes its own again', async () => {
    const computer = installation()
    const channel = windows()
    const first = await computer.keeper({ channel }).create(passphrase)
    const second = await computer.keeper().unlock(passphrase)
    const writer = await computer.keeper({ channel }).unlock(passphrase)
    const [frozen, there] = [await first.openDoc(id), await second.openDoc(id)]
    for (let edit = 0; edit < 20; edit += 1) {
      there.doc.getText('t').insert(0, 'b')
      await isSaved(there)
    }
    await there.release()
    expect(text(frozen)).toBe('')
    const later = await writer.openDoc(id)
    later.doc.getText('t').insert(0, 'c')
    await vi.waitFor(() => expect(text(frozen)).toHaveLength(21))
    for (let edit = 0; edit < 20; edit += 1) {
      frozen.doc.getText('t').insert(0, 'a')
      await isSaved(frozen)
    }
    await later.release()
    await frozen.release()
    const raw = await openRawStore(storeName, computer.parts)
    expect((await raw.rows('updates')).length).toBeLessThan(16)
    raw.close()
    for (const each of [first, second, writer]) await each.lock()
    const again = await computer.unlock()
    expect([...text(await again.openDoc(id))].toSorted().join('')).toBe(`${'a'.repeat(20)}${'b'.repeat(20)}c`)
    await again.lock()
  })

  it('[V21] a window that has not heard of another’s snapshot does not write its own over it', async () => {
    const computer = installation()
    const first = await computer.create()
    const second = await computer.unlock()
    const [here, there] = [await first.openDoc(id), await second.openDoc(id)]
    for (const [stored, letter] of [[there, 'b'], [here, 'a']] as const) {
      for (let edit = 0; edit < 20; edit += 1) {
        stored.doc.getText('t').insert(0, letter)
        await isSaved(stored)
      }
      await stored.release()
    }
    await first.lock()
    await second.lock()
    const again = await computer.unlock()
    expect([...text(await again.openDoc(id))].toSorted().join('')).toBe(`${'a'.repeat(20)}${'b'.repeat(20)}`)
    await again.lock()
  })

  it('[L180] a window that watches documents is told what another has written, with what is open here up to date, and what came out of a backup', async () => {
    const computer = installation()
    const channel = windows()
    const first = await computer.keeper({ channel }).create(passphrase)
    const second = await computer.keeper({ channel }).unlock(passphrase)
    const [written, open] = [await first.openDoc(id), await second.openDoc(id)]
    const heard: string[] = []
    second.watchDocuments((each) => heard.push(`${each}: ${text(open)}`))
    written.doc.getText('t').insert(0, 'written')
    await vi.waitFor(() => expect(heard).toEqual([`${id}: written`]))
    const other = `person:${personIdAt(2)}`
    const restored = new Y.Doc()
    restored.getText('t').insert(0, 'from a backup')
    await second.takeDocs([{ id: other, bytes: Y.encodeStateAsUpdate(restored) }])
    expect(heard.slice(1)).toEqual([`${other}: written`])
    for (const each of [written, open]) await each.release()
    for (const each of [first, second]) await each.lock()
  })

  it('[V25] a window is told when another changes records or locks everywhere', async () => {
    const computer = installation()
    const channel = windows()
    const first = await computer.keeper({ channel }).create(passphrase)
    const second = await computer.keeper({ channel }).unlock(passphrase)
    const heard: string[] = []
    second.watchOthers((what) => heard.push(what))
    await first.people.put([personRow(1)])
    await vi.waitFor(() => expect(heard).toEqual(['records']))
    expect(await second.people.all()).toEqual([personRow(1)])
    await second.people.put([{ ...personRow(1), familyName: 'Changed' }])
    expect((await first.people.get(personRow(1).id))?.familyName).toBe('Changed')
    await first.lock('everywhere')
    await vi.waitFor(() => expect(heard).toEqual(['records', 'locked']))
    await second.lock()
  })
})
