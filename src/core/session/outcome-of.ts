import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { noteText } from '../doc/note-text.ts'
import type { Discussion, PersonDoc } from '../doc/person-doc.ts'
import { heldValue, stillMissing, type NamedPerson } from '../model/decision.ts'
import { present, type Attendee, type HuddleAbout } from '../model/huddle.ts'
import type { Instant } from '../model/dates.ts'
import type { DeviceId, OutcomeId } from '../model/ids.ts'
import { longestText, outcome, type Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'
import { standingWords } from '../model/words.ts'

/** What a reading fixes besides the discussion itself: when, by which clock, under which id, and who was there. */
export interface ReadingMoment {
  readonly id: OutcomeId
  readonly readBackAt: Instant
  readonly clock: string
  readonly present: readonly Attendee[]
}

/**
 * The outcome as the documents hold it at one moment. The same documents and moment give the same outcome, so that
 * anybody can tell whether a decision has changed since it was read back.
 * @throws {ProblemError} `still-missing` while the decision is vague, `too-long`, `no-identity` before the person is known here.
 */
export function outcomeOf(about: HuddleAbout, person: PersonDoc, discussion: Discussion, moment: ReadingMoment): Outcome {
  const draft = discussion.draft()
  const missing = stillMissing(draft)
  const keyworker = heldValue(draft.keyworker)
  const reviewOn = heldValue(draft.reviewOn)
  if (missing.length > 0 || !keyworker || !reviewOn) throw vague(missing)
  const identity = person.identity()
  if (!identity) throw unknownPerson()
  const formulation = noteText(person.formulation)
  if ([formulation, draft.question, draft.options, draft.decision, draft.why, draft.personWants].some(({ length }) => length > longestText)) throw tooLong()
  const replaces = discussion.replaces()
  const here = new Set(moment.present.map(({ card }) => card.device))

  return outcome.parse({
    format: 'mdt-huddle/outcome',
    version: 1,
    id: moment.id,
    item: discussion.item,
    huddle: {
      id: about.id,
      title: about.title,
      startedAt: about.startedAt,
      chair: namedIn(moment.present, about.chair),
      noteKeeper: namedIn(moment.present, about.noteKeeper),
    },
    team: about.team,
    person: identity,
    agreement: person.agreement(),
    ownWords: standingWords(person.words()),
    formulation,
    question: draft.question,
    options: draft.options,
    decision: draft.decision,
    why: draft.why,
    personWants: draft.personWants,
    allocation: draft.allocation,
    actions: draft.actions.map((action) => {
      const owner = heldValue(action.owner)
      const due = heldValue(action.due)
      if (!owner || !due) throw vague(missing)
      return { id: action.id, what: action.what, owner, ownerWasPresent: isHere(owner, here), due }
    }),
    keyworker,
    keyworkerWasPresent: isHere(keyworker, here),
    reviewOn,
    toTell: draft.toTell,
    challenges: draft.challenges,
    present: moment.present,
    quorumMet: moment.present.length >= about.team.quorum,
    readBackAt: moment.readBackAt,
    clock: moment.clock,
    ...(replaces && { replaces }),
  } satisfies Record<keyof Omit<Outcome, 'replaces'>, unknown>)
}

export function momentOf(huddle: HuddleDoc, id: OutcomeId, readBackAt: Instant, clock: string): ReadingMoment {
  return { id, readBackAt, clock, present: present(huddle.attendees()) }
}

const isHere = (someone: NamedPerson, here: ReadonlySet<DeviceId>): boolean => someone.device !== undefined && here.has(someone.device)

function namedIn(attendees: readonly Attendee[], device: DeviceId): NamedPerson {
  const found = attendees.find(({ card }) => card.device === device)
  return found ? { name: found.card.name, role: found.card.role, device } : { name: 'Somebody who has left', role: '', device }
}

function vague(missing: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'still-missing',
    happened: `The decision cannot close yet. Still missing: ${missing.join(', ')}.`,
    kept: 'Everything that is written stays.',
    todo: 'Fill in what is missing, then read it back.',
  })
}

function tooLong(): ProblemError {
  return new ProblemError({
    code: 'too-long',
    happened: `One of the texts is longer than the record takes (${longestText.toLocaleString('en-GB')} characters).`,
    kept: 'Everything that is written stays.',
    todo: 'Shorten it to what matters for this decision, then read it back.',
  })
}

function unknownPerson(): ProblemError {
  return new ProblemError({
    code: 'no-identity',
    happened: 'Who this person is has not arrived on this computer yet.',
    kept: 'Everything that is written stays.',
    todo: 'Wait until the chair’s computer can be reached, then try again.',
  })
}
