import { shorten, type DecisionDraft } from '../model/decision.ts'
import { longestAction, longestText, mostActions, outcome, type Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'

type Texts = Pick<DecisionDraft, 'question' | 'options' | 'decision' | 'why' | 'personWants' | 'actions'> & { readonly formulation: string }

/** Holds what is written against what the record takes with one decision. @throws {ProblemError} `too-long`, `actions-too-many`. */
export function checkFits({ formulation, question, options, decision, why, personWants, actions }: Texts): void {
  const texts = { 'the formulation': formulation, 'the question': question, 'the options considered': options, 'the decision': decision, why, 'what the person wants': personWants }
  const long = [
    ...Object.entries(texts).flatMap(([name, text]) => tooLong(name, text, longestText)),
    ...actions.flatMap(({ what }) => tooLong(`the action “${shorten(what)}”`, what, longestAction)),
  ]
  if (long.length > 0) throw refused('too-long', `Longer than the record takes: ${long.join(', ')}.`, 'Shorten it to what matters for this decision, then read it back.')
  if (actions.length > mostActions)
    throw refused('actions-too-many', `The record takes at most ${mostActions} actions with one decision, and this one asks for ${actions.length}.`, 'Keep those that matter for this decision, then read it back.')
}

/** What was put together, as the record takes it. @throws {ProblemError} `does-not-fit`. */
export function asOutcome(content: Record<keyof Omit<Outcome, 'replaces'>, unknown>): Outcome {
  const parsed = outcome.safeParse(content)
  if (parsed.success) return parsed.data
  const [where] = parsed.error.issues.map(({ path }) => path.join(' ')).filter((name) => name !== '')
  throw refused('does-not-fit', `The record does not take what is written with this decision${where ? ` (${where})` : ''}.`, 'Shorten what was added last, then read it back.')
}

const tooLong = (name: string, text: string, most: number): string[] => (text.length > most ? [`${name} (at most ${most.toLocaleString('en-GB')} characters)`] : [])

const refused = (code: string, happened: string, todo: string): ProblemError =>
  new ProblemError({ code, happened, kept: 'Everything that is written stays.', todo })
