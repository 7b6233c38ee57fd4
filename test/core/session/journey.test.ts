import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { calendarDate, dayOf, instantOf } from '../../../src/core/model/dates.ts'
import { newId, personId, type ItemId } from '../../../src/core/model/ids.ts'
import { nhsNumber } from '../../../src/core/model/nhs-number.ts'
import type { Person, SharingAgreement } from '../../../src/core/model/person.ts'
import type { ItemAccess, LiveHuddle } from '../../../src/core/session/live-huddle.ts'
import type { Observable } from '../../../src/core/model/observable.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'

const passphrase = 'four unrelated quiet words'

function someone(familyName: string, agreement: SharingAgreement): Person {
  return {
    id: newId(personId, effects.random),
    nhsNumber: { kind: 'known', number: nhsNumber.parse('9990000018') },
    familyName,
    givenName: 'Dalia',
    preferredName: '',
    title: 'Ms',
    born: calendarDate.parse('1984-03-12'),
    gender: 'Female',
    pronouns: '',
    gpPractice: '',
    area: 'West Leeds',
    referredOn: calendarDate.parse('2026-11-02'),
    referralSource: 'Self',
    referralRoute: 'Phone',
    step: 'Referred',
    keyworker: '',
    contactPreference: 'Phone',
    language: 'English',
    interpreter: false,
    agreement,
    updatedAt: instantOf(effects.clock()),
  }
}

const until = <T>(observable: Observable<T>, holds: (value: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    const look = (): boolean => {
      const value = observable.get()
      if (!holds(value)) return false
      stop()
      resolve(value)
      return true
    }
    const stop = observable.subscribe(look)
    look()
  })

async function openItem(live: LiveHuddle, item: ItemId) {
  const access = await until(live.access(item), ({ kind }) => kind === 'open')
  if (access.kind !== 'open') throw new Error('not open')
  return access
}

function write(fragment: Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  fragment.insert(fragment.length, [paragraph])
}

function decide({ discussion }: Extract<ItemAccess, { kind: 'open' }>, me: LiveHuddle['me']): void {
  const owner = { name: me.name, role: me.role, device: me.device }
  write(discussion.field('question'), 'Who should be the keyworker?')
  write(discussion.field('decision'), 'Hub keyworker now.')
  write(discussion.field('why'), 'Knows her already.')
  const id = discussion.addAction()
  const action = discussion.actions().find((each) => each.id === id)
  if (!action) throw new Error('no action')
  write(action.what, 'Ring her')
  action.owner.write(owner, me.name)
  action.due.write(calendarDate.parse('2026-12-01'), me.name)
  discussion.keyworker.write(owner, me.name)
  discussion.reviewOn.write(calendarDate.parse('2027-01-10'), me.name)
}

async function huddleOfTwo(agreement: SharingAgreement, joinerKind: 'NHS' | 'Council' = 'NHS') {
  const { newcomer } = colleagues()
  const chair = await newcomer()
  await chair.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)
  const chairDesk = deskOf(chair)
  const person = someone('Okafor', agreement)
  await chairDesk.importPeople({ add: [person], update: [], unchanged: 0 })
  const live = await chairDesk.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
  const { code } = await live.invite(1)

  const joiner = await newcomer()
  await joiner.createTeam(westLeeds, cardOf('Sam Wood', { organisationKind: joinerKind, role: 'Social worker' }), passphrase)
  const theirs = await deskOf(joiner).joinHuddle(code)
  const [knocking] = await until(live.knocks.waiting, ({ length }) => length === 1)
  expect(theirs.view.get().about).toBeUndefined()
  if (knocking) live.knocks.admit(knocking.device)
  await until(theirs.view, ({ agenda }) => agenda.length === 1)
  const item = live.view.get().agenda[0]?.id
  if (!item) throw new Error('no item')
  return { chairDesk, joinerDesk: deskOf(joiner), live, theirs, item, person }
}

describe('a huddle of two', () => {
  it('[J5] goes from invite to filed record: read back, signed by both, checkpoint, package, timeline, actions', async () => {
    const { chairDesk, joinerDesk, live, theirs, item, person } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    await vi.waitFor(() => expect(joined.person.identity()?.familyName).toBe('Okafor'))
    decide(mine, live.me)
    await live.readBack(item)
    await live.sign(item)
    await vi.waitFor(() => expect(theirs.readBackOf(item)?.signed).toHaveLength(1))
    await theirs.sign(item)
    await vi.waitFor(() => expect(live.readBackOf(item)?.signed).toHaveLength(2))
    await live.closeItem(item)
    await live.close()
    await live.signCheckpoint()
    await until(theirs.view, ({ checkpoint }) => checkpoint !== undefined)
    await theirs.signCheckpoint()
    await live.file()
    expect(live.closing.get()).toMatchObject({ kind: 'filed', outcomes: 1 })

    const report = await chairDesk.verifyRecords(() => undefined)
    expect(report.findings).toEqual([])
    expect(chairDesk.actions.get()).toMatchObject([{ what: 'Ring her', state: 'to do' }])
    expect(await chairDesk.timeline(person.id)).toContainEqual(expect.objectContaining({ kind: 'outcome', on: dayOf(effects.clock()), filed: true }))
    await until(theirs.closing, ({ kind }) => kind === 'filed')
    await vi.waitFor(() => expect(joinerDesk.outcomes.get()[0]?.receipt?.ledgerLine).toBeGreaterThan(0))
  })

  it('[J6] opens nothing of a person to an organisation that they have not agreed to share with, and says so', async () => {
    const { theirs, item } = await huddleOfTwo({ kind: 'declined' }, 'Council')
    const access = await until(theirs.access(item), (state) => state.kind === 'not-shared' && state.because.includes('has not agreed'))
    expect(access).toMatchObject({ kind: 'not-shared' })
  })

  it('[J7] keeps the decision from closing while it is vague, and says what is missing', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    await openItem(live, item)
    await expect(live.readBack(item)).rejects.toThrow(/keyworker, review date/)
    await expect(live.closeItem(item)).rejects.toThrow(/signed/)
    await expect(live.close()).rejects.toThrow(/still open/)
  })

  it('[C70] keeps a version of the formulation as it is read back, and says so when the discussion closes', async () => {
    const { live, theirs, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    const joined = await openItem(theirs, item)
    write(mine.person.formulation, 'Lost the flat in spring.')
    decide(mine, live.me)
    await live.readBack(item)
    expect(mine.person.formulationVersions.list()).toMatchObject([{ by: { name: 'Nadia Clegg' }, why: { kind: 'read-back', huddle: 'Daily huddle' } }])
    await live.sign(item)
    await live.closeItem(item)
    await vi.waitFor(() => expect(joined.person.formulationVersions.list()).toMatchObject([{ why: { kind: 'closed', item } }]))
  })

  it('[J8] refuses to sign what has changed since it was read back', async () => {
    const { live, item } = await huddleOfTwo({ kind: 'not-asked' })
    const mine = await openItem(live, item)
    decide(mine, live.me)
    await live.readBack(item)
    write(mine.discussion.field('why'), 'And one more reason.')
    await expect(live.sign(item)).rejects.toThrow(/changed since/)
  })
})
