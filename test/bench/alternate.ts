import type { Bench, Rounds } from './metric.ts'

export type Side = 'ours' | 'peer' | 'floor'

/**
 * Measures each side in turn, A B C A B C …, after one round that only warms up. What slows the machine down for a
 * while then slows all of them.
 */
export async function alternate<T>(
  { repetitions, say }: Pick<Bench, 'repetitions' | 'say'>,
  sides: Readonly<Partial<Record<Side, (repetition: number) => Promise<T>>>>,
  { warmUp = true } = {},
): Promise<Record<Side, T[]>> {
  const found: Record<Side, T[]> = { ours: [], peer: [], floor: [] }
  const order = (['ours', 'peer', 'floor'] as const).filter((side) => sides[side] !== undefined)
  for (let repetition = warmUp ? -1 : 0; repetition < repetitions; repetition += 1) {
    say(repetition < 0 ? 'warming up' : `repetition ${repetition + 1} of ${repetitions}`)
    for (const side of order) {
      const measured = await sides[side]?.(repetition)
      if (measured !== undefined && repetition >= 0) found[side].push(measured)
    }
  }
  return found
}

/** One metric out of what each repetition gave. */
export function roundsOf<T>(found: Readonly<Record<Side, readonly T[]>>, value: (measured: T) => number): Rounds {
  return { ours: found.ours.map(value), peer: found.peer.map(value), floor: found.floor.map(value) }
}
