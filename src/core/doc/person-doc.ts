import type * as Y from 'yjs'
import { z } from 'zod'
import type { AgreementNote } from '../model/agreement.ts'
import { answer, type Answer } from '../model/checkpoint.ts'
import { calendarDate, instant, type CalendarDate } from '../model/dates.ts'
import {
  actionStates,
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
import { actionId, itemId, newId, type ActionId, type DeviceId, type ItemId } from '../model/ids.ts'
import { agendaItem } from '../model/huddle.ts'
import { replacement, type Replacement } from '../model/outcome.ts'
import { personIdentity, type PersonIdentity, type SharingAgreement } from '../model/person.ts'
import { refuseBeyond, spareForApart } from '../model/room-for.ts'
import { mostWords, ownWords, type OwnWords } from '../model/words.ts'
import { agreementNotes } from './agreement-notes.ts'
import { commentsOn, type Comments } from './comments.ts'
import { formulationFacts, type FormulationFacts } from './formulation-facts.ts'
import { assign, mapAt, parsedValues, putFields } from './maps.ts'
import { noteText, writeNote } from './note-text.ts'
import { register, type Register } from './register.ts'
import { suggestionsOn, type Suggestions } from './suggestions.ts'
import { versionsOf, type Versions } from './versions.ts'

/** The outcome as it was read back: its canonical JSON, which is what people sign. */
const reading = z.strictObject({ payload: z.string().max(2_000_000), at: instant, by: z.string().max(200) })
export type Reading = z.infer<typeof reading>

const planAction = z.strictObject({
  id: actionId,
  /** The agenda item in which it was added. */
  item: itemId,
  state: z.enum(actionStates),
  howItWent: z.string().max(2000),
  order: z.number(),
})

/** An action of the care plan while it can still change; its text is a fragment, its owner and date are registers. */
export interface PlanAction extends z.infer<typeof planAction> {
  readonly what: Y.XmlFragment
  readonly owner: Register<NamedPerson>
  readonly due: Register<CalendarDate>
}

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

/**
 * The document of one person: their words, the formulation, the plan and each discussion of them. It has a room and
 * a secret of its own, so that only people whom the person's agreement covers can open it.
 */
export interface PersonDoc {
  readonly doc: Y.Doc
  identity(): PersonIdentity | undefined
  /** What they have agreed to, as the latest note of it says. */
  agreement(): SharingAgreement
  /** The same with since when it is known to be so; undefined while nothing is said. */
  agreementNote(): AgreementNote | undefined
  /** Adds what a caseload says: it stands where nothing later does. */
  noteAgreement(note: AgreementNote): void
  describe(identity: PersonIdentity, agreement: AgreementNote, lastTime?: AskedLastTime): void
  /** What the decision before this one asked for, and what became of it. */
  lastTime(): AskedLastTime
  words(): OwnWords[]
  /** @throws {ProblemError} `no-room`. */
  addWords(words: OwnWords): void
  readonly formulation: Y.XmlFragment
  readonly formulationFacts: FormulationFacts
  readonly formulationVersions: Versions
  readonly formulationComments: Comments
  readonly formulationSuggestions: Suggestions
  actions(): PlanAction[]
  changeAction(id: ActionId, change: Partial<Pick<z.infer<typeof planAction>, 'state' | 'howItWent'>>): void
  discussion(item: ItemId): Discussion
  observe(onChange: () => void): () => void
}

/** A longer list is none to whoever reads it. */
export const mostLastTime = 100

/** One action of a decision before this one: done, not done and why, or still to do. */
const lastTimeList = z
  .array(z.strictObject({ what: z.string().max(2000), owner: z.string().max(120), state: z.enum(actionStates), howItWent: z.string().max(2000) }))
  .max(mostLastTime)
export type LastTime = z.infer<typeof lastTimeList>[number]

export interface AskedLastTime {
  readonly asked: readonly LastTime[]
  /** How many more there are than the list holds. */
  readonly more: number
}

/** As many actions a person's plan holds, over all their discussions. */
export const mostPlanActions = 2_000

export function personDoc(doc: Y.Doc, effects: Effects): PersonDoc {
  const about = doc.getMap<unknown>('about')
  const agreements = agreementNotes(doc, about)
  const words = doc.getArray<unknown>('words')
  const actions = doc.getMap<unknown>('actions')

  function readAction(key: string): PlanAction[] {
    const parsed = planAction.safeParse(mapAt(actions, key)?.toJSON())
    if (parsed.data?.id !== key) return []
    const { id } = parsed.data
    return [
      {
        ...parsed.data,
        what: doc.getXmlFragment(`action:${id}:what`),
        owner: register(doc.getMap(`action:${id}:owner`), namedPerson, effects),
        due: register(doc.getMap(`action:${id}:due`), calendarDate, effects),
      },
    ]
  }
  const allActions = (): PlanAction[] =>
    [...actions.keys()]
      .slice(0, mostPlanActions + spareForApart)
      .flatMap(readAction)
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))

  return {
    doc,
    identity: () => personIdentity.safeParse(about.get('identity')).data,
    agreement: () => agreements.said()?.agreement ?? { kind: 'not-asked' },
    agreementNote: agreements.said,
    noteAgreement: agreements.note,
    describe: (identity, agreement, lastTime = { asked: [], more: 0 }) =>
      doc.transact(() => {
        // Apart, because earlier apps read no list that holds anything else.
        assign(about, { identity, lastTime: lastTime.asked, lastTimeMore: lastTime.more > 0 ? lastTime.more : undefined })
        agreements.note(agreement)
      }),
    lastTime() {
      const asked = lastTimeList.safeParse(about.get('lastTime')).data ?? []
      // An earlier app writes the list and leaves the number as it was.
      const more = asked.length === mostLastTime ? (z.int().min(0).max(1_000_000).safeParse(about.get('lastTimeMore')).data ?? 0) : 0
      return { asked, more }
    },
    words: () => words.toArray().slice(0, mostWords + spareForApart).flatMap((value) => ownWords.safeParse(value).data ?? []),
    addWords(next) {
      refuseBeyond('of their words', words.length, mostWords)
      words.push([next])
    },
    formulation: doc.getXmlFragment('formulation'),
    formulationFacts: formulationFacts(doc, effects),
    formulationVersions: versionsOf(doc, 'formulation', effects),
    formulationComments: commentsOn(doc, 'formulation', effects),
    formulationSuggestions: suggestionsOn(doc, 'formulation', effects),
    actions: allActions,
    changeAction: (id, change) => {
      const fields = mapAt(actions, id)
      if (fields) doc.transact(() => assign(fields, change))
    },
    discussion: (item) => discussion(doc, item, { actions, allActions }, effects),
    observe(onChange) {
      doc.on('update', onChange)
      return () => doc.off('update', onChange)
    },
  }
}

