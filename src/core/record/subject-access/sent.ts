import { plainDate } from '../../model/dates.ts'
import type { FiledOutcome } from '../../model/filed-outcome.ts'
import type { BreakGlass, Delivery, Disclosure } from '../../model/leaving.ts'
import type { Letter } from '../../model/letter.ts'
import type { Mark } from '../../model/mark.ts'
import { recipientInWords } from '../../model/recipient.ts'
import { withhold } from '../leaving/withhold.ts'
import { letterText } from '../letter/letter-text.ts'
import { blockText } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'

/** What left about one person, or was looked at for that. */
export interface Sent {
  readonly letters: readonly Letter[]
  readonly disclosures: readonly Disclosure[]
  readonly deliveries: readonly Delivery[]
  readonly breakGlass: readonly BreakGlass[]
}

export interface SentText {
  readonly label: string
  readonly text: string
}

/** Each letter as it reads: one that was given with what was marked then, a draft with what is marked now. */
export function letterTexts(letters: readonly Letter[], outcomes: readonly FiledOutcome[], marksOf: (filed: FiledOutcome) => readonly Mark[]): SentText[] {
  return letters.flatMap(({ outcome: id, words, givenWith, givings }) => {
    const filed = outcomes.find((each) => each.id === id)
    if (!filed) return []
    const { title, greeting, covering, sections, from } = letterText(withhold(filed, givenWith ?? marksOf(filed)).outcome, words)
    const given = givings.map(({ on, how, by }) => `given ${how} on ${plainDate(on)}, by ${by}`)
    return {
      label: `${title}: ${given.length > 0 ? given.join('; ') : 'a draft, given to nobody yet'}`,
      text: [greeting, covering, ...sections.flatMap((section) => [section.title, ...section.blocks.map(blockText)]), ...from].filter(Boolean).join('\n'),
    }
  })
}

/** What went to whom, by which way and why it might; what waits or was refused; and who looked without agreement. */
export function sentTexts({ disclosures, deliveries, breakGlass }: Sent): SentText[] {
  return [
    ...disclosures.map(({ at, by, what, to, way, allowedBy }) => ({
      label: `${ukMoment(at)}, by ${by}`,
      text: `${what === 'letter' ? 'A letter' : 'An outcome'} to ${recipientInWords(to)}, ${way}. ${allowedBy}`,
    })),
    ...deliveries.map(({ at, by, server, state }) => ({
      label: `${ukMoment(at)}, by ${by}, to ${server.name}`,
      text: `An outcome, to ${server.base}. ${stateInWords(state)}`,
    })),
    ...breakGlass.map(({ at, by, to, because, review }) => ({
      label: `${ukMoment(at)}, by ${by}, without the person’s agreement`,
      text: [`Looked at what ${recipientInWords(to)} would get: ${because}`, review && `Reviewed by ${review.by}, ${ukMoment(review.at)}: ${review.conclusion}`].filter(Boolean).join('\n'),
    })),
  ]
}

function stateInWords(state: Delivery['state']): string {
  switch (state.kind) {
    case 'waiting':
      return `It waits to be sent.${state.said ? ` ${state.said}` : ''}`
    case 'refused':
      return `Refused, ${ukMoment(state.at)}: ${state.said.join(' ')}`
    case 'received':
      return `Received, ${ukMoment(state.receipt.at)}${state.receipt.location ? `; kept at ${state.receipt.location}` : ''}.`
    case 'taken-back':
      return `Taken back before it was sent, ${ukMoment(state.at)}.`
  }
}
