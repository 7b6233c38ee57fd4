import type { RandomBytes } from '../model/effects.ts'
import { toHex, type PersonId } from '../model/ids.ts'
import type { Neighbours, Notice } from './neighbours.ts'

/** Whom the windows of one vault have in use, as they tell each other when asked. */
export interface InUse {
  /** Whether another window has: one that does not say so within a second has not. */
  elsewhere(person: PersonId): Promise<boolean>
  /** What this window says of itself. */
  say(isInUse: (person: PersonId) => boolean): void
  hear(notice: Extract<Notice, { kind: 'asks' | 'has' }>): void
}

const patience = 1000

const nobody = (): boolean => false

export function inUse(others: Neighbours, random: RandomBytes): InUse {
  let isInUseHere: (person: PersonId) => boolean = nobody
  const waiting = new Map<string, () => void>()
  return {
    elsewhere(person) {
      if (others.alone) return Promise.resolve(false)
      const question = toHex(random(8))
      return new Promise((resolve) => {
        const answer = (has: boolean): void => {
          clearTimeout(givingUp)
          waiting.delete(question)
          resolve(has)
        }
        const givingUp = setTimeout(() => answer(false), patience)
        waiting.set(question, () => answer(true))
        others.tell({ kind: 'asks', question, person })
      })
    },
    say: (told) => void (isInUseHere = told),
    hear(notice) {
      if (notice.kind === 'has') waiting.get(notice.question)?.()
      else if (isInUseHere(notice.person)) others.tell({ kind: 'has', question: notice.question })
    },
  }
}
