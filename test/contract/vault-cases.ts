import type { Vault } from '../../src/core/vault/vault.ts'
import { actionRow, personRow, profileRow } from '../fixtures/vault/rows.ts'

/** What a vault case needs of where it runs; a page has no test library. */
export interface VaultCaseTools {
  /** An empty vault. */
  open(): Promise<Vault>
  same(found: unknown, expected: unknown): void
  /** The code of the problem with which something was refused. */
  rejected(promise: Promise<unknown>): Promise<string>
}

export interface VaultCase {
  readonly title: string
  run(tools: VaultCaseTools): Promise<void>
}

/** What every vault does, whatever keeps it. */
export const vaultCases: readonly VaultCase[] = [
  {
    title: '[V2] a row that was put is there, by its id and among all, and one that was removed is not',
    async run({ open, same }) {
      const vault = await open()
      const [one, other] = [personRow(1), personRow(2)]
      await vault.people.put([one, other])
      same(await vault.people.get(one.id), one)
      same((await vault.people.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1)), [one, other])
      await vault.people.remove([one.id])
      same(await vault.people.get(one.id), undefined)
      same(await vault.people.all(), [other])
    },
  },
  {
    title: '[V2] putting a row again replaces it, and no other',
    async run({ open, same }) {
      const vault = await open()
      await vault.people.put([personRow(1), personRow(2)])
      await vault.people.put([{ ...personRow(1), familyName: 'Changed' }])
      await vault.actions.put([actionRow(1)])
      same((await vault.people.all()).map(({ familyName }) => familyName).toSorted(), ['Changed', personRow(2).familyName].toSorted())
      same(await vault.actions.all(), [actionRow(1)])
    },
  },
  {
    title: '[V2] nothing that a caller does to a row after putting it changes what is kept',
    async run({ open, same }) {
      const vault = await open()
      const row = { ...personRow(1) }
      await vault.people.put([row])
      Object.assign(row, { familyName: 'Tampered' })
      same(await vault.people.get(row.id), personRow(1))
    },
  },
  {
    title: '[V2] a document that is opened just as it is let go keeps what is written in it',
    async run({ open, same }) {
      const vault = await open()
      for (let moment = 0; moment < 20; moment += 1) {
        const before = await vault.openDoc(`huddle:${moment}`)
        const going = before.release()
        for (let waited = 0; waited < moment; waited += 1) await Promise.resolve()
        const again = await vault.openDoc(`huddle:${moment}`)
        again.doc.getMap('about').set('written', moment)
        await going
        await again.release()
        const later = await vault.openDoc(`huddle:${moment}`)
        same(later.doc.getMap('about').get('written'), moment)
        await later.release()
      }
    },
  },
  {
    title: '[V2] a document opened twice is one document, and is there again after it was let go',
    async run({ open, same }) {
      const vault = await open()
      const one = await vault.openDoc('huddle:1')
      const other = await vault.openDoc('huddle:1')
      same(one.doc === other.doc, true)
      one.doc.getText('t').insert(0, 'kept')
      await one.release()
      await one.release()
      await other.release()
      const again = await vault.openDoc('huddle:1')
      same(again.doc.getText('t').toString(), 'kept')
      await again.release()
      await vault.removeDocs(['huddle:1'])
      same((await vault.openDoc('huddle:1')).doc.getText('t').toString(), '')
    },
  },
  {
    title: '[L180] whoever watches documents is told of each that is written, until they stop',
    async run({ open, same }) {
      const vault = await open()
      const heard = new Set<string>()
      const stop = vault.watchDocuments((id) => heard.add(id))
      const write = async (id: string): Promise<void> => {
        const { doc, release } = await vault.openDoc(id)
        doc.getText('t').insert(0, 'written')
        await release()
      }
      await write('huddle:1')
      await vault.openDoc('huddle:2').then(({ release }) => release())
      same([...heard], ['huddle:1'])
      await write('huddle:2')
      same([...heard], ['huddle:1', 'huddle:2'])
      stop()
      await write('huddle:3')
      same([...heard], ['huddle:1', 'huddle:2'])
    },
  },
  {
    title: '[V83] rows are changed from how they stand, and what is left alone stays',
    async run({ open, same }) {
      const vault = await open()
      await vault.people.put([personRow(1), personRow(2)])
      const changed = await Promise.all([
        vault.people.change([personRow(1).id, personRow(3).id], (now) => now && { ...now, area: `${now.area}, north` }),
        vault.people.change([personRow(1).id, personRow(2).id], (now) => (now?.id === personRow(1).id ? { ...now, keyworker: 'Nadia Clegg' } : undefined)),
      ])
      same(changed.map((rows) => rows.map(({ id }) => id)), [[personRow(1).id], [personRow(1).id]])
      same(await vault.people.get(personRow(1).id), { ...personRow(1), area: 'West Leeds, north', keyworker: 'Nadia Clegg' })
      same((await vault.people.all()).length, 2)
    },
  },
  {
    title: '[V83] who this device is is changed from how it stands, and what is left alone stays',
    async run({ open, same }) {
      const vault = await open()
      same(await vault.profile.change((now) => now), undefined)
      await vault.profile.put(profileRow)
      await Promise.all([
        vault.profile.change((now) => now && { ...now, lastHereAt: now.lastHereAt + 1 }),
        vault.profile.change((now) => now && { ...now, joining: true }),
        vault.profile.change(() => undefined),
      ])
      same(await vault.profile.get(), { ...profileRow, lastHereAt: profileRow.lastHereAt + 1, joining: true })
    },
  },
  {
    title: '[V3] a locked vault refuses every call',
    async run({ open, same, rejected }) {
      const vault = await open()
      await vault.people.put([personRow(1)])
      await vault.lock()
      for (const call of [vault.people.all(), vault.people.get(personRow(1).id), vault.people.put([personRow(1)]), vault.openDoc('huddle:1'), vault.profile.get(), vault.audit.all(), vault.check(() => undefined)]) {
        same(await rejected(call), 'vault-locked')
      }
      await vault.lock()
    },
  },
]
