import type * as Y from 'yjs'
import { z } from 'zod'
import { answer, type Answer } from '../model/checkpoint.ts'
import { calendarDate, instant, type CalendarDate } from '../model/dates.ts'
import {
  allocationOption,
  challenge,
  mostChallenges,
  mostTold,
  namedPerson,
  toldPerson,
  type AllocationOption,
  type Challenge,
  type DecisionDraft,
  type NamedPerson,
  type ToldPerson,
} from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { agendaItem } from '../model/huddle.ts'
import type { ActionId, DeviceId, ItemId } from '../model/ids.ts'
import { replacement, type Replacement } from '../model/outcome.ts'
import { refuseBeyond, spareForApart } from '../model/room-for.ts'
import type { CarePlan, PlanAction } from './care-plan.ts'
import { assign, parsedValues } from './maps.ts'
import { noteText } from './note-text.ts'
import { register, type Register } from './register.ts'

/** The outcome as it was read back: its canonical JSON, which is what people sign. */
const reading = z.strictObject({ payload: z.string().max(2_000_000), at: instant, by: z.string().max(200) })
export type Reading = z.infer<typeof reading>

export const discussionFields = ['question', 'options', 'decision', 'why', 'personWants'] as const
export type DiscussionField = (typeof discussionFields)[number]

/** One agenda item's discussion of a person: the decision while it is mergeable, and its read-back. */
export interface Discussion {
  readonly item: ItemId
  field(name: DiscussionField): Y.XmlFragment
  readonly keyworker: Register<NamedPerson>
  readonly reviewOn: Register<CalendarDate>
  /** Why it was carried over, where it was. */
  parkedBecause(): string | undefined
  setParkedBecause(because: string): void
  allocation(): AllocationOption[]
  setAllocation(option: AllocationOption, chosen: boolean): void
  toTell(): ToldPerson[]
  /** @throws {ProblemError} `no-room`. */
  addToTell(told: ToldPerson): void
  /** Takes off whoever is told just so. */
  removeToTell(told: ToldPerson): void
  challenges(): Challenge[]
  /** @throws {ProblemError} `no-room`. */
  addChallenge(challenge: Challenge): void
  actions(): PlanAction[]
  /**
   * @param what what it says to begin with.
   * @throws {ProblemError} `no-room`.
   */
  addAction(what?: string): ActionId
  /** Returns how to put it back: its text, owner and date are kept. */
  removeAction(id: ActionId): () => void
  draft(): DecisionDraft
  /** The outcome that this discussion amends, if it amends one. */
  replaces(): Replacement | undefined
  setReplaces(replaces: Replacement): void
  reading(): Reading | undefined
  /** Takes back every answer given to an earlier reading. */
  readBack(reading: Reading): void
  withdrawReading(): void
  answers(): Answer[]
  /** In the place of what the same device has answered at this table. */
  give(answer: Answer): void
  /** Beside everything that was answered before: a refusal stays, also where its device signs before anybody has met it. */
  giveLate(answer: Answer): void
}

/** Of each of those present one at the table, and later a refusal and a signature. */
const mostAnswers = 60 * 3

export function discussionOn(doc: Y.Doc, item: ItemId, plan: CarePlan, effects: Effects): Discussion {
  // Top-level names, not nested types: two people who first touch a field while apart then share it, where one of
  // two nested types set under the same key would be lost.
  const at = (name: string): string => `item:${item}:${name}`
  const keyworker = register(doc.getMap(at('keyworker')), namedPerson, effects)
  const reviewOn = register(doc.getMap(at('reviewOn')), calendarDate, effects)
  const allocation = doc.getMap<unknown>(at('allocation'))
  const toTell = doc.getArray<unknown>(at('toTell'))
  const challenges = doc.getArray<unknown>(at('challenges'))
  const readBack = doc.getMap<unknown>(at('reading'))
  const answers = doc.getMap<unknown>(at('answers'))
  const parked = doc.getMap<unknown>(at('parked'))
  const replaced = doc.getMap<unknown>(at('replaces'))
  const field = (name: DiscussionField): Y.XmlFragment => doc.getXmlFragment(at(name))
  const readToTell = (): ToldPerson[] => toTell.toArray().slice(0, mostTold + spareForApart).flatMap((value) => toldPerson.safeParse(value).data ?? [])
  const readChallenges = (): Challenge[] => challenges.toArray().slice(0, mostChallenges + spareForApart).flatMap((value) => challenge.safeParse(value).data ?? [])
  const readAllocation = (): AllocationOption[] =>
    [...allocation.keys()].filter((key) => allocation.get(key) === true).flatMap((key) => allocationOption.safeParse(key).data ?? []).toSorted()

  return {
    item,
    field,
    keyworker,
    reviewOn,
    parkedBecause: () => agendaItem.shape.parkedBecause.safeParse(parked.get('because')).data,
    setParkedBecause: (because) => void parked.set('because', because),
    allocation: readAllocation,
    setAllocation: (option, chosen) => (chosen ? allocation.set(option, true) : allocation.delete(option)),
    toTell: readToTell,
    addToTell(told) {
      refuseBeyond('people to tell', toTell.length, mostTold)
      toTell.push([told])
    },
    removeToTell: ({ who, by }) =>
      doc.transact(() => {
        for (const [index, value] of [...toTell.toArray().entries()].toReversed()) {
          const told = toldPerson.safeParse(value).data
          if (told?.who === who && told.by === by) toTell.delete(index, 1)
        }
      }),
    challenges: readChallenges,
    addChallenge(next) {
      refuseBeyond('challenges', challenges.length, mostChallenges)
      challenges.push([next])
    },
    actions: () => plan.of(item),
    addAction: (what = '') => plan.add(item, what),
    removeAction: plan.remove,
    draft: () => ({
      question: noteText(field('question')),
      options: noteText(field('options')),
      decision: noteText(field('decision')),
      why: noteText(field('why')),
      personWants: noteText(field('personWants')),
      allocation: readAllocation(),
      actions: plan.of(item).map(({ id, what, owner, due }) => ({ id, what: noteText(what), owner: owner.read(), due: due.read() })),
      keyworker: keyworker.read(),
      reviewOn: reviewOn.read(),
      toTell: readToTell(),
      challenges: readChallenges(),
    }),
    replaces: () => replacement.safeParse(replaced.toJSON()).data,
    setReplaces: (next) => doc.transact(() => assign(replaced, next)),
    reading: () => reading.safeParse(readBack.toJSON()).data,
    readBack: (next) =>
      doc.transact(() => {
        answers.clear()
        assign(readBack, next)
      }),
    withdrawReading: () =>
      doc.transact(() => {
        answers.clear()
        readBack.clear()
      }),
    answers: () => parsedValues(answers, answer, mostAnswers),
    give: (next: Answer) => void answers.set(next.card.device satisfies DeviceId, next),
    giveLate: (next: Answer) => void answers.set(`${next.kind}/${next.card.device satisfies DeviceId}`, next),
  }
}
