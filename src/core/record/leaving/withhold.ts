import { answersTo, type FiledOutcome } from '../../model/filed-outcome.ts'
import type { Mark } from '../../model/mark.ts'
import { plain } from '../../model/plain-text.ts'
import type { SectionKey } from '../outcome-sections.ts'
import { changePassages, passagesOf, type Passage, type Told } from './passages.ts'
import { secretsOf, type Secrets } from './secrets.ts'
import { withheldNote, type WithheldBecause } from './withheld-note.ts'

/** An outcome with what has been answered to it, before it was filed and since. */
export type Filed = Pick<FiledOutcome, 'outcome' | 'answers' | 'late' | 'told'>

/** One passage that stays behind. */
export interface Withheld {
  readonly passage: string
  readonly section: SectionKey
  readonly because: WithheldBecause
}

export interface Redacted extends Told {
  readonly withheld: readonly Withheld[]
  readonly secrets: Secrets
}

/** The same outcome without its marked passages, and without whatever repeats them, in late answers as well. The signed outcome is not touched. */
export function withhold(filed: Filed, marks: readonly Mark[]): Redacted {
  const told = { outcome: filed.outcome, answers: answersTo(filed) }
  const marked = new Map(marks.map(({ passage, because }) => [passage, because]))
  const all = passagesOf(told)
  const secrets = secretsOf(all.flatMap(({ key, text }) => (marked.has(key) ? [text] : [])))
  const repeating = repeatingIn(all, secrets)
  const stays = ({ key }: Passage): boolean => !marked.has(key) && !repeating.has(key)
  const quoteStays = quotesThatStay(all.filter(({ section, line }) => line && section === 'formulation'), stays)
  const withheld: Withheld[] = []
  const redacted = changePassages(told, {
    passage(passage) {
      const { key, section, text, quotes } = passage
      if (stays(passage) && (!quotes || quoteStays(text))) return text
      const because = marked.get(key) ?? 'repeats'
      withheld.push({ passage: key, section, because })
      return withheldNote(because)
    },
    words: (text) => (secrets.in(text) ? withheldNote('repeats') : text),
    given: 'in a way that is withheld here',
  })
  return { ...redacted, withheld, secrets }
}

/** The passages that hold any of what is marked; in a text of several lines it may run on from one to the next. */
function repeatingIn(all: readonly Passage[], secrets: Secrets): ReadonlySet<string> {
  const texts = new Map<string, Passage[]>()
  for (const passage of all) {
    const text = passage.line ? passage.section : passage.key
    const parts = texts.get(text)
    if (parts) parts.push(passage)
    else texts.set(text, [passage])
  }
  const found = [...texts.values()].flatMap((parts) => [...secrets.across(parts.map(({ text }) => text))].map((index) => parts[index]?.key ?? ''))
  return new Set(found)
}

/** A quote may run across lines and repeat half a sentence: where anything of the formulation stays behind, it goes only if it stands whole in what goes. */
function quotesThatStay(formulation: readonly Passage[], stays: (passage: Passage) => boolean): (quote: string) => boolean {
  const going = formulation.filter(stays)
  return (quote) => going.length === formulation.length || going.some(({ text }) => plain(text).includes(plain(quote)))
}
