import type { AuditEntry } from '../../model/audit.ts'
import type { Action } from '../../model/action.ts'
import { caseloadFieldNames, fieldLabel } from '../../model/caseload-columns.ts'
import { fieldInWords } from '../../model/caseload-person.ts'
import { plainDate } from '../../model/dates.ts'
import type { Comment } from '../../model/comment.ts'
import type { Suggestion } from '../../model/suggestion.ts'
import type { FiledOutcome, Receipt } from '../../model/filed-outcome.ts'
import type { Mark } from '../../model/mark.ts'
import type { OutcomeId } from '../../model/ids.ts'
import type { Person } from '../../model/person.ts'
import { retentionInWords, type Retention } from '../../model/retention.ts'
import { plain } from '../../model/plain-text.ts'
import { kindInWords } from '../../model/trail.ts'
import type { OwnWords } from '../../model/words.ts'
import { withhold } from '../leaving/withhold.ts'
import { blockText, inWords, outcomeSections } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'
import { factTexts, versionTexts, type HeldFacts, type HeldVersion } from './formulation-texts.ts'
import { othersIn } from './others-in.ts'
import { letterTexts, sentTexts, type Sent } from './sent.ts'

/** Everything that one device holds about one person, as it is kept. */
export interface EverythingHeld extends Sent {
  readonly person: Person
  /** Every entry, corrected ones included. */
  readonly words: readonly OwnWords[]
  readonly formulation: string
  readonly facts: HeldFacts
  /** The formulation as it once stood, newest first. */
  readonly versions: readonly HeldVersion[]
  /** Remarks on the formulation, settled ones included. */
  readonly comments: readonly Comment[]
  readonly suggestions: readonly Suggestion[]
  /** What discussions were told of the decision before them. */
  readonly lastTime: readonly (Pick<Action, 'what' | 'state' | 'howItWent'> & { readonly owner: string })[]
  /** Of discussions that have not become an outcome: what was written so far, by what it is. */
  readonly drafts: readonly { readonly huddle: string; readonly what: string; readonly text: string }[]
  readonly outcomes: readonly FiledOutcome[]
  /** Passages of outcomes that go to nobody outside their package, by outcome. */
  readonly marks: ReadonlyMap<OutcomeId, readonly Mark[]>
  readonly actions: readonly Action[]
  readonly trail: readonly AuditEntry[]
  readonly retention: Retention
}

export interface HeldText {
  /** Names it while somebody decides what to withhold. */
  readonly id: string
  readonly label: string
  readonly text: string
  /** Why somebody should look whether it is about another person; empty where nothing points to it. */
  readonly lookAt: string
  /** Whether people wrote it in their own words, so that it may be about anybody. */
  readonly free: boolean
  /** It repeats a passage of an outcome that is marked: it stays here, whatever else goes. */
  readonly stays: boolean
  /** The outcome that it is part of. */
  readonly outcome?: OutcomeId
  /** The field of the caseload's row that it tells: it goes as data only where this goes. */
  readonly field?: keyof Person
  /** Set where it tells why there is a legal hold: whichever of these is withheld, all of them are. */
  readonly tells?: 'hold'
  /** The entry of the list of who saw and changed what that it tells. */
  readonly entry?: AuditEntry
}

export interface HeldPart {
  readonly heading: string
  readonly texts: readonly HeldText[]
}

