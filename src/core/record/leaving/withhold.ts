import type { Mark } from '../../model/mark.ts'
import type { SectionKey } from '../outcome-sections.ts'
import { changePassages, passagesOf, type Passage, type Told } from './passages.ts'
import { plain, secretsOf, type Secrets } from './secrets.ts'
import { withheldNote, type WithheldBecause } from './withheld-note.ts'

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

/** The same outcome without its marked passages, and without whatever repeats them. The signed outcome is not touched. */
export function withhold(told: Told, marks: readonly Mark[]): Redacted {
  const marked = new Map(marks.map(({ passage, because }) => [passage, because]))
  const all = passagesOf(told)
  const secrets = secretsOf(all.flatMap(({ key, text }) => (marked.has(key) ? [text] : [])))
  const stays = ({ key, text }: Passage): boolean => !marked.has(key) && !secrets.in(text)
  const quoteStays = quotesThatStay(all.filter(({ key }) => /^formulation\/\d+$/.test(key)), stays)
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

/** A quote may run across lines and repeat half a sentence: where anything of the formulation stays behind, it goes only if it stands whole in what goes. */
function quotesThatStay(formulation: readonly Passage[], stays: (passage: Passage) => boolean): (quote: string) => boolean {
  const going = formulation.filter(stays)
  return (quote) => going.length === formulation.length || going.some(({ text }) => plain(text).includes(plain(quote)))
}
