import type { Metric } from './metric.ts'

export const digits = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 })

const amount = (value: number | null): string => (value === null ? '–' : digits(value))

/** The median ratio, and from which to which the repetitions' ratios went. */
export function ratioInWords(ratio: number | null, spread: readonly number[]): string {
  if (ratio === null) return '–'
  return `${ratio.toFixed(2)} (${Math.min(...spread).toFixed(2)} to ${Math.max(...spread).toFixed(2)})`
}

export const tableHead = ['metric', 'unit', 'ours', 'peer', 'floor', 'x peer', 'x floor', 'goal', 'holds'] as const

/** One metric as a row of words. */
export function tableRow(metric: Metric): readonly string[] {
  const { name, unit, ours, peer, floor, ratioToPeer, ratioToFloor, goal, holds, samples } = metric
  return [
    name,
    unit,
    metric.missing === undefined ? amount(ours) : 'missing',
    amount(peer),
    amount(floor),
    ratioInWords(ratioToPeer, samples.ratiosToPeer),
    ratioInWords(ratioToFloor, samples.ratiosToFloor),
    goal,
    holds ? 'yes' : 'NO',
  ]
}
