import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { memoryHost } from '../../../src/core/memory-host.ts'
import type { AgendaItem } from '../../../src/core/model/huddle.ts'
import { team } from '../../../src/core/model/team.ts'
import { ledgerReading } from '../../../src/core/record/ledger-reading.ts'
import { keepBroughtOutcome } from '../../../src/core/session/catch-up/keep-outcome.ts'
import { keepOutcome } from '../../../src/core/session/kept-outcomes.ts'
import { lastTimeOf } from '../../../src/core/session/last-time.ts'
import { takeLateAnswers } from '../../../src/core/session/late-answers.ts'
import { timelineOf } from '../../../src/core/session/timeline-of.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { idFrom, sampleOutcome, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'
import { someone } from './two-at-a-table.ts'

async function closedItem(signed = signedSample(1)) {
  const { outcome, payload, answers } = await signed
  const person = personDoc(new Y.Doc(), effects)
  const discussion = person.discussion(outcome.item)
  discussion.readBack({ payload, at: outcome.readBackAt, by: outcome.huddle.noteKeeper.name })
  for (const each of answers) discussion.give(each)
  const item: AgendaItem = {
    id: outcome.item,
    personId: outcome.person.id,
    initials: 'D. O.',
    reason: 'New referral',
    minutes: 10,
    broughtBy: outcome.huddle.noteKeeper.name,
    state: 'closed',
    order: 1,
    outcome: outcome.id,
  }
  return { outcome, person, item, answers }
}

const refuses = (): Promise<never> => Promise.reject(new Error('the disk is full'))

it('[J45] what a decided outcome asks for is kept, also where the first try was cut off before that', async () => {
  const { outcome, person, item } = await closedItem()
  const vault = memoryVault()
  const full = { ...vault, actions: { ...vault.actions, put: refuses, change: refuses } }
  await expect(keepOutcome(full, item, person, effects)).rejects.toThrow('the disk is full')
  await keepOutcome(vault, item, person, effects)
  expect((await vault.outcomes.all()).map(({ id }) => id)).toEqual([outcome.id])
  expect((await vault.actions.all()).map(({ id }) => id).toSorted()).toEqual(outcome.actions.map(({ id }) => id).toSorted())
})

it('[J45] what was answered for before the outcome could be kept stays answered', async () => {
  const { outcome, person, item } = await closedItem()
  const vault = memoryVault()
  const full = { ...vault, outcomes: { ...vault.outcomes, put: refuses, change: refuses } }
  await expect(keepOutcome(full, item, person, effects)).rejects.toThrow('the disk is full')
  const ids = outcome.actions.map(({ id }) => id)
  await vault.actions.change(ids, (now) => now && { ...now, state: 'done' })
  await keepOutcome(vault, item, person, effects)
  expect((await vault.actions.all()).map(({ state }) => state)).toEqual(ids.map(() => 'done'))
  expect(ids.length).toBeGreaterThan(0)
})

/** The same discussion, closed a second time: its actions are others' now, and for a later day. */
async function decidedAgain() {
  const { item, person, actions } = await sampleOutcome(1)
  const { name, role, device } = (await sampleTeam()).psychologist.card
  const anew = actions.map((each) => ({ ...each, owner: { name, role, device }, due: '2027-02-26' }))
  return signedSample(2, { item, person, actions: anew, readBackAt: '2026-11-24T10:20:00.000Z' })
}
const owners = async (vault: ReturnType<typeof memoryVault>) => (await vault.actions.all()).map(({ owner, due, state }) => ({ owner: owner.name, due, state }))

it('[J50] a discussion that is closed a second time asks for its actions as they were decided then, and each stays as it is answered for', async () => {
  const [first, again] = [await closedItem(), await closedItem(decidedAgain())]
  const vault = memoryVault()
  await keepOutcome(vault, first.item, first.person, effects)
  await keepOutcome(vault, again.item, again.person, effects)
  const asked = again.outcome.actions.map(() => ({ owner: 'Beth Carrow', due: '2027-02-26', state: 'to do' }))
  expect(asked.length).toBeGreaterThan(0)
  expect(await owners(vault)).toEqual(asked)
  await vault.actions.change(again.outcome.actions.map(({ id }) => id), (now) => now && { ...now, state: 'done' })
  // As where it was cut off before the outcome itself was kept.
  await vault.outcomes.remove([again.outcome.id])
  await keepOutcome(vault, again.item, again.person, effects)
  expect(await owners(vault)).toEqual(asked.map((each) => ({ ...each, state: 'done' })))
})

