import { expect, it, vi } from 'vitest'
import { personDoc } from '../../../../src/core/doc/person-doc.ts'
import { instantOf } from '../../../../src/core/model/dates.ts'
import { identityOf, type SharingAgreement } from '../../../../src/core/model/person.ts'
import { vaultShelf } from '../../../../src/core/session/catch-up/vault-shelf.ts'
import { personDocId } from '../../../../src/core/session/item-access.ts'
import { newRoom } from '../../../../src/core/session/meeting-point.ts'
import { memoryVault } from '../../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../../src/core/vault/vault.ts'
import { memberNamed } from '../../../contract/members.ts'
import { deviceOf, founded } from '../../record/roster-builders.ts'
import { effects } from '../effects.ts'
import { someone } from '../two-at-a-table.ts'

const roster = await founded(await deviceOf('Nadia Clegg'))
const colleague = (await memberNamed('Mei Tanaka')).keys.card

const shelfOver = async (vault: Vault, isLive = (): boolean => false) =>
  vaultShelf({
    vault,
    effects,
    me: (await memberNamed('Nadia Clegg')).keys.card,
    people: () => [],
    outcomesOf: () => [],
    refresh: async () => undefined,
    roster: () => roster,
    formerTeams: () => [],
    isLive,
  })

it('[L130] a person who could not be read once is let go, and read again', async () => {
  const vault = memoryVault()
  let [readable, held] = [false, 0]
  const openDoc: Vault['openDoc'] = async (id) => {
    const stored = await vault.openDoc(id)
    held += 1
    return { ...stored, release: async () => void (held -= 1) }
  }
  const rooms: Vault['rooms'] = { ...vault.rooms, get: async (id) => (readable ? vault.rooms.get(id) : Promise.reject(new Error('the disk is busy'))) }
  const shelf = await shelfOver({ ...vault, openDoc, rooms })
  const { id } = someone('Okafor', { kind: 'not-asked' })
  await expect(shelf.may(id, colleague)).rejects.toThrow('the disk is busy')
  expect(held).toBe(0)
  readable = true
  expect(await shelf.may(id, colleague)).toBe(true)
})

/** Somebody who was discussed, of whom nothing but their document is here. */
async function discussed(isLive?: () => boolean) {
  const vault = memoryVault()
  const person = someone('Okafor', { kind: 'not-asked' })
  await vault.rooms.put([{ id: person.id, ...newRoom(effects), team: roster.team.id }])
  const { doc } = await vault.openDoc(personDocId(person.id))
  const shelf = await shelfOver(vault, isLive)
  const said = personDoc(doc, effects)
  let days = 0
  const describe = (agreement: SharingAgreement): void => {
    days += 1
    said.describe(identityOf(person), { agreement, since: instantOf(days * 24 * 60 * 60 * 1000) })
  }
  return { shelf, describe }
}

it('[L180] whom a document says that it may be told to is judged by what it says now', async () => {
  const { shelf, describe } = await discussed()
  const council = { ...colleague, organisationKind: 'Council' as const }
  describe({ kind: 'not-asked' })
  expect(await shelf.held(council)).toEqual([])
  describe({ kind: 'agreed', with: ['NHS', 'Council'] })
  expect(await shelf.held(council)).toHaveLength(1)
  describe({ kind: 'not-asked' })
  expect([await shelf.held(council), await shelf.closed(council)]).toEqual([[], [expect.any(String)]])
})

it('[L180] what is written of somebody is told of soon, once however often it was written; while they are open in a huddle here it is held, and not told', async () => {
  let live = true
  const { shelf, describe } = await discussed(() => live)
  describe({ kind: 'not-asked' })
  const digest = async () => (await shelf.held(colleague))[0]?.digest
  const heard = vi.fn<() => void>()
  shelf.subscribe(heard)
  vi.useFakeTimers()
  try {
    const first = await digest()
    describe({ kind: 'agreed', with: ['NHS'] })
    const second = await digest()
    expect(second).not.toBe(first)
    vi.runAllTimers()
    expect(heard).not.toHaveBeenCalled()
    live = false
    describe({ kind: 'not-asked' })
    describe({ kind: 'agreed', with: ['NHS'] })
    expect(await digest()).not.toBe(second)
    vi.runAllTimers()
    expect(heard).toHaveBeenCalledTimes(1)
    describe({ kind: 'not-asked' })
    shelf.stop()
    vi.runAllTimers()
    expect(heard).toHaveBeenCalledTimes(1)
  } finally {
    vi.useRealTimers()
  }
})
