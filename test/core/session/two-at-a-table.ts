import * as Y from 'yjs'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { calendarDate, instantOf } from '../../../src/core/model/dates.ts'
import { newId, personId, type ItemId } from '../../../src/core/model/ids.ts'
import { nhsNumber } from '../../../src/core/model/nhs-number.ts'
import type { Observable } from '../../../src/core/model/observable.ts'
import type { Person, SharingAgreement } from '../../../src/core/model/person.ts'
import type { ItemAccess, LiveHuddle } from '../../../src/core/session/live-huddle.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'

export const passphrase = 'four unrelated quiet words'

export function someone(familyName: string, agreement: SharingAgreement): Person {
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

export const until = <T>(observable: Observable<T>, holds: (value: T) => boolean): Promise<T> =>
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

export async function openItem(live: LiveHuddle, item: ItemId) {
  const access = await until(live.access(item), ({ kind }) => kind === 'open')
  if (access.kind !== 'open') throw new Error('not open')
  return access
}

export function write(fragment: Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  fragment.insert(fragment.length, [paragraph])
}

export function decide({ discussion }: Pick<Extract<ItemAccess, { kind: 'open' }>, 'discussion'>, me: LiveHuddle['me']): void {
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

export async function huddleOfTwo(agreement: SharingAgreement, joinerKind: 'NHS' | 'Council' = 'NHS') {
  const { newcomer } = colleagues()
  const chairHost = memoryHost()
  const chair = await newcomer(chairHost)
  await chair.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)
  const chairDesk = deskOf(chair)
  const person = someone('Okafor', agreement)
  await chairDesk.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
  const live = await chairDesk.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
  const { code } = await live.invite(1)

  const joiner = await newcomer()
  await joiner.createTeam(westLeeds, cardOf('Sam Wood', { organisationKind: joinerKind, role: 'Social worker' }), passphrase)
  const theirs = await deskOf(joiner).joinHuddle(code)
  const [knocking] = await until(live.knocks.waiting, ({ length }) => length === 1)
  if (theirs.view.get().about) throw new Error('somebody saw the huddle before they were let in')
  if (knocking) live.knocks.admit(knocking.device)
  await until(theirs.view, ({ agenda }) => agenda.length === 1)
  const item = live.view.get().agenda[0]?.id
  if (!item) throw new Error('no item')
  return { chair, chairHost, chairDesk, joinerDesk: deskOf(joiner), live, theirs, item, person }
}
