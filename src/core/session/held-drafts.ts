import { noteText } from '../doc/note-text.ts'
import { discussionFields, type Discussion } from '../doc/discussion.ts'
import type { PersonDoc } from '../doc/person-doc.ts'
import { plainDate } from '../model/dates.ts'
import { heldValues } from '../model/decision.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { PersonId } from '../model/ids.ts'
import { inWords } from '../record/outcome-sections.ts'
import type { EverythingHeld } from '../record/subject-access/held.ts'
import { challengedSince } from './challenged-since.ts'

export type HeldDraft = EverythingHeld['drafts'][number]

/** What stands in one person's discussions on an agenda that no outcome holds. */
export function draftsOf(agenda: readonly AgendaItem[], huddle: string, document: PersonDoc, { id, outcomes }: { readonly id: PersonId; readonly outcomes: readonly FiledOutcome[] }): HeldDraft[] {
  return agenda.flatMap((item) => {
    if (item.personId !== id) return []
    const discussion = document.discussion(item.id)
    const decided = outcomes.find((each) => each.id === item.outcome)?.outcome
    const challenges = challengedSince(discussion.challenges(), decided).map(({ by, text }) => ({ what: `Challenge by ${by.name}`, text }))
    if (item.outcome) return challenges.map((each) => ({ huddle, ...each }))
    return [
      { what: 'Why they were on the agenda', text: `${item.reason}, brought by ${item.broughtBy}` },
      ...undecided(discussion),
      ...challenges,
      { what: 'Why it was carried over', text: discussion.parkedBecause() ?? item.parkedBecause ?? '' },
    ].map((each) => ({ huddle, ...each }))
  })
}

const fieldWords = { question: 'The question', options: 'Options considered', decision: 'What was being decided', why: 'Why', personWants: 'What they want' } as const

function undecided(discussion: Discussion): Omit<HeldDraft, 'huddle'>[] {
  const { keyworker, reviewOn } = discussion
  return [
    ...discussionFields.map((field) => ({ what: fieldWords[field], text: noteText(discussion.field(field)) })),
    { what: 'Where it was to lead', text: discussion.allocation().join('; ') },
    ...discussion.actions().flatMap(({ what, owner, due }) => [
      { what: 'Action', text: noteText(what) },
      { what: 'Who was to do it, by when', text: [...heldValues(owner.read()).map(inWords), ...heldValues(due.read()).map(plainDate)].join('; ') },
    ]),
    { what: 'Keyworker', text: heldValues(keyworker.read()).map(inWords).join('; ') },
    { what: 'To be reviewed on', text: heldValues(reviewOn.read()).map(plainDate).join('; ') },
    { what: 'Who was to be told', text: discussion.toTell().map(({ who, by }) => `${who}, by ${by}`).join('; ') },
    { what: 'Why the outcome it amends is decided again', text: discussion.replaces()?.because ?? '' },
    ...discussion.answers().flatMap((given) => (given.kind === 'declined' ? { what: `Why ${given.card.name} did not sign`, text: given.because } : [])),
  ]
}
