import { planOf, type Limit, type MetricName, type MetricPlan } from './goals.ts'
import type { Metric, Rounds } from './metric.ts'
import { median, pairedRatios } from './statistics.ts'

/** Holds what was measured against what is demanded. */
export function judge(name: MetricName, rounds: Rounds): Metric {
  const plan = planOf(name)
  if (rounds.ours.length === 0) return missing(name, 'nothing was measured')
  const ratiosToPeer = pairedRatios(rounds.ours, rounds.peer)
  const ratiosToFloor = pairedRatios(rounds.ours, rounds.floor)
  const ours = median(rounds.ours)
  const ratioToPeer = medianOf(ratiosToPeer)
  const ratioToFloor = medianOf(ratiosToFloor)
  const found = { value: ours, peer: ratioToPeer, floor: ratioToFloor }
  const peerName = plan.peer && rounds.peerFailed ? `${plan.peer} (${rounds.peerFailed})` : (plan.peer ?? null)
  return {
    name,
    unit: plan.unit,
    ours,
    peer: medianOf(rounds.peer),
    peerName,
    floor: medianOf(rounds.floor),
    floorName: plan.floor ?? null,
    ratioToPeer,
    ratioToFloor,
    goal: goalInWords(plan),
    // A peer that cannot do the work at all sets no limit; a floor that was not measured leaves its limit unmet.
    holds: plan.limits.every((limit) => (limit.to === 'peer' && rounds.peerFailed !== undefined) || isWithin(limit, found[limit.to])),
    samples: { ...pick(rounds), ratiosToPeer, ratiosToFloor },
  }
}

/** What is said of a metric that could not be measured: it does not hold. */
export function missing(name: MetricName, why: string): Metric {
  const plan = planOf(name)
  return {
    name,
    unit: plan.unit,
    ours: null,
    peer: null,
    peerName: plan.peer ?? null,
    floor: null,
    floorName: plan.floor ?? null,
    ratioToPeer: null,
    ratioToFloor: null,
    goal: goalInWords(plan),
    holds: false,
    samples: { ours: [], peer: [], floor: [], ratiosToPeer: [], ratiosToFloor: [] },
    missing: why,
  }
}

const pick = ({ ours, peer, floor }: Rounds) => ({ ours, peer, floor })

const medianOf = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values))

function isWithin(limit: Limit, found: number | null): boolean {
  if (found === null) return false
  return 'most' in limit ? found <= limit.most : found >= limit.least
}

export function goalInWords({ unit, limits }: MetricPlan): string {
  return limits
    .map((limit) => {
      const bound = 'most' in limit ? `at most ${limit.most.toLocaleString('en-GB')}` : `at least ${limit.least.toLocaleString('en-GB')}`
      return limit.to === 'value' ? `${bound} ${unit}` : `${bound} x ${limit.to}`
    })
    .join(', ')
}
