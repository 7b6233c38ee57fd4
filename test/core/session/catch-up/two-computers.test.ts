import { expect, it, vi } from 'vitest'
import { memoryHost } from '../../../../src/core/memory-host.ts'
import { sourceOf } from '../../../fixtures/vault/backups.ts'
import { colleagues, deskOf } from '../colleagues.ts'
import { foundsTeam, joins, newDesk, passphrase } from '../team-builders.ts'
import { someone } from '../two-at-a-table.ts'
import { huddleAlone } from './huddle-alone.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }
const unwatched = { onProgress: () => undefined, signal: new AbortController().signal }

/** Nadia at two computers, of which the second was restored from a backup of the first; her colleague is away. */
async function twoComputers() {
  const from = colleagues()
  const host = memoryHost()
  const first = deskOf(await foundsTeam(await from.newcomer(host), 'Nadia Clegg'))
  const mei = await newDesk(from, 'Mei Tanaka')
  await joins(mei, first)
  await mei.lock()
  const { name } = await first.makeBackup(unwatched)
  const session = await from.newcomer()
  await session.restore(sourceOf(host.backups.get(name) ?? new Uint8Array()), { kind: 'passphrase', passphrase }, undefined, unwatched)
  return { first, second: deskOf(session) }
}

it('[L188] two computers restored from one backup bring each other what is new, places in the record too, and nobody is said to have brought it', { timeout: 60_000 }, async () => {
  const { first, second } = await twoComputers()
  const [okafor, lindqvist] = [someone('Okafor', { kind: 'not-asked' }), someone('Lindqvist', { kind: 'not-asked' })]
  await huddleAlone(first, [okafor])
  await vi.waitFor(() => expect(second.outcomes.get()[0]?.receipt?.ledgerLine).toBe(first.outcomes.get()[0]?.receipt?.ledgerLine), patience)
  await vi.waitFor(async () => expect((await second.ownWords(okafor.id)).map(({ text }) => text)).toEqual(['Said by Okafor']), patience)
  await huddleAlone(second, [lindqvist])
  await vi.waitFor(async () => expect((await first.ownWords(lindqvist.id)).map(({ text }) => text)).toEqual(['Said by Lindqvist']), patience)
  for (const desk of [first, second]) expect([desk.sinceLastTime.get().brought, desk.catchUp.get().here, desk.catchUp.get().setAside]).toEqual([[], [], []])
})

it('[L188] two windows of one vault bring each other nothing', { timeout: 60_000 }, async () => {
  const from = colleagues()
  const open = from.installation()
  const first = deskOf(await foundsTeam(await open(), 'Nadia Clegg'))
  const mei = await newDesk(from, 'Mei Tanaka')
  await joins(mei, first)
  const session = await open()
  await session.unlock(passphrase)
  const second = deskOf(session)
  const okafor = someone('Okafor', { kind: 'not-asked' })
  await huddleAlone(first, [okafor])
  for (const desk of [mei, second]) await vi.waitFor(async () => expect((await desk.ownWords(okafor.id)).map(({ text }) => text)).toEqual(['Said by Okafor']), patience)
  for (const desk of [first, second]) expect((await desk.readTrail(okafor.id)).filter(({ kind }) => kind === 'brought')).toEqual([])
  expect([first.catchUp.get().setAside, second.catchUp.get().setAside]).toEqual([[], []])
})
