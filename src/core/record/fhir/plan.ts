import { plainDate } from '../../model/dates.ts'
import type { Answer } from '../../model/checkpoint.ts'
import type { Outcome } from '../../model/outcome.ts'
import { agreementInWords } from '../../model/person.ts'
import { inWords } from '../outcome-sections.ts'
import { sentence } from './narrative.ts'
import { cardReference, namedReference, personReference, teamReference, uuidOf } from './people.ts'
import { coded, lean, text, ukCore, type AddressOf, type Entry } from './resource.ts'

/** The huddle itself. No published class fits people meeting about somebody, so it goes out as "other". */
export function huddleEntry(addressOf: AddressOf, outcome: Outcome): Entry {
  const { huddle, item, present, question, readBackAt } = outcome
  const here = new Set(present.map(({ card }) => card.device))
  const led = [
    { role: 'chair', named: huddle.chair },
    { role: 'note-keeper', named: huddle.noteKeeper },
  ]
  return {
    fullUrl: addressOf('huddle'),
    resource: {
      resourceType: 'Encounter',
      meta: ukCore('Encounter'),
      text: sentence(`${huddle.title}, from ${huddle.startedAt}, ${present.length} people there.`),
      identifier: [huddle.id, item].map((id) => ({ system: 'urn:ietf:rfc:3986', value: uuidOf(id) })),
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'OTH', display: 'other' },
      type: [text(`Multidisciplinary huddle: ${huddle.title}`)],
      subject: personReference(addressOf, outcome),
      participant: [
        ...present.map(({ card, arrivedAt, leftAt, where }) => ({
          type: [text([where, ...led.filter(({ named }) => named.device === card.device).map(({ role }) => role)].join(', '))],
          period: lean({ start: arrivedAt, end: leftAt }),
          individual: cardReference(addressOf, card),
        })),
        ...led
          .filter(({ named }) => !named.device || !here.has(named.device))
          .map(({ role, named }) => ({
            type: [text(`${role}, who had left`)],
            individual: namedReference(addressOf, outcome, named),
          })),
      ],
      reasonCode: [text(question)],
      period: { start: huddle.startedAt, end: readBackAt },
      serviceProvider: teamReference(addressOf, outcome),
    },
  }
}

/** The decision as a plan, its actions as tasks (accepted where their owner signed this outcome), and the keyworker's care team. */
export function planEntries(addressOf: AddressOf, outcome: Outcome, answers: readonly Answer[]): Entry[] {
  const { actions, allocation, decision, keyworker, keyworkerWasPresent, reviewOn, readBackAt, toTell } = outcome
  const signed = new Set(answers.flatMap(({ kind, card }) => (kind === 'signed' ? [card.device] : [])))
  const subject = personReference(addressOf, outcome)
  const encounter = { reference: addressOf('huddle'), display: outcome.huddle.title }
  const plan: Entry = {
    fullUrl: addressOf('plan'),
    resource: {
      resourceType: 'CarePlan',
      meta: ukCore('CarePlan'),
      text: sentence(decision),
      identifier: [{ system: 'urn:ietf:rfc:3986', value: uuidOf(outcome.id) }],
      status: 'active',
      intent: 'plan',
      category: [coded('http://snomed.info/sct', '734163000', 'Care plan'), ...allocation.map(text)],
      title: outcome.question.slice(0, 200),
      description: decision,
      subject,
      encounter,
      period: { start: outcome.readBackAt.slice(0, 10) },
      created: readBackAt,
      author: namedReference(addressOf, outcome, outcome.huddle.noteKeeper),
      careTeam: [{ reference: addressOf('care team'), display: `Keyworker: ${inWords(keyworker)}` }],
      activity: [
        ...actions.map(({ id, what }) => ({ reference: { reference: addressOf(`action ${id}`), display: what } })),
        {
          detail: {
            kind: 'Appointment',
            status: 'not-started',
            scheduledPeriod: { start: reviewOn, end: reviewOn },
            description: `Review on ${plainDate(reviewOn)}`,
          },
        },
        ...toTell.map(({ who, by }) => ({
          detail: { kind: 'CommunicationRequest', status: 'not-started', description: `Tell ${who}, by ${by}` },
        })),
      ],
    },
  }
  const team: Entry = {
    fullUrl: addressOf('care team'),
    resource: {
      resourceType: 'CareTeam',
      meta: ukCore('CareTeam'),
      text: sentence(`Keyworker: ${inWords(keyworker)}${keyworkerWasPresent ? '' : ', still to be asked'}`),
      status: keyworkerWasPresent ? 'active' : 'proposed',
      name: 'Keyworker',
      subject,
      encounter,
      participant: [{ role: [text('Keyworker')], member: namedReference(addressOf, outcome, keyworker) }],
      managingOrganization: [teamReference(addressOf, outcome)],
    },
  }
  const tasks = actions.map(({ id, what, owner, ownerWasPresent, due }): Entry => ({
    fullUrl: addressOf(`action ${id}`),
    resource: {
      resourceType: 'Task',
      meta: ukCore('Task'),
      text: sentence(`${what}: ${inWords(owner)}, by ${plainDate(due)}${ownerWasPresent ? '' : ', still to be asked'}`),
      identifier: [{ system: 'urn:ietf:rfc:3986', value: uuidOf(id) }],
      basedOn: [{ reference: addressOf('plan'), display: 'The plan of this huddle' }],
      status: owner.device && signed.has(owner.device) ? 'accepted' : 'requested',
      intent: 'plan',
      description: what,
      for: subject,
      encounter,
      authoredOn: readBackAt,
      requester: teamReference(addressOf, outcome),
      owner: namedReference(addressOf, outcome, owner),
      restriction: { period: { end: due } },
    },
  }))
  return [plan, team, ...tasks]
}

/** What the person has agreed to about sharing, in the words of the day. */
export function agreementEntry(addressOf: AddressOf, outcome: Outcome): Entry {
  const { agreement } = outcome
  const words = agreementInWords(agreement)
  return {
    fullUrl: addressOf('agreement'),
    resource: lean({
      resourceType: 'Consent',
      meta: ukCore('Consent'),
      text: sentence(`${words}.`),
      status: agreement.kind === 'not-asked' ? 'proposed' : 'active',
      scope: coded(
        'http://terminology.hl7.org/CodeSystem/consentscope',
        'patient-privacy',
        'Privacy Consent',
        'Sharing with other organisations',
      ),
      category: [coded('http://loinc.org', '64292-6', 'Release of information consent', 'Agreement to share')],
      patient: personReference(addressOf, outcome),
      organization: [teamReference(addressOf, outcome)],
      policyRule: text(words),
      provision:
        agreement.kind === 'agreed'
          ? {
              type: 'permit',
              actor: agreement.with.map((kind) => ({
                role: text('May see this person’s discussions'),
                reference: { display: kind },
              })),
            }
          : { type: 'deny' },
    }),
  }
}
