import type { AuditEntry } from '../../model/audit.ts'
import type { Action } from '../../model/action.ts'
import { caseloadFieldNames, caseloadFields } from '../../model/caseload-columns.ts'
import { fieldInWords } from '../../model/caseload-person.ts'
import { plainDate } from '../../model/dates.ts'
import type { FiledOutcome } from '../../model/filed-outcome.ts'
import type { OutcomeId } from '../../model/ids.ts'
import type { Person } from '../../model/person.ts'
import { retentionInWords, type Retention } from '../../model/retention.ts'
import { kindInWords } from '../../model/trail.ts'
import type { OwnWords } from '../../model/words.ts'
import { inWords, outcomeSections, type Block } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'
import { othersIn } from './others-in.ts'

/** Everything that one device holds about one person, as it is kept. */
export interface EverythingHeld {
  readonly person: Person
  /** Every entry, corrected ones included. */
  readonly words: readonly OwnWords[]
  readonly formulation: string
  /** Of discussions that have not become an outcome: what was written so far, by what it is. */
  readonly drafts: readonly { readonly huddle: string; readonly what: string; readonly text: string }[]
  readonly outcomes: readonly FiledOutcome[]
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
  /** The outcome that it is part of. */
  readonly outcome?: OutcomeId
}

export interface HeldPart {
  readonly heading: string
  readonly texts: readonly HeldText[]
}

/** The same as people read it: in parts, each text with its name, and a hint where it may be about somebody else. */
export function heldParts(held: EverythingHeld): HeldPart[] {
  const names = held.outcomes.flatMap(({ outcome }) => outcome.toTell.map(({ who }) => who))
  let count = 0
  const text = (label: string, content: string, free: boolean, outcome?: OutcomeId): HeldText[] => {
    if (content.trim() === '') return []
    count += 1
    return [{ id: `text-${count}`, label, text: content, lookAt: free ? othersIn(content, names) : '', free, ...(outcome && { outcome }) }]
  }
  const { person, words, formulation, drafts, outcomes, actions, trail } = held
  const parts: HeldPart[] = [
    { heading: 'What the caseload says', texts: caseloadFieldNames.flatMap((field) => (field === 'noNumberBecause' ? [] : text(caseloadFields[field].heading, fieldInWords(person, field), false))) },
    { heading: 'How long this is kept', texts: text('Kept', retentionInWords(held.retention), false) },
    { heading: 'In their own words', texts: words.flatMap(({ text: said, given, writtenDownBy, at, corrects }) => text(`Given ${given}, written down by ${writtenDownBy}, ${ukMoment(at)}${corrects ? '; corrects earlier words' : ''}`, said, true)) },
    { heading: 'How we understand it together', texts: text('Formulation', formulation, true) },
    { heading: 'Discussions that are still open', texts: drafts.flatMap(({ huddle, what, text: written }) => text(`${huddle}: ${what}`, written, true)) },
    ...outcomes.map(({ id, outcome, answers, receipt }) => ({
      heading: `Decided in ${outcome.huddle.title}, ${ukMoment(outcome.readBackAt)}`,
      texts: [
        ...outcomeSections(outcome, answers).flatMap(({ title, blocks }) => text(title, blocks.map(blockText).join('\n'), true, id)),
        ...text('Where it is', receipt ? `Filed ${ukMoment(receipt.at)} in ${receipt.folder}, line ${receipt.ledgerLine} of the ledger` : 'It waits to be filed', false, id),
      ],
    })),
    { heading: 'Who does what, by when', texts: actions.flatMap(({ what, owner, due, state, howItWent }) => text(`${inWords(owner)}, by ${plainDate(due)}: ${state}`, howItWent ? `${what}\n${howItWent}` : what, true)) },
    { heading: 'Who saw, changed, signed and sent what', texts: trail.flatMap(({ at, by, kind, detail }) => text(`${ukMoment(at)}, ${by}`, `${kindInWords(kind)}: ${detail}`, kind !== 'viewed')) },
  ]
  return parts.filter(({ texts }) => texts.length > 0)
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'quote':
      return `“${block.text}”\n${block.source}`
    case 'list':
      return block.items.join('\n')
    case 'table':
      return block.rows.map((cells) => cells.map((cell, index) => `${block.head[index] ?? ''}: ${cell}`).join('; ')).join('\n')
  }
}
