import { plainDate } from '../../../core/model/dates.ts'
import type { Outcome } from '../../../core/model/outcome.ts'

const sentence = (text: string): string => {
  const trimmed = text.trim().replaceAll(/\s*\n+\s*/g, ' ')
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** The decision as one paragraph that can be read aloud, of somebody who is called `name` here. Every other word of it stands in what is signed. */
export function decisionParagraph(outcome: Outcome, name: string): string {
  const { question, personWants, decision, why, keyworker, keyworkerWasPresent, reviewOn } = outcome
  return [
    `We asked: ${sentence(question)}`,
    personWants.trim() && `What ${name} wants: ${sentence(personWants)}`,
    `We decided: ${sentence(decision)}`,
    `Why: ${sentence(why)}`,
    `${keyworker.name} is ${name}’s keyworker${keyworkerWasPresent ? '' : ', and is still to be asked'}.`,
    `We look at this again on ${plainDate(reviewOn)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
