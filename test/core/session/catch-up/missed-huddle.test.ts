import { describe, expect, it, vi } from 'vitest'
import type { CardFields, Desk } from '../../../../src/core/session/session.ts'
import type { Person } from '../../../../src/core/model/person.ts'
import { memoryHost } from '../../../../src/core/memory-host.ts'
import type { Transport } from '../../../../src/core/sync/transport.ts'
import { colleagues, deskOf } from '../colleagues.ts'
import { foundsTeam, joins, newSession, passphrase, rosterOf } from '../team-builders.ts'
import { decide, openItem, someone } from '../two-at-a-table.ts'
import { huddleAlone, wordsOf } from './huddle-alone.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }

/** Nadia and a colleague on one roster; the colleague is away. */
async function teamWithOneAway(change: Partial<CardFields> = {}) {
  const from = colleagues()
  const [hers, theirs] = [await newSession(from, 'Nadia Clegg'), await newSession(from, 'Mei Tanaka', change)]
  const nadia = deskOf(hers)
  await joins(deskOf(theirs), nadia)
  await deskOf(theirs).lock()
  return {
    from,
    nadia,
    async comesBack(): Promise<Desk> {
      await theirs.unlock(passphrase)
      return deskOf(theirs)
    },
    goesAway: () => deskOf(theirs).lock(),
  }
}

/** A transport over which nothing that one colleague says beside a room’s document is heard: there is no way between the two. */
const deafTo =
  (name: string) =>
  (made: Transport): Transport => ({
    ...made,
    join: (address, doc, converse) =>
      made.join(address, doc, converse && ((other) => (other.card.name === name ? { hear: () => undefined, end: () => undefined } : converse(other)))),
  })

