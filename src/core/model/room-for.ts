import { ProblemError } from './problem.ts'

/**
 * More than `most` may stand where people wrote apart, each while there was room: that is read all the same.
 * One for each of those whom a huddle takes.
 */
export const spareForApart = 60

/** @throws {ProblemError} `no-room` where `held` entries are as many as are kept: nothing is taken in to be lost. */
export function refuseBeyond(what: string, held: number, most: number): void {
  if (held < most) return
  throw new ProblemError({
    code: 'no-room',
    happened: `There is no room for more ${what}: ${most.toLocaleString('en-GB')} are kept here at the most.`,
    kept: 'Everything that is there stays; what you add just now is not among it.',
    todo: 'Write it into the formulation or the decision instead.',
  })
}
