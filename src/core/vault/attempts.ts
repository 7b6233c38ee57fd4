import { z } from 'zod'

/** How often the vault was tried in vain, as it stands in the store beside the keyring. */
export const attemptsRow = z.strictObject({ id: z.literal('attempts'), failed: z.int().min(0).max(1_000_000), at: z.number() })
export type AttemptsRow = z.infer<typeof attemptsRow>

const freeTries = 3
const longestWait = 5 * 60 * 1000

/**
 * Milliseconds to wait before the next try: none for the first three, then one second, doubling to five minutes. This
 * slows whoever sits at the computer; whoever copies the store is slowed by what a passphrase costs to try.
 */
export function waitBefore({ failed, at }: Pick<AttemptsRow, 'failed' | 'at'>, now: number): number {
  if (failed < freeTries) return 0
  const wait = Math.min(longestWait, 1000 * 2 ** Math.min(20, failed - freeTries))
  // Whoever keeps the row counts on from now where the clock was set back, so that nobody waits longer than the wait itself.
  return now < at ? wait : Math.max(0, at + wait - now)
}
