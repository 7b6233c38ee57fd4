import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternate } from './alternate.ts'
import { metricNames, metrics, type MetricPlan } from './goals.ts'
import { groups } from './groups.ts'
import { judge, missing } from './judge.ts'
import { median, percentile } from './statistics.ts'

const silent = { repetitions: 3, say: () => undefined }

describe('figures', () => {
  it('[B1] every metric is measured by exactly one group, and has a goal', () => {
    expect(groups.flatMap(({ names }) => names).toSorted()).toEqual(metricNames.toSorted())
    const plans: MetricPlan[] = Object.values(metrics)
    expect(plans.filter(({ limits }) => limits.length === 0)).toEqual([])
  })

  it('[B2] ours and its peers take turns, after a round that only warms up', async () => {
    const order: string[] = []
    const side = (name: string) => async (repetition: number) => {
      order.push(`${name}${repetition}`)
      return repetition
    }
    const found = await alternate(silent, { ours: side('a'), peer: side('b') })
    expect(order).toEqual(['a-1', 'b-1', 'a0', 'b0', 'a1', 'b1', 'a2', 'b2'])
    expect(found).toEqual({ ours: [0, 1, 2], peer: [0, 1, 2], floor: [] })
  })

  it('[B3] a ratio is of neighbours: a machine that slows down half way changes no ratio', () => {
    const slow = [1, 1, 1, 9, 9, 9, 9]
    const metric = judge('store-bulk', { ours: slow.map((by) => 8000 / by), peer: slow.map((by) => 10_000 / by), floor: [] })
    expect(metric.samples.ratiosToPeer.every((ratio) => Math.abs(ratio - 0.8) < 1e-9)).toBe(true)
  })

  it('[B4] a metric that could not be measured is missing, says why, and does not hold', () => {
    expect(missing('sign-10000', 'no browser')).toMatchObject({ ours: null, holds: false, missing: 'no browser' })
    expect(judge('sign-10000', { ours: [], peer: [], floor: [] })).toMatchObject({ holds: false })
    expect(judge('sign-10000', { ours: [1], peer: [], floor: [] })).toMatchObject({ ours: 1, holds: false })
  })

  it('[B4] a goal just reached holds, and one just missed does not', () => {
    expect(judge('export-one-p95', { ours: [100], peer: [], floor: [] }).holds).toBe(true)
    expect(judge('export-one-p95', { ours: [100.01], peer: [], floor: [] }).holds).toBe(false)
    expect(judge('store-bulk', { ours: [5000], peer: [6250], floor: [] }).holds).toBe(true)
    expect(judge('store-bulk', { ours: [4999], peer: [5000], floor: [] }).holds).toBe(false)
  })

  it('[B4] a peer that cannot do the work sets no limit, and is named with what it could not do', () => {
    const metric = judge('late-join-5mb', { ours: [300], peer: [], floor: [250], peerFailed: 'had nothing' })
    expect(metric).toMatchObject({ holds: true, peer: null, peerName: expect.stringContaining('had nothing') })
  })

  it('[B3] medians and percentiles are values of the sample’s own range, in whatever order it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const found = percentile(values, part)
        expect(values).toContain(found)
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(Math.ceil(part * values.length))
        expect(percentile(values.toReversed(), part)).toBe(found)
        expect(median(values)).toBeGreaterThanOrEqual(Math.min(...values))
        expect(median(values)).toBeLessThanOrEqual(Math.max(...values))
      }),
    )
  })
})