describe('somebody of the team who missed a huddle', { timeout: 60_000 }, () => {
  it('[L137] has its outcomes, the plans and the receipts after meeting a colleague outside any huddle, and sees what came', async () => {
    const { nadia, comesBack } = await teamWithOneAway()
    const person = someone('Okafor', { kind: 'not-asked' })
    await huddleAlone(nadia, [person])
    const mei = await comesBack()
    await vi.waitFor(() => expect(mei.outcomes.get()[0]?.receipt?.folder).toBe('the records folder of Nadia Clegg'), patience)
    const [theirs, mine] = [mei.outcomes.get()[0], nadia.outcomes.get()[0]]
    expect([theirs?.payload, theirs?.answers, theirs?.receipt?.ledgerLine]).toEqual([mine?.payload, mine?.answers, mine?.receipt?.ledgerLine])
    await vi.waitFor(async () => expect((await mei.ownWords(person.id)).map(({ text }) => text)).toEqual(['Said by Okafor']), patience)
    expect(mei.actions.get().map(({ what, state }) => [what, state])).toEqual([['Ring her', 'to do']])
    await vi.waitFor(() => expect(mei.sinceLastTime.get().brought).toHaveLength(1), patience)
    expect(mei.sinceLastTime.get().brought[0]).toMatchObject({ name: 'OKAFOR, Dalia (Ms)', from: 'Nadia Clegg', newest: theirs?.id, what: 'Their device brought an outcome and what is new in the plan' })
    expect(mei.sinceLastTime.get().outcomes.map(({ id }) => id)).toEqual([theirs?.id])
    expect([mei.people.get(), mei.catchUp.get().setAside]).toEqual([[], []])
    expect((await mei.readTrail(person.id)).some(({ kind, by }) => kind === 'brought' && by === 'Nadia Clegg')).toBe(true)
  })

  it('[L132] gets nothing of a person who has not agreed to share with their organisation, nor of whoever is only on a colleague’s caseload', async () => {
    const { nadia, comesBack } = await teamWithOneAway({ organisationKind: 'Council', role: 'Social worker' })
    const [shared, kept] = [someone('Okafor', { kind: 'agreed', with: ['Council'] }), someone('Lindqvist', { kind: 'not-asked' })]
    await huddleAlone(nadia, [shared, kept])
    await nadia.importPeople({ add: [someone('Reyes', { kind: 'agreed', with: ['Council'] })], update: [], known: [], unchanged: 0 })
    const mei = await comesBack()
    await vi.waitFor(() => expect(mei.sinceLastTime.get().brought).toHaveLength(1), patience)
    expect(mei.outcomes.get().map(({ outcome }) => outcome.person.familyName)).toEqual(['Okafor'])
    expect([await mei.ownWords(kept.id), mei.people.get()]).toEqual([[], []])
    await nadia.importPeople({ add: [], update: [{ ...kept, agreement: { kind: 'agreed', with: ['Council'] } }], known: [kept], unchanged: 0 })
    await mei.lock()
    const again = await comesBack()
    await vi.waitFor(() => expect(again.outcomes.get().map(({ outcome }) => outcome.person.familyName).toSorted()).toEqual(['Lindqvist', 'Okafor']), patience)
  })

  it('[L138] finds the team again across an epoch that began meanwhile, and is handed the roster; whoever was removed finds nobody', async () => {
    const { from, nadia, comesBack } = await teamWithOneAway()
    const gone = await newSession(from, 'Sam Wood')
    await joins(deskOf(gone), nadia)
    await deskOf(gone).lock()
    const member = rosterOf(nadia).members.find(({ devices }) => devices.some(({ name }) => name === 'Sam Wood'))
    if (!member) throw new Error('no member')
    await nadia.rosters.change({ kind: 'remove-member', member: member.id })
    await huddleAlone(nadia, [someone('Okafor', { kind: 'agreed', with: ['NHS'] })])
    await gone.unlock(passphrase)
    const mei = await comesBack()
    await vi.waitFor(() => expect(mei.outcomes.get()).toHaveLength(1), patience)
    expect(rosterOf(mei)).toMatchObject({ version: rosterOf(nadia).version, epoch: 2 })
    expect(mei.sinceLastTime.get().roster.map(({ what }) => what)).toEqual(expect.arrayContaining([expect.stringMatching(/Sam Wood/)]))
    // What somebody did themselves is no news to them.
    expect(nadia.sinceLastTime.get().roster).toEqual([])
    const sam = deskOf(gone)
    expect([sam.outcomes.get(), sam.catchUp.get().here, rosterOf(sam).epoch]).toEqual([[], [], 1])
  })

  it('[L180] has what was written of somebody who came on the agenda during the huddle, whatever was held of them before', async () => {
    const { nadia, comesBack } = await teamWithOneAway()
    const [okafor, lindqvist] = [someone('Okafor', { kind: 'not-asked' }), someone('Lindqvist', { kind: 'not-asked' })]
    await nadia.importPeople({ add: [okafor, lindqvist], update: [], known: [], unchanged: 0 })
    const mei = await comesBack()
    const heardOfOkafor = async () => (await mei.ownWords(okafor.id)).map(({ text }) => text)
    const writes = async (title: string, onAgenda: Person, spoken: string) => {
      const live = await nadia.startHuddle(title, [{ id: onAgenda.id, reason: 'New referral' }])
      const item = onAgenda === okafor ? live.view.get().agenda[0]?.id : await live.addItem(okafor.id, 'New referral')
      if (!item) throw new Error('no item')
      const { person } = await openItem(live, item)
      person.addWords(wordsOf(spoken))
      await live.leave()
    }
    await writes('Monday', okafor, 'Dalia')
    await vi.waitFor(async () => expect(await heardOfOkafor()).toEqual(['Said by Dalia']), patience)
    await writes('Tuesday', lindqvist, 'her sister')
    await vi.waitFor(async () => expect(await heardOfOkafor()).toEqual(['Said by Dalia', 'Said by her sister']), patience)
  })

  it('[L131] has from a colleague what that one was brought while they met, also a plan without an outcome', async () => {
    const from = colleagues()
    const nadia = deskOf(await newSession(from, 'Nadia Clegg'))
    const mei = deskOf(await newSession(from, 'Mei Tanaka'))
    await joins(mei, nadia)
    const sam = deskOf(await foundsTeam(await from.newcomer(memoryHost(), deafTo('Nadia Clegg')), 'Sam Wood'))
    await joins(sam, nadia)
    await vi.waitFor(() => expect([mei.catchUp.get().here, sam.catchUp.get().here]).toEqual([['Nadia Clegg', 'Sam Wood'], ['Mei Tanaka', 'Nadia Clegg']]), patience)
    const person = someone('Okafor', { kind: 'not-asked' })
    await nadia.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
    const said: string[] = []
    for (const spoken of ['Dalia', 'her sister']) {
      const live = await nadia.startHuddle(`Heard from ${spoken}`, [{ id: person.id, reason: 'New referral' }])
      const [item] = live.view.get().agenda
      if (!item) throw new Error('no item')
      const words = wordsOf(spoken)
      said.push(words.text)
      const table = await openItem(live, item.id)
      table.person.addWords(words)
      await live.leave()
      await vi.waitFor(async () => expect((await sam.ownWords(person.id)).map(({ text }) => text)).toEqual(said), patience)
    }
    expect(sam.sinceLastTime.get().brought.map(({ from: by }) => by)).toEqual(['Mei Tanaka'])
  })

  it('[R251] an amendment of what a colleague filed elsewhere keeps nobody else’s outcome of that huddle from being filed', async () => {
    const { nadia, comesBack } = await teamWithOneAway()
    const [person, other] = [someone('Okafor', { kind: 'not-asked' }), someone('Lindqvist', { kind: 'not-asked' })]
    await huddleAlone(nadia, [person])
    const mei = await comesBack()
    await vi.waitFor(() => expect(mei.outcomes.get()[0]?.receipt).toBeDefined(), patience)
    const [earlier] = mei.outcomes.get()
    if (!earlier) throw new Error('no outcome')
    await mei.importPeople({ add: [person, other], update: [], known: [], unchanged: 0 })
    const table = await mei.amend(earlier.id, 'She has moved to Sheffield.')
    await table.addItem(other.id, 'New referral')
    for (const { id, personId } of table.view.get().agenda) {
      const open = await openItem(table, id)
      if (personId === other.id) decide(open, table.me)
      table.discuss(id)
      await table.readBack(id)
      await table.sign(id)
      await table.closeItem(id)
    }
    await table.close()
    await table.signCheckpoint()
    await table.file()
    expect(table.closing.get()).toMatchObject({ kind: 'filed', outcomes: 1 })
    expect(mei.trouble.get()).toMatchObject({ code: 'replaced-elsewhere' })
    expect(mei.outcomes.get().find(({ outcome }) => outcome.person.id === other.id)?.receipt).toBeDefined()
    expect(mei.outcomes.get().find(({ outcome }) => outcome.replaces)?.receipt).toBeUndefined()
    await expect(mei.fileWaiting()).rejects.toMatchObject({ problem: { code: 'replaced-elsewhere' } })
    expect((await mei.verifyRecords(() => undefined)).findings).toEqual([])
  })
})
