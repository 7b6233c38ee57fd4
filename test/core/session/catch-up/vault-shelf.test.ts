import { expect, it } from 'vitest'
import { vaultShelf } from '../../../../src/core/session/catch-up/vault-shelf.ts'
import { memoryVault } from '../../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../../src/core/vault/vault.ts'
import { memberNamed } from '../../../contract/members.ts'
import { deviceOf, founded } from '../../record/roster-builders.ts'
import { effects } from '../effects.ts'
import { someone } from '../two-at-a-table.ts'

it('[L130] a person who could not be read once is let go, and read again', async () => {
  const [vault, roster] = [memoryVault(), await founded(await deviceOf('Nadia Clegg'))]
  let [readable, held] = [false, 0]
  const openDoc: Vault['openDoc'] = async (id) => {
    const stored = await vault.openDoc(id)
    held += 1
    return { ...stored, release: async () => void (held -= 1) }
  }
  const rooms: Vault['rooms'] = { ...vault.rooms, get: async (id) => (readable ? vault.rooms.get(id) : Promise.reject(new Error('the disk is busy'))) }
  const shelf = vaultShelf({
    vault: { ...vault, openDoc, rooms },
    effects,
    me: (await memberNamed('Nadia Clegg')).keys.card,
    people: () => [],
    outcomesOf: () => [],
    refresh: async () => undefined,
    roster: () => roster,
    isLive: () => false,
  })
  const { id } = someone('Okafor', { kind: 'not-asked' })
  const colleague = (await memberNamed('Mei Tanaka')).keys.card
  await expect(shelf.may(id, colleague)).rejects.toThrow('the disk is busy')
  expect(held).toBe(0)
  readable = true
  expect(await shelf.may(id, colleague)).toBe(true)
})
