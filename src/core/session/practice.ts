import * as Y from 'yjs'
import { personDoc } from '../doc/person-doc.ts'
import type { Action } from '../model/action.ts'
import { agreementOf } from '../model/agreement.ts'
import { dayAfter, dayOf, instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { actionId, entryId, newId, outcomeId, personId, teamId } from '../model/ids.ts'
import { nhsNumber } from '../model/nhs-number.ts'
import { bannerName, identityOf, person as personParser, type Person } from '../model/person.ts'
import type { Profile } from '../model/profile.ts'
import type { Team } from '../model/team.ts'
import { makeDevice } from '../record/device.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { servicesForPractice } from './practice-services.ts'
import { practicePeople, type PracticePerson, type PracticeStory } from './practice-data.ts'
import { withDoc } from './with-doc.ts'

/** Opens the practice team's store. Nobody in it is real, so it protects nothing and may stand here. */
export const practisePassphrase = 'practice people only'

/** Fills an empty vault with a synthetic team, its caseload and what is known of some of its people. */
export async function writePractice(vault: Vault, effects: Effects): Promise<Profile> {
  const people = practicePeople.map((each) => ({ each, person: personOf(each, effects) }))
  await vault.people.put(people.map(({ person }) => person))
  const actions: Action[] = []
  for (const { each, person } of people) {
    if (!each.story) continue
    await writeStory(vault, person, each.story, effects)
    actions.push(...earlierActions(person, each.story, effects))
  }
  await vault.actions.put(actions)

  const device = await makeDevice(effects, {
    name: 'Alex Morgan',
    role: 'Team manager / leader',
    organisation: 'Practice trust',
    organisationKind: 'NHS',
    guest: false,
  })
  const profile: Profile = { ...device, team: practiceTeam(effects), lastHereAt: effects.clock() }
  await vault.services.put(await servicesForPractice(profile.team.id, effects))
  await vault.profile.put(profile)
  return profile
}

const practiceTeam = (effects: Effects): Team => ({
  id: newId(teamId, effects.random),
  name: 'Practice team',
  area: 'West Leeds',
  holder: 'NHS',
  contact: '0113 496 0100 (made up)',
  crisisContact: '0113 496 0199 (made up)',
  quorum: 3,
  practice: true,
})

function personOf(each: PracticePerson, { clock, random }: Effects): Person {
  const now = clock()
  return personParser.parse({
    id: newId(personId, random),
    nhsNumber: each.nhs ? { kind: 'known', number: nhsNumber.parse(each.nhs) } : { kind: 'absent', reason: each.noNhsBecause ?? 'Not yet traced' },
    familyName: each.family,
    givenName: each.given,
    preferredName: each.preferred ?? '',
    title: each.title,
    born: each.born,
    gender: each.gender,
    pronouns: each.pronouns ?? '',
    gpPractice: each.practice ?? '',
    area: 'West Leeds',
    referredOn: dayAfter(now, -each.referredDaysAgo),
    referralSource: each.source,
    referralRoute: each.route,
    step: each.step,
    keyworker: each.keyworker ?? '',
    contactPreference: each.prefers,
    language: each.language ?? 'English',
    interpreter: each.language !== undefined,
    agreement: typeof each.agreed === 'string' ? { kind: each.agreed } : { kind: 'agreed', with: [...each.agreed] },
    ...(each.reviewInDays !== undefined && { nextReview: dayAfter(now, each.reviewInDays) }),
    updatedAt: instantOf(now),
  })
}

const dayLength = 24 * 60 * 60 * 1000

/** Some days ago, yet never before the person was referred. */
function daysAgo(now: number, days: number, { referredOn }: Person): number {
  const referred = dayOf(now - days * dayLength) < referredOn ? Date.parse(`${referredOn}T12:00:00Z`) : 0
  return Math.min(now, Math.max(now - days * dayLength, referred))
}

async function writeStory(vault: Vault, person: Person, story: PracticeStory, effects: Effects): Promise<void> {
  await withDoc(vault, personDocId(person.id), (doc) => {
    const document = personDoc(doc, effects)
    doc.transact(() => {
      document.describe(identityOf(person), agreementOf(person))
      document.addWords({
        id: newId(entryId, effects.random),
        text: story.words,
        given: story.given,
        writtenDownBy: story.writtenDownBy,
        at: instantOf(daysAgo(effects.clock(), 5, person)),
      })
      document.formulation.push(story.formulation.flatMap(({ heading, text }) => [block('heading', heading), block('paragraph', text)]))
    })
  })
}

function block(kind: 'heading' | 'paragraph', text: string): Y.XmlElement {
  const element = new Y.XmlElement<{ level?: number }>(kind)
  if (kind === 'heading') element.setAttribute('level', 2)
  element.insert(0, [new Y.XmlText(text)])
  return element as Y.XmlElement
}

function earlierActions(person: Person, { lastTime = [] }: PracticeStory, { clock, random }: Effects): Action[] {
  const decidedIn = newId(outcomeId, random)
  const at = daysAgo(clock(), 16, person)
  return lastTime.map(({ what, owner, done, howItWent }) => ({
    id: newId(actionId, random),
    what,
    owner: { name: owner, role: '' },
    ownerWasPresent: true,
    due: dayOf(at),
    personId: person.id,
    personName: bannerName(person),
    decidedIn,
    state: done ? 'done' : 'not done',
    howItWent,
    updatedAt: instantOf(at),
  }))
}