/** The same as people read it: in parts, each text with its name, and a hint where it may be about somebody else. */
export function heldParts(held: EverythingHeld): HeldPart[] {
  const names = held.outcomes.flatMap(({ outcome }) => outcome.toTell.map(({ who }) => who))
  const marksOf = ({ id }: FiledOutcome): readonly Mark[] => held.marks.get(id) ?? []
  const told = held.outcomes.map((filed) => ({ filed, ...withhold(filed, marksOf(filed)) }))
  /** A quote, or what was written before, may repeat half a sentence of what is marked. */
  const quotesGo = told.every(({ withheld }) => withheld.every(({ section }) => section !== 'formulation'))
  const mayReword = (all: readonly HeldText[]): HeldText[] =>
    all.map((each) => (each.free && !quotesGo ? { ...each, lookAt: [each.lookAt, 'may say in other words what is withheld of the formulation'].filter(Boolean).join(', ') } : each))
  const repeats = (said: string): boolean => told.some(({ secrets }) => secrets.in(said))
  let count = 0
  const text = (label: string, content: string, free: boolean, outcome?: OutcomeId): HeldText[] => {
    if (content.trim() === '') return []
    count += 1
    const stays = repeats(content) || repeats(label)
    return [{ id: `text-${count}`, label: repeats(label) ? 'A text' : label, text: content, lookAt: free ? othersIn(content, names) : '', free, stays, ...(outcome && { outcome }) }]
  }
  const entryText = (entry: AuditEntry): HeldText[] => {
    const { at, by, kind, detail } = entry
    const told = text(`${ukMoment(at)}, ${by}`, `${kindInWords(kind)}: ${detail}`, kind !== 'viewed')
    return told.map((each) => ({ ...each, entry: { ...entry, by: repeats(by) ? 'Somebody' : by } }))
  }
  const hold = held.person.legalHold?.because ?? ''
  const toldHold = (all: readonly HeldText[]): HeldText[] => all.map((each) => (hold && plain(each.text).includes(plain(hold)) ? { ...each, tells: 'hold' } : each))
  const { person, words, formulation, facts, versions, comments, suggestions, lastTime, drafts, outcomes, actions, trail } = held
  const parts: HeldPart[] = [
    { heading: 'What the caseload says', texts: caseloadFieldNames.flatMap((field) => (field === 'noNumberBecause' ? [] : ofField(field, text(fieldLabel(field), fieldInWords(person, field), false)))) },
    { heading: 'How long this is kept', texts: toldHold([...text('Kept', retentionInWords(held.retention), false), ...ofField('legalHold', text('Why there is a legal hold', hold, true))]) },
    { heading: 'In their own words', texts: words.flatMap(({ text: said, given, writtenDownBy, at, corrects }) => text(`Given ${given}, written down by ${writtenDownBy}, ${ukMoment(at)}${corrects ? '; corrects earlier words' : ''}`, said, true)) },
    {
      heading: 'How we understand it together',
      texts: [
        ...mayReword(text('Formulation', formulation, true)),
        ...factTexts(facts).flatMap(({ label, text: said, free }) => text(label, said, free)),
        ...comments.flatMap(({ text: said, by, at, quote, replies, resolved }) => [
          ...text(`Comment by ${inWords(by)}, ${ukMoment(at)}${quote && quotesGo ? `, about “${quote}”` : ''}${resolved ? '; settled since' : ''}`, said, true),
          ...replies.flatMap((reply) => text(`Answer by ${inWords(reply.by)}, ${ukMoment(reply.at)}`, reply.text, true)),
        ]),
        ...suggestions.flatMap(({ by, at, quote, adds, settled }) => {
          const source = `Suggested by ${inWords(by)}, as they say, ${ukMoment(at)}${settled ? `; ${settled.how} since` : ''}`
          return [...(quotesGo ? text(`${source}: to take out`, quote, true) : []), ...text(`${source}: to put in`, adds, true)]
        }),
      ],
    },
    { heading: 'How we understood it earlier', texts: mayReword(versions.flatMap(versionTexts).flatMap(({ label, text: said, free }) => text(label, said, free))) },
    { heading: 'Discussions that are still open', texts: drafts.flatMap(({ huddle, what, text: written }) => text(`${huddle}: ${what}`, written, true)) },
    ...told.map(({ filed: { id, receipt, told: said }, outcome, answers }) => ({
      heading: `Decided in ${outcome.huddle.title}, ${ukMoment(outcome.readBackAt)}`,
      texts: [
        ...outcomeSections(outcome, answers).flatMap(({ title, blocks }) => text(title, blocks.map(blockText).join('\n'), true, id)),
        ...text('Where it is', placeInWords(receipt, said), false, id),
      ],
    })),
    { heading: 'Who does what, by when', texts: actions.flatMap(({ what, owner, due, state, howItWent }) => text(`${inWords(owner)}, by ${plainDate(due)}: ${state}`, howItWent ? `${what}\n${howItWent}` : what, true)) },
    { heading: 'What was asked for last time', texts: lastTime.flatMap(({ what, owner, state, howItWent }) => text(`${owner}: ${state}`, howItWent ? `${what}\n${howItWent}` : what, true)) },
    { heading: 'Letters', texts: letterTexts(held.letters, outcomes, marksOf).flatMap(({ label, text: said }) => text(label, said, true)) },
    { heading: 'What was sent, and to whom', texts: sentTexts(held).flatMap(({ label, text: said }) => text(label, said, true)) },
    { heading: 'Who saw, changed, signed and sent what', texts: toldHold(trail.flatMap(entryText)) },
  ]
  return parts.filter(({ texts }) => texts.length > 0)
}

function placeInWords(receipt: Receipt | undefined, told: Receipt | undefined): string {
  if (receipt) return `Filed ${ukMoment(receipt.at)} in ${receipt.folder}, line ${receipt.ledgerLine} of the ledger`
  if (told) return `Filed ${ukMoment(told.at)} in ${told.folder}, line ${told.ledgerLine} of the ledger, with an answer that is not held here`
  return 'It waits to be filed'
}

const ofField = (field: keyof Person, all: readonly HeldText[]): HeldText[] => all.map((each) => ({ ...each, field }))
