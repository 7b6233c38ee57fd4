import type * as Y from 'yjs'
import { z } from 'zod'
import { actionStates } from '../model/decision.ts'
import { assign } from './maps.ts'

/** A longer list is none to whoever reads it. */
export const mostLastTime = 100

/** One action of a decision before this one: done, not done and why, or still to do. */
const lastTimeList = z
  .array(z.strictObject({ what: z.string().max(2000), owner: z.string().max(120), state: z.enum(actionStates), howItWent: z.string().max(2000) }))
  .max(mostLastTime)
export type LastTime = z.infer<typeof lastTimeList>[number]

export interface AskedLastTime {
  readonly asked: readonly LastTime[]
  /** How many more there are than the list holds. */
  readonly more: number
}

const moreThanListed = z.int().min(0).max(1_000_000)

/** What the decision before the next one asked for, as it stands in the map about a person. */
export function askedLastTime(about: Y.Map<unknown>): { read(): AskedLastTime; write(next: AskedLastTime): void } {
  return {
    read() {
      const asked = lastTimeList.safeParse(about.get('lastTime')).data ?? []
      // An earlier app writes the list and leaves the number as it was.
      const more = asked.length === mostLastTime ? (moreThanListed.safeParse(about.get('lastTimeMore')).data ?? 0) : 0
      return { asked, more }
    },
    // Apart, because earlier apps read no list that holds anything else.
    write: ({ asked, more }) => assign(about, { lastTime: asked, lastTimeMore: more > 0 ? more : undefined }),
  }
}
