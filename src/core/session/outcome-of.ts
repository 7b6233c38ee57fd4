import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { openComments } from '../doc/comments.ts'
import type { FormulationFacts } from '../doc/formulation-facts.ts'
import { writtenRuns } from '../doc/writers.ts'
import { areWithin } from '../doc/letters.ts'
import { noteText } from '../doc/note-text.ts'
import type { Discussion } from '../doc/discussion.ts'
import type { PersonDoc } from '../doc/person-doc.ts'
import { openSuggestions } from '../doc/suggestions.ts'
import { heldValue, heldValues, stillMissing, type Held, type NamedPerson } from '../model/decision.ts'
import { present, type Attendee, type HuddleAbout } from '../model/huddle.ts'
import type { Instant } from '../model/dates.ts'
import type { DeviceId, OutcomeId } from '../model/ids.ts'
import type { Outcome } from '../model/outcome.ts'
import { mostOpenComments, mostOpenSuggestions, type FormulationWriting, type OpenComment, type OpenSuggestion } from '../model/formulation.ts'
import { ProblemError } from '../model/problem.ts'
import { standingWords } from '../model/words.ts'
import { canonicalText } from '../record/canonical.ts'
import { asOutcome, checkFits } from './fits-the-record.ts'
import { suggestedBy } from './suggested-by.ts'
import type { KnownWriters } from './writers.ts'

/** What a reading fixes besides the discussion itself: when, by which clock, under which id, and who was there. */
export interface ReadingMoment {
  readonly id: OutcomeId
  readonly readBackAt: Instant
  readonly clock: string
  readonly present: readonly Attendee[]
  /** Who wrote the formulation, as far as devices have proved it, and what of it was still being talked over. */
  readonly writing: FormulationWriting
  readonly comments: readonly OpenComment[]
  /** What was suggested for it, and neither accepted nor declined. */
  readonly suggestions: readonly OpenSuggestion[]
}

/**
 * The outcome as the documents hold it at one moment. The same documents and moment give the same outcome, so that
 * anybody can tell whether a decision has changed since it was read back.
 * @throws {ProblemError} `still-missing` while the decision is vague, `too-long`, `actions-too-many`, `does-not-fit`, `no-identity` before the person is known here.
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
  checkFits({ ...draft, formulation })
  const replaces = discussion.replaces()
  const here = new Set(moment.present.map(({ card }) => card.device))

  return asOutcome({
    format: 'mdt-huddle/outcome',
    version: 3,
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
    formulationAbout: { ...factsOf(person.formulationFacts), ...moment.writing, comments: moment.comments, suggestions: moment.suggestions },
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

/** @throws {ProblemError} `comments-too-many`, `suggestions-too-many`. */
export function momentOf(
  { huddle, person, writers }: { readonly huddle: HuddleDoc; readonly person: PersonDoc; readonly writers: KnownWriters },
  { id, readBackAt, clock }: Pick<ReadingMoment, 'id' | 'readBackAt' | 'clock'>,
): ReadingMoment {
  return { id, readBackAt, clock, present: present(huddle.attendees()), writing: writingOf(person, writers), comments: openCommentsOn(person), suggestions: openSuggestionsOn(person, writers) }
}

/** Remarks on the formulation that nobody has resolved. @throws {ProblemError} `comments-too-many`. */
function openCommentsOn({ formulationComments }: PersonDoc): OpenComment[] {
  const open = openComments(formulationComments.list())
  if (open.length > mostOpenComments || open.some(({ replies }) => replies.length > mostOpenComments)) throw tooManyComments()
  return open.map(({ id, text, by, at, quote, standing, replies }) => ({ id, text, by, at, quote: standing || quote, replies: [...replies] }))
}

/** Whether somebody wrote each of these comments: whoever reads back cannot put words into a colleague's mouth. */
export function areWritten(comments: readonly OpenComment[], { formulationComments }: PersonDoc): boolean {
  const known = new Map(formulationComments.list().flatMap((each) => [each, ...each.replies]).map(({ id, text, by, at }) => [id, canonicalText({ id, text, by, at })]))
  return comments.flatMap((each) => [each, ...each.replies]).every(({ id, text, by, at }) => known.get(id) === canonicalText({ id, text, by, at }))
}

/** @throws {ProblemError} `suggestions-too-many`. */
function openSuggestionsOn({ formulationSuggestions }: PersonDoc, writers: KnownWriters): OpenSuggestion[] {
  const open = openSuggestions(formulationSuggestions.list())
  if (open.length > mostOpenSuggestions) throw tooManySuggestions()
  return open.map((each) => ({ id: each.id, ...suggestedBy(each, writers), at: each.at, takesOut: each.standing || each.quote, putsIn: each.adds }))
}

/**
 * Whether each of these was suggested, by whom it says: a name that this device knows better is a forged one, and
 * one that is called proved must be known here, or be what whoever suggested says of themselves.
 */
export function areSuggested(suggestions: readonly OpenSuggestion[], { formulationSuggestions }: PersonDoc, writers: KnownWriters): boolean {
  const known = new Map(formulationSuggestions.list().map((each) => [each.id, each]))
  return suggestions.every(({ id, by, at, takesOut, putsIn }) => {
    const held = known.get(id)
    if (!held || held.at !== at || held.adds !== putsIn || !areWithin(takesOut, held.quote)) return false
    return canonicalText(suggestedBy(held, writers).by) === canonicalText(by)
  })
}

function writingOf({ formulation }: PersonDoc, writers: KnownWriters): FormulationWriting {
  const found = new Map<DeviceId, { by: NamedPerson; characters: number }>()
  let unproved = 0
  for (const { client, text } of writtenRuns(formulation).flat()) {
    const { length } = Array.from(text)
    const card = writers.get(client)
    if (!card) unproved += length
    else found.set(card.device, { by: { name: card.name, role: card.role, device: card.device }, characters: (found.get(card.device)?.characters ?? 0) + length })
  }
  return { writers: [...found.values()].toSorted((a, b) => b.characters - a.characters).slice(0, 60), unproved }
}

/** What is said of a formulation beside its text. */
export const factsOf = ({ made, standing, sharedOn, authors }: FormulationFacts) => ({
  made: valuesOf(made.read()),
  standing: valuesOf(standing.read()),
  sharedOn: valuesOf(sharedOn.read()).slice(0, 10),
  authors: authors().map(({ name, role, device }) => ({ name, role, ...(device && { device }) })),
})

/** Every different value that stands, in one order wherever it is read. */
const valuesOf = <T extends string>(held: Held<T>): T[] => [...new Set(heldValues(held))].toSorted()

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

function tooManyComments(): ProblemError {
  return new ProblemError({
    code: 'comments-too-many',
    happened: `More comments on the formulation are open than the record takes with one decision (${mostOpenComments}, and as many replies to each).`,
    kept: 'Everything that is written stays.',
    todo: 'Resolve those that are settled, then read it back.',
  })
}

function tooManySuggestions(): ProblemError {
  return new ProblemError({
    code: 'suggestions-too-many',
    happened: `More suggestions for the formulation are open than the record takes with one decision (${mostOpenSuggestions}).`,
    kept: 'Everything that is written stays.',
    todo: 'Accept or decline those that are settled, then read it back.',
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
