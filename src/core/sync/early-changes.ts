import type { WriterCertificate } from '../model/writer.ts'
import { earlyLimits } from './gate/limits.ts'
import type { Awaited } from './gate/verdict.ts'

/** A change that came before what it builds on, as it does among people whose words overtake each other's. */
export interface EarlyChange {
  readonly peer: string
  readonly sender: WriterCertificate
  readonly update: Uint8Array
  readonly whole: boolean
  readonly awaits: Awaited
}

export interface EarlyChanges {
  /** @returns false where as much as may wait of this peer's does already */
  keep(change: EarlyChange): boolean
  /** Takes out whatever has what it waited for. @param wrote how far each client's writing is here */
  ready(wrote: (client: number) => number): EarlyChange[]
  /** Takes out what came from this peer. @returns whether there was anything */
  drop(peer: string): boolean
}

export function earlyChanges(): EarlyChanges {
  let waiting: EarlyChange[] = []

  /** Takes out those of a kind. */
  function take(which: (change: EarlyChange) => boolean): EarlyChange[] {
    const taken = waiting.filter(which)
    if (taken.length > 0) waiting = waiting.filter((each) => !taken.includes(each))
    return taken
  }

  return {
    keep(change) {
      const theirs = waiting.filter(({ peer }) => peer === change.peer)
      const bytes = theirs.reduce((sum, { update }) => sum + update.length, change.update.length)
      if (theirs.length >= earlyLimits.changes || bytes > earlyLimits.bytes) return false
      waiting.push(change)
      return true
    },
    ready: (wrote) => (waiting.length === 0 ? [] : take(({ awaits: [client, upTo] }) => wrote(client) >= upTo)),
    drop: (from) => take(({ peer }) => peer === from).length > 0,
  }
}
