import type { Answer } from '../../model/checkpoint.ts'
import type { NamedPerson } from '../../model/decision.ts'
import type { FormulationAbout } from '../../model/formulation.ts'
import type { Outcome } from '../../model/outcome.ts'
import type { SectionKey } from '../outcome-sections.ts'

/** A stretch of an outcome's free text that can be withheld by itself: a line, a quote, an action, a challenge. */
export interface Passage {
  /** The same for as long as the outcome is, which is for good: `formulation/2`, `actions/<id>`. */
  readonly key: string
  readonly section: SectionKey
  readonly text: string
  /** It repeats a stretch of the formulation as it stood: it stays behind with any of that. */
  readonly quotes?: true
  /** One line of a longer text, which goes on in the next passage of its section. */
  readonly line?: true
}

/** An outcome with its answers: everything that a package's pages are made from. */
export interface Told {
  readonly outcome: Outcome
  readonly answers: readonly Answer[]
}

export interface PassageChange {
  /** What stands in the place of a passage. */
  passage(passage: Passage): string
  /** What stands in the place of a name or a few words that cannot be marked by themselves but may repeat what is. */
  words(text: string): string
  /** How words were given, where the words themselves are withheld. */
  given: string
}

/** The same outcome with other words in the place of its passages; everything else stays. */
export function changePassages({ outcome, answers }: Told, change: PassageChange): Told {
  const lines = (section: SectionKey, text: string): string => {
    let index = 0
    return text
      .split(/(\r\n|\r|\n)/)
      .map((line) => (line.trim() ? change.passage({ key: `${section}/${index++}`, section, text: line, line: true }) : line))
      .join('')
  }
  const whole = (section: SectionKey, id: string | number, text: string): string =>
    change.passage({ key: `${section}/${id}`, section, text })
  return {
    outcome: {
      ...outcome,
      ...(outcome.replaces && { replaces: { ...outcome.replaces, because: lines('replaces', outcome.replaces.because) } }),
      ownWords: outcome.ownWords.map((words) => {
        const text = whole('own-words', words.id, words.text)
        return { ...words, text, given: text === words.text ? change.words(words.given) : change.given }
      }),
      personWants: lines('wants', outcome.personWants),
      question: lines('question', outcome.question),
      options: lines('options', outcome.options),
      decision: lines('decision', outcome.decision),
      why: lines('why', outcome.why),
      challenges: outcome.challenges.map((each, index) => ({ ...each, text: whole('challenges', index, each.text) })),
      actions: outcome.actions.map((action) => ({
        ...action,
        what: whole('actions', action.id, action.what),
        owner: { ...action.owner, name: change.words(action.owner.name), role: change.words(action.owner.role) },
      })),
      toTell: outcome.toTell.map(({ who, by }, index) => ({ who: whole('told', index, who), by: change.words(by) })),
      formulation: lines('formulation', outcome.formulation),
      ...(outcome.formulationAbout && { formulationAbout: besideFormulation(outcome.formulationAbout, change) }),
    },
    answers: answers.map((given) =>
      given.kind === 'declined' ? { ...given, because: whole('answers', given.card.device, given.because) } : given,
    ),
  }
}

function besideFormulation(beside: FormulationAbout, change: PassageChange): FormulationAbout {
  const section = 'formulation'
  const named = <T extends NamedPerson>(by: T): T => ({ ...by, name: change.words(by.name), role: change.words(by.role) })
  const said = <T extends { readonly id: string; readonly text: string; readonly by: NamedPerson }>(each: T): T => ({
    ...each,
    text: change.passage({ key: `${section}/comment-${each.id}`, section, text: each.text }),
    by: named(each.by),
  })
  return {
    ...beside,
    authors: beside.authors.map(named),
    writers: beside.writers.map((each) => ({ ...each, by: named(each.by) })),
    comments: beside.comments.map((comment) => ({
      ...said(comment),
      quote: comment.quote.trim() ? change.passage({ key: `${section}/about-${comment.id}`, section, text: comment.quote, quotes: true }) : comment.quote,
      replies: comment.replies.map(said),
    })),
    ...(beside.suggestions && {
      suggestions: beside.suggestions.map(({ id, by, takesOut, putsIn, ...rest }) => ({
        ...rest,
        id,
        by: named(by),
        takesOut: takesOut.trim() ? change.passage({ key: `${section}/out-${id}`, section, text: takesOut, quotes: true }) : takesOut,
        putsIn: putsIn.trim() ? change.passage({ key: `${section}/in-${id}`, section, text: putsIn }) : putsIn,
      })),
    }),
  }
}

/** Everything in an outcome that can be marked, in the order in which the outcome is read. */
export function passagesOf(told: Told): Passage[] {
  const found: Passage[] = []
  changePassages(told, {
    passage(passage) {
      found.push(passage)
      return passage.text
    },
    words: (text) => text,
    given: '',
  })
  return found
}
