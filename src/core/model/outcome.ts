import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { calendarDate, instant } from './dates.ts'
import { formulationAbout, formulationAboutNow, type FormulationAbout } from './formulation.ts'
import { actionId, huddleId, itemId, outcomeId } from './ids.ts'
import { allocationOption, challenge, namedPerson, mostChallenges, mostTold, toldPerson } from './decision.ts'
import { attendee } from './huddle.ts'
import { personIdentity, sharingAgreement } from './person.ts'
import { team } from './team.ts'
import { spareForApart } from './room-for.ts'
import { mostWords, ownWords } from './words.ts'

/** More than any note, and less than what stalls a record system: see SPEC.md, J. */
export const longestText = 400_000

/** In characters. */
export const longestAction = 2000
export const mostActions = 100

const longText = z.string().max(longestText)

/** What an amendment says of the outcome before it. */
export const replacement = canonicalObject({ outcome: outcomeId, because: z.string().min(1).max(2000) })
export type Replacement = z.infer<typeof replacement>

export const outcomeAction = canonicalObject({
  id: actionId,
  what: z.string().min(1).max(longestAction),
  owner: namedPerson,
  /** Whether the owner was in the huddle, or is still to be asked: nobody is given work unknowingly. */
  ownerWasPresent: z.boolean(),
  due: calendarDate,
})
export type OutcomeAction = z.infer<typeof outcomeAction>

const outcomeFields = {
  format: z.literal('mdt-huddle/outcome'),
  id: outcomeId,
  item: itemId,
  huddle: canonicalObject({ id: huddleId, title: z.string().max(120), startedAt: instant, chair: namedPerson, noteKeeper: namedPerson }),
  team,
  person: personIdentity,
  agreement: sharingAgreement,
  ownWords: z.array(ownWords).max(mostWords + spareForApart),
  formulation: longText,
  question: longText.min(1),
  options: longText,
  decision: longText.min(1),
  why: longText.min(1),
  personWants: longText,
  allocation: z.array(allocationOption).max(20),
  actions: z.array(outcomeAction).min(1).max(mostActions),
  keyworker: namedPerson,
  keyworkerWasPresent: z.boolean(),
  reviewOn: calendarDate,
  toTell: z.array(toldPerson).max(mostTold + spareForApart),
  challenges: z.array(challenge).max(mostChallenges + spareForApart),
  present: z.array(attendee).min(1).max(60),
  quorumMet: z.boolean(),
  readBackAt: instant,
  /** Whose clock the times are by. */
  clock: z.string().max(200),
  replaces: replacement.optional(),
}

/** As outcomes were until they said more of the formulation than its text. They stay valid for good. */
const outcomeFirst = canonicalObject({ ...outcomeFields, version: z.literal(1) })
/** As they were until they said what was suggested. So do these. */
const outcomeSecond = canonicalObject({ ...outcomeFields, version: z.literal(2), formulationAbout })
export const outcomeNow = canonicalObject({ ...outcomeFields, version: z.literal(3), formulationAbout: formulationAboutNow })

/**
 * What a huddle decided for one person: the payload that people sign. Immutable; a change is a new outcome that
 * names the one it replaces and says why.
 */
export const outcome = z.discriminatedUnion('version', [outcomeFirst, outcomeSecond, outcomeNow])

export const outcomeVersions: readonly number[] = outcome.options.map(({ shape }) => shape.version.value)

/** Any version: `formulationAbout` is there from version 2 on, its `suggestions` from version 3 on. */
export type Outcome = Omit<z.infer<typeof outcomeNow>, 'version' | 'formulationAbout'> & {
  readonly version: 1 | 2 | 3
  readonly formulationAbout?: FormulationAbout
}
