import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { toBase64url } from '../../../../src/core/model/bytes.ts'
import { personRoom } from '../../../../src/core/model/person-room.ts'
import { keepBroughtOutcome } from '../../../../src/core/session/catch-up/keep-outcome.ts'
import { roomPaper } from '../../../../src/core/session/catch-up/papers.ts'
import { vaultShelf } from '../../../../src/core/session/catch-up/vault-shelf.ts'
import { personDocId } from '../../../../src/core/session/item-access.ts'
import type { Vault } from '../../../../src/core/vault/vault.ts'
import { sampleTeam, signedSample } from '../../../fixtures/record/sample-outcome.ts'
import { openRawStore } from '../../../fixtures/vault/raw-store.ts'
import { installation, storeName } from '../../vault/installation.ts'
import { effects } from '../effects.ts'

const { outcome, payload, answers } = await signedSample(1)
const { nurse, psychologist } = await sampleTeam()
const person = outcome.person.id
const room = personRoom.parse({ id: person, room: 'a'.repeat(32), secret: toBase64url(new Uint8Array(32).fill(7)) })
const doc = personDocId(person)

/** A vault of which every row of these was damaged while it was closed, and what had been in it. */
async function damaged(): Promise<{ vault: Vault; story: Uint8Array }> {
  const { create, unlock, parts } = installation()
  const before = await create()
  await before.rooms.put([room])
  await before.outcomes.put([{ id: outcome.id, outcome, payload, answers }])
  const stored = await before.openDoc(doc)
  stored.doc.getText('t').insert(0, 'their story')
  const story = Y.encodeStateAsUpdate(stored.doc)
  await stored.release()
  await before.rewriteDoc(doc)
  const again = await before.openDoc(doc)
  again.doc.getText('t').insert(0, 'and since, ')
  await again.release()
  await before.lock()
  const raw = await openRawStore(storeName, parts)
  for (const table of ['rooms', 'outcomes', 'snapshots', 'updates']) {
    for (const row of await raw.rows(table)) await raw.put(table, { ...row, sealed: new Uint8Array(90) })
  }
  raw.close()
  return { vault: await unlock(), story }
}

const amiss = (vault: Vault): string[] => vault.findings.get().flatMap(({ kind, table }) => (kind === 'mended' ? [] : [table])).toSorted()

it('[V153] what was found damaged is said to have come back once a colleague’s device has brought it, and not before', async () => {
  const { vault, story } = await damaged()
  const shelf = vaultShelf({ vault, effects, me: nurse.card, people: () => [], outcomesOf: () => [], refresh: async () => undefined, roster: () => ({ team: outcome.team }) as never, formerTeams: () => [], isLive: () => false })
  await vault.check(() => undefined)
  expect(amiss(vault)).toEqual(['outcomes', 'rooms', 'snapshots', 'updates'])

  await (await shelf.open(person)).release()
  expect(amiss(vault)).toEqual(['outcomes', 'rooms', 'snapshots', 'updates'])
  const opened = await shelf.open(person)
  Y.applyUpdate(opened.doc, story)
  await opened.release()
  expect(amiss(vault)).toEqual(['outcomes', 'rooms'])

  await shelf.take(person, [(await roomPaper(room)).text], psychologist.card)
  expect(amiss(vault)).toEqual(['outcomes'])

  await keepBroughtOutcome(vault, { id: outcome.id, outcome, payload, answers }, nurse.card.device, effects)
  expect(amiss(vault)).toEqual([])
  await vault.lock()
})
