import { markReasonWords, type Mark, type MarkReason } from '../../model/mark.ts'
import type { SectionKey } from '../outcome-sections.ts'
import { changePassages, passagesOf, type Told } from './passages.ts'
import { secretsOf, type Secrets } from './secrets.ts'

/** One passage that stays behind. */
export interface Withheld {
  readonly passage: string
  readonly section: SectionKey
  readonly because: MarkReason | 'repeats'
}

export interface Redacted extends Told {
  readonly withheld: readonly Withheld[]
  readonly secrets: Secrets
}

export const withheldWords = {
  ...markReasonWords,
  repeats: 'it repeats what is withheld elsewhere',
} as const satisfies Record<Withheld['because'], string>

/** What stands where a passage was: the reader sees that something is not there, and why. */
export const withheldNote = (because: Withheld['because']): string => `[Withheld: ${withheldWords[because]}]`

/** The same outcome without its marked passages, and without whatever repeats them. The signed outcome is not touched. */
export function withhold(told: Told, marks: readonly Mark[]): Redacted {
  const marked = new Map(marks.map(({ passage, because }) => [passage, because]))
  const secrets = secretsOf(passagesOf(told).flatMap(({ key, text }) => (marked.has(key) ? [text] : [])))
  const withheld: Withheld[] = []
  const redacted = changePassages(told, {
    passage({ key, section, text }) {
      const because = marked.get(key) ?? (secrets.in(text) ? 'repeats' : undefined)
      if (!because) return text
      withheld.push({ passage: key, section, because })
      return withheldNote(because)
    },
    words: (text) => (secrets.in(text) ? withheldNote('repeats') : text),
    given: 'in a way that is withheld here',
  })
  return { ...redacted, withheld, secrets }
}
