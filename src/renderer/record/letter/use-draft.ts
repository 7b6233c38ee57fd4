import { useState } from 'react'
import type { Letter, LetterWords } from '../../../core/model/letter.ts'
import type { LetterReading } from '../../../core/session/outcome-reading.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

export interface Draft {
  readonly letter: Letter
  readonly words: LetterWords
  /** The letter as it reads with the words as they are typed. */
  readonly reading: LetterReading
  readonly change: (next: LetterWords) => void
  /** Keeps what was typed; resolves once it is in the vault. @throws {ProblemError} */
  readonly keep: () => Promise<void>
}

/** A draft while it is being typed in. */
export function useDraft(letter: Letter): Draft {
  const { leaving } = useDesk()
  useObservable(leaving.marks)
  const [words, setWords] = useState(letter.words)
  return {
    letter,
    words,
    reading: leaving.readLetter({ ...letter, words }),
    change: setWords,
    keep: async () => {
      if (words !== letter.words) await leaving.rewordLetter(letter.id, words)
    },
  }
}
