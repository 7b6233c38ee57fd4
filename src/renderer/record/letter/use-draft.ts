import { useCallback, useEffect, useRef, useState } from 'react'
import type { Letter, LetterWords } from '../../../core/model/letter.ts'
import { begunFrom, typedOver } from '../../../core/model/letter-words.ts'
import { problemOf } from '../../../core/model/problem.ts'
import type { LetterReading } from '../../../core/session/outcome-reading.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

export interface Draft {
  readonly letter: Letter
  readonly words: LetterWords
  /** The letter as it reads with the words as they are typed. */
  readonly reading: LetterReading
  /** How often something was typed. */
  readonly typings: number
  readonly change: (next: LetterWords) => void
  /** Keeps what was typed; resolves once it is in the vault. @throws {ProblemError} */
  readonly keep: () => Promise<void>
}

interface Typed {
  readonly from: LetterWords
  readonly words: LetterWords
  /** Why it was not kept, where another window reworded the same: typing on means that these words are to stand. */
  readonly refused?: unknown
}

/** A draft while it is being typed in; what another window writes meanwhile stands wherever nothing was typed here. */
export function useDraft(letter: Letter): Draft {
  const { leaving } = useDesk()
  const { id } = letter
  useObservable(leaving.marks)
  const [typed, setTyped] = useState<Typed>()
  const [typings, setTypings] = useState(0)
  const newest = useRef<Typed>(undefined)
  const put = useCallback((next: Typed | undefined): void => {
    newest.current = next
    setTyped(next)
  }, [])

  const keepNewest = useCallback(async (): Promise<void> => {
    // What is typed while some of it is being kept is kept next.
    for (let sent = newest.current; sent; sent = newest.current) {
      if (sent.refused !== undefined) throw sent.refused
      try {
        const kept = await leaving.rewordLetter(id, sent)
        const now = newest.current
        put(now && now !== sent ? { words: typedOver(sent.words, now.words, kept), from: kept } : undefined)
      } catch (error) {
        if (newest.current === sent && problemOf(error).code === 'letter-reworded') put({ ...sent, refused: error })
        throw error
      }
    }
  }, [leaving, id, put])
  const last = useRef(Promise.resolve())
  /** One after the other, each with what is typed by then. */
  const keep = useCallback((): Promise<void> => (last.current = last.current.then(keepNewest, keepNewest)), [keepNewest])
  // No field of a page that is left is told that it loses the keyboard.
  useEffect(() => () => void keep().catch(() => undefined), [keep])

  const words = typed ? typedOver(typed.from, typed.words, letter.words) : letter.words
  return {
    letter,
    words,
    reading: leaving.readLetter({ ...letter, words }),
    typings,
    change(next) {
      put({ words: next, from: !typed || typed.refused !== undefined ? letter.words : begunFrom(typed.from, typed.words, letter.words) })
      setTypings((times) => times + 1)
    },
    keep,
  }
}
