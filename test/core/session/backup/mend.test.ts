import { describe, expect, it, vi } from 'vitest'
import { memoryHost } from '../../../../src/core/memory-host.ts'
import { mergeRows } from '../../../../src/core/session/backup/merge-rows.ts'
import { bringBack, lookThrough } from '../../../../src/core/session/backup/restore-backup.ts'
import { twinHost } from '../../../../src/core/session/twin-host.ts'
import { codeOf } from '../../../contract/vault.ts'
import { backUp, sourceOf, unwatched } from '../../../fixtures/vault/backups.ts'
import { openRawStore } from '../../../fixtures/vault/raw-store.ts'
import { refuseWrites } from '../../../fixtures/vault/refusals.ts'
import { actionRow, personIdAt, personRow } from '../../../fixtures/vault/rows.ts'
import { installation, passphrase, storeName } from '../../vault/installation.ts'

const secret = { kind: 'passphrase', passphrase } as const

async function withBackup() {
  const computer = installation()
  const vault = await computer.create()
  await vault.people.put([personRow(1), personRow(2), personRow(3)])
  await vault.actions.put([actionRow(1)])
  const { bytes } = await backUp(vault)
  await vault.lock()
  return { computer, source: sourceOf(bytes) }
}

describe('a backup and a store that has suffered', () => {
  it('[V98] gives back what was damaged and what was gone, says so, and says it after a restart too', async () => {
    const { computer, source } = await withBackup()
    const raw = await openRawStore(storeName, computer.parts)
    const row = (await raw.rows('people')).find(({ id }) => id === personIdAt(1))
    await raw.put('people', { ...row, sealed: new Uint8Array(90) })
    await raw.remove('people', personIdAt(2))
    await raw.remove('actions', actionRow(1).id)
    raw.close()

    const vault = await computer.unlock()
    await vault.check(() => undefined)
    expect(vault.findings.get().map(({ kind }) => kind).toSorted()).toEqual(['missing', 'missing', 'set-aside'])
    const backup = await computer.keeper().readBackup(source, secret)
    const result = await bringBack(vault, backup, await lookThrough(backup, unwatched), { isNew: false, merge: mergeRows, watch: unwatched })
    expect(result).toMatchObject({ broughtBack: 3, mended: 3 })
    expect(await vault.people.all()).toEqual([personRow(1), personRow(2), personRow(3)])
    expect(await vault.actions.all()).toEqual([actionRow(1)])
    expect(vault.findings.get().every(({ kind, because }) => kind === 'mended' && because === 'restored')).toBe(true)
    await vault.lock()
    const again = await computer.unlock()
    expect((await again.check(() => undefined)).findings).toMatchObject([{ kind: 'mended', table: 'people', id: personIdAt(1), because: 'restored' }])
    await again.lock()
  })

  it('[V99] a restore that failed on the way leaves no vault, and one that was cut off counts as none', async () => {
    const { computer: old, source } = await withBackup()
    const [computer, later] = [installation(), installation()]
    const backup = await old.keeper().readBackup(source, secret)
    const failing = computer.keeper().restore(backup, undefined, async (vault) => {
      await vault.people.put([personRow(1)])
      throw new Error('the tab was closed')
    })
    expect(await codeOf(failing)).toContain('the tab was closed')
    expect([await computer.keeper().presence(), await computer.parts.indexedDB.databases()]).toEqual(['none', []])

    // Nor a second copy, which would bring it back as if it were whole.
    const host = memoryHost()
    const twins = twinHost(host, 'team')
    const unsaved = computer.keeper({ twins }).restore(backup, undefined, async (vault) => {
      await vault.people.put([personRow(1)])
      const note = await vault.openDoc('note')
      const refusing = refuseWrites()
      note.doc.getText('t').insert(0, 'more')
      await vi.waitFor(() => expect(note.saved.get().kind).toBe('not-saved'))
      refusing.stop()
      throw new Error('the tab was closed')
    })
    expect(await codeOf(unsaved)).toContain('the tab was closed')
    expect([await computer.keeper({ twins }).presence(), host.twins.size, await computer.parts.indexedDB.databases()]).toEqual(['none', 0, []])
    const kept = await computer.keeper({ twins }).restore(backup, undefined, async (vault) => void (await vault.people.put([personRow(1)])))
    await kept.people.put([personRow(2)])
    expect(host.twins.size).toBe(1)
    await kept.lock()

    const cutOff = new Promise<void>((reached) => {
      void later.keeper().restore(backup, undefined, async (vault) => {
        await vault.people.put([personRow(1)])
        reached()
        await new Promise(() => undefined)
      })
    })
    await cutOff
    expect([await later.keeper().presence(), (await later.parts.indexedDB.databases()).length]).toEqual(['none', 2])
    const whole = await later.keeper().restore(backup, undefined, async (vault) => {
      await bringBack(vault, backup, await lookThrough(backup, unwatched), { isNew: true, merge: mergeRows, watch: unwatched })
    })
    expect(await whole.people.all()).toHaveLength(3)
    await whole.lock()
    expect(await later.keeper().presence()).toBe('locked')
  })
})
