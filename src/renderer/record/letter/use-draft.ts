import { useEffect } from 'react'
import type { Letter, LetterWords } from '../../../core/model/letter.ts'
import { typedOver } from '../../../core/model/letter-words.ts'
import type { LetterTyping, TypedLetter } from '../../../core/session/leaving/letter-typing.ts'
import type { LetterReading } from '../../../core/session/outcome-reading.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

export interface Draft extends Pick<LetterTyping, 'keep' | 'giveUp'> {
  readonly letter: Letter
  readonly words: LetterWords
  /** The letter as it reads with the words as they are typed. */
  readonly reading: LetterReading
  /** What is typed and not kept yet: another one after each key. */
  readonly typed: TypedLetter | undefined
  readonly change: (next: LetterWords) => void
}

/** A draft while it is being typed in; what another window writes meanwhile stands wherever nothing was typed here. */
export function useDraft(letter: Letter): Draft {
  const { leaving } = useDesk()
  useObservable(leaving.marks)
  const typing = leaving.typingIn(letter.id)
  const typed = useObservable(typing.typed)
  // No field of a page that is left is told that it loses the keyboard.
  useEffect(() => typing.leave, [typing])

  const words = typed ? typedOver(typed.from, typed.words, letter.words) : letter.words
  return {
    letter,
    words,
    reading: leaving.readLetter({ ...letter, words }),
    typed,
    change: (next) => typing.change(next, letter.words),
    keep: typing.keep,
    giveUp: typing.giveUp,
  }
}