it('[J50] an outcome that comes after the one that decides its actions anew asks for none of them', async () => {
  const [first, again] = [await signedSample(1), await closedItem(decidedAgain())]
  const vault = memoryVault()
  await keepOutcome(vault, again.item, again.person, effects)
  const { outcome, payload, answers } = first
  const { nurse } = await sampleTeam()
  expect(await keepBroughtOutcome(vault, { id: outcome.id, outcome, payload, answers }, nurse.card.device, effects)).toBe('new')
  expect(await owners(vault)).toEqual(again.outcome.actions.map(() => ({ owner: 'Beth Carrow', due: '2027-02-26', state: 'to do' })))
})

const named = ({ card }: { readonly card: { readonly name: string; readonly role: string; readonly device: string } }) => ({ name: card.name, role: card.role, device: card.device })

/** Three decisions about one person, each in the place of the one before, read back at computers whose clocks go as they like. */
async function amendedTwice(clocks: readonly string[]) {
  const { nurse, psychologist, socialWorker } = await sampleTeam()
  const { person, actions } = await sampleOutcome(1)
  return Promise.all(
    [nurse, psychologist, socialWorker].map((device, at) =>
      signedSample(at + 1, {
        person,
        item: idFrom(0xb001),
        keyworker: named(device),
        actions: actions.map((each) => ({ ...each, owner: named(device) })),
        readBackAt: `2026-11-24T${clocks[at] ?? ''}:00.000Z`,
        ...(at > 0 && { replaces: { outcome: idFrom(0xa000 + at), because: 'She has moved.' } }),
      }),
    ),
  )
}
const everyOrder = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

it.each([
  ['right', ['10:00', '10:10', '10:20']],
  ['slow', ['10:00', '09:50', '09:40']],
  ['one slow and one ahead', ['10:00', '12:00', '09:40']],
])('[J94] [J50] [J53] [J54] a decision that replaces another is what holds where the clocks were %s, in whatever order they come', async (_how, clocks) => {
  const all = await amendedTwice(clocks)
  const { name } = named((await sampleTeam()).socialWorker)
  for (const order of everyOrder) {
    const vault = memoryVault()
    await vault.people.put([{ ...someone('Okafor', { kind: 'not-asked' }), id: (await sampleOutcome(1)).person.id }])
    for (const each of order.flatMap((at) => all[at] ?? [])) {
      await keepBroughtOutcome(vault, { id: each.outcome.id, outcome: each.outcome, payload: each.payload, answers: each.answers }, (await sampleTeam()).nurse.card.device, effects)
    }
    const [actions, outcomes] = [await vault.actions.all(), await vault.outcomes.all()]
    expect((await vault.people.all()).map(({ keyworker }) => keyworker)).toEqual([name])
    expect(new Set(lastTimeOf(actions, outcomes).asked.map(({ owner }) => owner))).toEqual(new Set([name]))
    const [person] = await vault.people.all()
    const told = person ? await timelineOf(vault, person.id, effects) : []
    expect(told.flatMap((event) => (event.kind === 'outcome' ? event.outcome : []))).toEqual([3, 2, 1].map((number) => idFrom(0xa000 + number)))
  }
})

async function deskOver(vault: Vault) {
  const profile = { ...(await sampleTeam()).nurse, team: team.parse({ ...westLeeds, id: idFrom(0xd001), practice: true }), lastHereAt: 0 }
  return { host: memoryHost(), vault, effects, ledgers: ledgerReading(), profile, fonts: (): Promise<never> => Promise.reject(new Error('nothing is typeset')) }
}

it('[J61] [R31] an answer that is kept is not checked again each time that something is written, before filing and after', async () => {
  const { outcome, person, item, answers } = await closedItem()
  const vault = memoryVault()
  await keepOutcome(vault, item, person, effects)
  const check = vi.spyOn(await loadSodium(), 'crypto_sign_verify_detached')
  await keepOutcome(vault, item, person, effects)
  const filed = await vault.outcomes.change([outcome.id], (now) => now && { ...now, receipt: { at: outcome.readBackAt, folder: '/records', ledgerLine: 2 } })
  await keepOutcome(vault, item, person, effects)
  await takeLateAnswers(await deskOver(vault), person, filed, async () => undefined)
  expect([answers.length, check.mock.calls.length]).toEqual([3, 0])
  check.mockRestore()
})
