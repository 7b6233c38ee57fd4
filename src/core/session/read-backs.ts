import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { Discussion } from '../doc/discussion.ts'
import type { PersonDoc } from '../doc/person-doc.ts'
import { instantAfter, instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import { present } from '../model/huddle.ts'
import { newId, outcomeId } from '../model/ids.ts'
import { outcome, type Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import type { StaffCard } from '../model/team.ts'
import { canonicalText } from '../record/canonical.ts'
import { signDeclined, signOutcome } from '../record/sign.ts'
import type { HoldingAnswers } from './holding-answers.ts'
import type { ReadBack } from './live-huddle.ts'
import { areSuggested, areWritten, momentOf, outcomeOf } from './outcome-of.ts'
import type { KnownWriters } from './writers.ts'

interface Table {
  readonly huddle: HuddleDoc
  readonly person: PersonDoc
  readonly discussion: Discussion
  /** Who has proved what they wrote in the person's document. */
  readonly writers: KnownWriters
}

/**
 * Freezes the decision as the text that people sign. It is later than what it takes the place of, also where that was read back at a
 * computer whose clock is ahead.
 * @param held the outcomes of the person that are held here
 * @throws {ProblemError} `still-missing`.
 */
export function readBackItem(table: Table, held: readonly FiledOutcome[], profile: Pick<Profile, 'card'>, clock: string, effects: Effects): void {
  const { huddle, person, discussion } = table
  const about = huddle.about()
  if (!about) return
  const [reading, replaces] = [discussion.reading(), discussion.replaces()]
  const formerly = held.flatMap(({ id, outcome: { item, readBackAt } }) => (item === discussion.item || id === replaces?.outcome ? readBackAt : []))
  const at = instantAfter(effects.clock(), [...formerly, ...(reading ? [reading.at] : [])].toSorted().at(-1))
  const content = outcomeOf(about, person, discussion, momentOf(table, { id: newId(outcomeId, effects.random), readBackAt: at, clock }))
  discussion.readBack({ payload: canonicalText(content), at, by: profile.card.name })
}

/** The open read-back with everybody's answers to it that hold, or undefined where there is none. */
export function readBackOf(table: Table, holding: HoldingAnswers): ReadBack | undefined {
  const { huddle, discussion } = table
  const reading = discussion.reading()
  const content = reading && parsePayload(reading.payload)
  if (!reading || !content) return undefined
  const answers = holding({ payload: reading.payload, outcome: content }, discussion.answers())
  const answered = new Set(answers.map(({ card }) => card.device))
  const signed = answers.flatMap((given) => (given.kind === 'signed' ? given.card : []))
  const hasSigned = new Set(signed.map(({ device }) => device))
  const asked = new Set(content.present.map(({ card }) => card.device))
  return {
    outcome: content,
    payload: reading.payload,
    changedSince: !stillHolds(table, reading.payload),
    signed,
    declined: answers.flatMap((given) => (given.kind === 'declined' && !hasSigned.has(given.card.device) ? { card: given.card, because: given.because } : [])),
    waitingFor: present(huddle.attendees())
      .map(({ card }) => card)
      .filter(({ device }) => asked.has(device) && !answered.has(device)),
  }
}

/** Signs what was read back as a true record. @throws {ProblemError} `not-read-back`, `changed-since`, `came-later`. */
export async function signItem(table: Table, profile: Profile, effects: Effects): Promise<void> {
  const { payload, card } = openReading(table, profile)
  const signature = await signOutcome(payload, profile.signingSecret)
  table.discussion.give({ kind: 'signed', card, signature, at: instantOf(effects.clock()) })
}

/** Refuses to sign what was read back, by name and with a reason. @throws {ProblemError} `not-read-back`, `changed-since`, `came-later`. */
export async function declineItem(table: Table, profile: Profile, because: string, effects: Effects): Promise<void> {
  const { payload, card } = openReading(table, profile)
  const refusal = { because: because.trim(), at: instantOf(effects.clock()) }
  const signature = await signDeclined(payload, refusal, profile.signingSecret)
  table.discussion.give({ kind: 'declined', card, ...refusal, signature })
}

/** Adds a challenge by name; what was read back before it no longer says everything, so it is taken back. @throws {ProblemError} `no-room`. */
export function challengeItem({ discussion }: Table, profile: Profile, text: string, effects: Effects): void {
  const { name, role, device } = profile.card
  discussion.addChallenge({ by: { name, role, device }, text, at: instantOf(effects.clock()) })
  discussion.withdrawReading()
}

/** What was read back, and this device's card as it stands there. */
function openReading(table: Table, { card }: Profile): { readonly payload: string; readonly card: StaffCard } {
  const payload = table.discussion.reading()?.payload
  const content = payload === undefined ? undefined : parsePayload(payload)
  if (payload === undefined || !content) {
    throw new ProblemError({
      code: 'not-read-back',
      happened: 'There is nothing to sign yet: the decision has not been read back.',
      kept: 'Everything that is written stays.',
      todo: 'Ask the chair to read the decision back.',
    })
  }
  if (!stillHolds(table, payload)) {
    throw new ProblemError({
      code: 'changed-since',
      happened: 'The decision has changed since it was read back, so what you would sign is not what stands now.',
      kept: 'Everything that is written stays; nothing was signed.',
      todo: 'Ask the chair to read it back again.',
    })
  }
  const there = content.present.find(({ card: { device } }) => device === card.device)
  if (!there) {
    throw new ProblemError({
      code: 'came-later',
      happened: 'This was read back before you came in, and those who were there then answer it.',
      kept: 'Everything that is written stays; nothing was signed.',
      todo: 'Ask the chair to read it back again.',
    })
  }
  return { payload, card: there.card }
}

/** Whether the documents still say what the payload says, at the payload's own moment. */
function stillHolds({ huddle, person, discussion, writers: known }: Table, payload: string): boolean {
  const about = huddle.about()
  const read = parsePayload(payload)
  if (!about || !read?.formulationAbout) return false
  const { comments, suggestions = [], writers, unproved } = read.formulationAbout
  if (!areWritten(comments, person) || !areSuggested(suggestions, person, known)) return false
  try {
    const { id, readBackAt, clock, present: there } = read
    const chaired = { ...about, chair: read.huddle.chair.device ?? about.chair, noteKeeper: read.huddle.noteKeeper.device ?? about.noteKeeper }
    return canonicalText(outcomeOf(chaired, person, discussion, { id, readBackAt, clock, present: there, comments, suggestions, writing: { writers, unproved } })) === payload
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

export function parsePayload(payload: string): Outcome | undefined {
  try {
    return outcome.safeParse(JSON.parse(payload)).data
  } catch {
    return undefined
  }
}
