import { ProblemError } from '../model/problem.ts'
import type { Roster } from '../model/roster.ts'
import type { RosterDesk } from './roster-desk.ts'

/** The roster of this device's team, as far as a door needs it. */
export interface RosterAtDoor {
  readonly now: () => Roster | undefined
  readonly subscribe: (onChange: () => void) => () => void
  /** Takes in a roster that a colleague has handed over. Rejects where it is to be handed in again. */
  readonly take: (text: string) => Promise<unknown>
}

export const noTeam: RosterAtDoor = { now: () => undefined, subscribe: () => () => undefined, take: () => Promise.resolve() }

/** What a colleague hands over may be of no use here; that is no fault of this device. */
const ofNoUse: readonly string[] = ['roster-garbled', 'not-for-this-device', 'no-roster']

/** What keeps this device from taking in a roster that holds, a full disk for one, is told once and rejects: it is tried again. */
export function rosterAtDoor({ standing, take }: Pick<RosterDesk, 'standing' | 'take'>, report: (error: unknown) => void): RosterAtDoor {
  let told = ''
  return {
    now: () => standing.get()?.roster,
    subscribe: standing.subscribe,
    async take(text) {
      try {
        await take(text)
      } catch (error) {
        if (error instanceof ProblemError && ofNoUse.includes(error.problem.code)) return
        if (told !== text) report(error)
        told = text
        throw error
      }
    },
  }
}
