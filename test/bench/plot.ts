import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Metric } from './metric.ts'

interface Bar {
  readonly metric: string
  readonly against: string
  readonly ratio: number
  readonly least: number
  readonly most: number
}

/** Of each metric that has something to be held against: the median ratio, and from where to where it went. */
function barsOf(metrics: readonly Metric[]): Bar[] {
  return metrics.flatMap(({ name, ratioToPeer, ratioToFloor, samples }) => [
    ...barOf(name, 'peer', ratioToPeer, samples.ratiosToPeer),
    ...barOf(name, 'floor', ratioToFloor, samples.ratiosToFloor),
  ])
}

function barOf(metric: string, against: string, ratio: number | null, spread: readonly number[]): Bar[] {
  return ratio === null ? [] : [{ metric, against, ratio, least: Math.min(...spread), most: Math.max(...spread) }]
}

/** The ratios as a picture: SVG, logarithmic, with a line where both are equal. */
export async function ratiosPlot(metrics: readonly Metric[]): Promise<string> {
  const bars = barsOf(metrics)
  const x = { type: 'quantitative', scale: { type: 'log' }, title: 'ours over theirs (logarithmic)' } as const
  const y = { field: 'metric', type: 'nominal', sort: bars.map(({ metric }) => metric), title: null, axis: { labelLimit: 300 } } as const
  const yOffset = { field: 'against', type: 'nominal' } as const
  const spec: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 560,
    height: { step: 14 },
    background: 'white',
    config: { font: 'sans-serif', view: { stroke: '#bbb' } },
    data: { values: bars },
    layer: [
      { mark: { type: 'rule', color: '#666', strokeDash: [4, 3] }, encoding: { x: { datum: 1, ...x } } },
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { y, yOffset, x: { field: 'least', ...x }, x2: { field: 'most' }, color: { field: 'against', type: 'nominal' } } },
      {
        mark: { type: 'point', filled: true, size: 60 },
        encoding: {
          y,
          yOffset,
          x: { field: 'ratio', ...x },
          color: { field: 'against', type: 'nominal', scale: { domain: ['peer', 'floor'], range: ['#1f5f8b', '#8b5a1f'] }, title: 'against the' },
          shape: { field: 'against', type: 'nominal' },
        },
      },
    ],
  }
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()
}
