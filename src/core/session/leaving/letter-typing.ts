import type { EntryId } from '../../model/ids.ts'
import type { LetterWords } from '../../model/letter.ts'
import { begunFrom, typedOver, type Rewording } from '../../model/letter-words.ts'
import { cell, type Observable } from '../../model/observable.ts'
import { ProblemError, problemOf, type Problem } from '../../model/problem.ts'

/** What was typed in a letter and is not kept yet. */
export interface TypedLetter extends Rewording {
  /** Why it was not kept, where another window reworded the same: typing on means that these words are to stand. */
  readonly refused?: Problem
}

/** The typing in one letter; it outlives the page, so that what could not be kept stands there again. */
export interface LetterTyping {
  readonly typed: Observable<TypedLetter | undefined>
  /** @param standing what stood in the letter, without what is typed, when this was typed */
  change(words: LetterWords, standing: LetterWords): void
  /** Keeps what was typed; resolves once it is in the vault. @throws {ProblemError} `letter-given`, `letter-reworded`, `letter-too-long` */
  keep(): Promise<void>
  /** Keeps it once nobody looks any more: what keeps it from being kept is told over whatever place is open. */
  leave(): void
  giveUp(): void
}

export interface LettersTyping {
  of(letter: EntryId): LetterTyping
  /** Whether anything would go with this window. */
  readonly unkept: Observable<boolean>
  /** Keeps everything before the vault is locked. What a letter refuses is given up; @throws whatever the disk says */
  keepAll(): Promise<void>
}

/** These stand in the way for good, or until somebody chooses: none is mended by staying unlocked. */
const refusals: readonly string[] = ['letter-given', 'letter-reworded', 'letter-too-long']

interface TypingParts {
  /** @throws {ProblemError} `letter-given`, `letter-reworded`, `letter-too-long` */
  readonly reword: (letter: EntryId, rewording: Rewording) => Promise<LetterWords>
  readonly report: (error: unknown) => void
}

export function lettersTyping({ reword, report }: TypingParts): LettersTyping {
  const letters = new Map<EntryId, LetterTyping>()
  const unkept = cell(false)
  const count = (): void => unkept.set([...letters.values()].some(({ typed }) => typed.get() !== undefined))

  function begin(letter: EntryId): LetterTyping {
    const typed = cell<TypedLetter | undefined>(undefined)
    typed.subscribe(count)

    async function keepNewest(): Promise<void> {
      // What is typed while some of it is being kept is kept next.
      for (let sent = typed.get(); sent; sent = typed.get()) {
        if (sent.refused) throw new ProblemError(sent.refused)
        try {
          const kept = await reword(letter, sent)
          const now = typed.get()
          typed.set(now && now !== sent ? { words: typedOver(sent.words, now.words, kept), from: kept } : undefined)
        } catch (error) {
          const refused = problemOf(error)
          if (refused.code === 'letter-given') typed.set(undefined)
          else if (refused.code === 'letter-reworded' && typed.get() === sent) typed.set({ ...sent, refused })
          throw error
        }
      }
    }
    let last = Promise.resolve()
    /** One after the other, each with what is typed by then. */
    const keep = (): Promise<void> => (last = last.then(keepNewest, keepNewest))
    return {
      typed,
      change(words, standing) {
        const former = typed.get()
        typed.set({ words, from: !former || former.refused ? standing : begunFrom(former.from, former.words, standing) })
      },
      keep,
      leave: () => void keep().catch(report),
      giveUp: () => typed.set(undefined),
    }
  }

  return {
    of(letter) {
      const known = letters.get(letter) ?? begin(letter)
      letters.set(letter, known)
      return known
    },
    unkept,
    async keepAll() {
      for (const { keep } of letters.values()) {
        await keep().catch((error: unknown) => {
          if (!refusals.includes(problemOf(error).code)) throw error
        })
      }
    },
  }
}