interface Plan {
  readonly actions: Y.Map<unknown>
  readonly allActions: () => PlanAction[]
}

function discussion(doc: Y.Doc, item: ItemId, plan: Plan, effects: Effects): Discussion {
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
  const itemActions = (): PlanAction[] => plan.allActions().filter((action) => action.item === item)
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
    actions: itemActions,
    addAction(what = '') {
      refuseBeyond('actions', plan.actions.size, mostPlanActions)
      const id = newId(actionId, effects.random)
      doc.transact(() => {
        putFields(plan.actions, id, { id, item, state: 'to do', howItWent: '', order: Math.max(effects.clock(), (itemActions().at(-1)?.order ?? 0) + 1) })
        const made = itemActions().find((action) => action.id === id)
        if (made) writeNote(made.what, what)
      })
      return id
    },
    removeAction(id) {
      const kept = mapAt(plan.actions, id)?.toJSON()
      plan.actions.delete(id)
      return () => {
        if (!kept || plan.actions.has(id)) return
        doc.transact(() => putFields(plan.actions, id, kept))
      }
    },
    draft: () => ({
      question: noteText(field('question')),
      options: noteText(field('options')),
      decision: noteText(field('decision')),
      why: noteText(field('why')),
      personWants: noteText(field('personWants')),
      allocation: readAllocation(),
      actions: itemActions().map(({ id, what, owner, due }) => ({ id, what: noteText(what), owner: owner.read(), due: due.read() })),
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
