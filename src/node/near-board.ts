import type { Clock } from '../core/model/effects.ts'
import { budget } from '../core/sync/budget.ts'

/** One huddle’s sealed invite, and the two names by which it is asked for. */
export interface Posted {
  readonly huddle: string
  readonly code: string
  readonly id: string
  readonly invite: string
}

/** Where colleagues of the network fetch invites that only they can open. */
export interface NearBoard {
  /** A huddle has one at a time: the newest. */
  post(posted: Posted): void
  end(huddle: string): void
  clear(): void
  readonly ids: readonly string[]
  /** @param path of a request. @param from the address that asks */
  answer(path: string, from: string): { readonly status: 200 | 404 | 429; readonly text: string }
}

/** Huddles at a time, requests of one address a second and at once, and addresses that are told apart, at the most. */
const mostPosted = 20
const asksPerSecond = 0.5
const asksAtOnce = 12
const mostAddresses = 400

const nearPath = /^\/near\/([A-Za-z0-9]{1,64})$/

export function nearBoard(clock: Clock): NearBoard {
  const posted = new Map<string, Posted>()
  const asking = new Map<string, (cost: number) => boolean>()
  /** Beyond the addresses that are told apart, everybody shares one. */
  const others = budget(clock, asksPerSecond * 10, asksAtOnce * 10)

  function mayAsk(from: string): boolean {
    const known = asking.get(from)
    if (known) return known(1)
    if (asking.size >= mostAddresses) return others(1)
    const own = budget(clock, asksPerSecond, asksAtOnce)
    asking.set(from, own)
    return own(1)
  }

  return {
    post(next) {
      posted.delete(next.huddle)
      posted.set(next.huddle, next)
      for (const oldest of posted.keys()) {
        if (posted.size <= mostPosted) break
        posted.delete(oldest)
      }
    },
    end: (huddle) => void posted.delete(huddle),
    clear: () => posted.clear(),
    get ids() {
      return [...posted.values()].map(({ id }) => id)
    },
    answer(path, from) {
      if (!mayAsk(from)) return { status: 429, text: '' }
      const named = nearPath.exec(path)?.[1]
      const found = [...posted.values()].find(({ code, id }) => named === code || named === id)
      return found ? { status: 200, text: found.invite } : { status: 404, text: '' }
    },
  }
}
