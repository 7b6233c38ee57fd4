import type { DeviceId } from './ids.ts'
import { charterGoesOn, leadsAt, memberWith, type Roster } from './roster.ts'

/**
 * Whether a roster that was made apart is shown at a device: one that somebody signed whom the roster here lets lead, or who
 * has been made a lead by such; and to whoever leads, one by a member who led before. They decide; nothing is taken in of it.
 */
export function isShown(apart: Roster, held: Roster, me: DeviceId): boolean {
  if (leadsAt(held, apart.signer) || charterGoesOn(held.charter, apart.charter)) return true
  return leadsAt(held, me) && memberWith(held, apart.signer) !== undefined && charterGoesOn(apart.charter, held.charter)
}

/** Whether this device leads here, and in the roster that was made apart somebody has taken that from it. */
export const isDeposedIn = (apart: Roster, held: Roster, me: DeviceId): boolean =>
  leadsAt(held, me) && !leadsAt(apart, me) && charterGoesOn(held.charter, apart.charter)

/** What was done in one of two rosters and not in the other, as sentences. */
export function doneOnlyIn(roster: Roster, other: Roster): string[] {
  const known = new Set(other.history.map((step) => JSON.stringify(step)))
  return roster.history.filter((step) => !known.has(JSON.stringify(step))).map(({ what }) => what)
}
