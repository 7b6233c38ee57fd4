import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planOf } from './goals.ts'
import type { Machine } from './machine.ts'
import type { Metric } from './metric.ts'
import { ratiosPlot } from './plot.ts'
import { digits, tableHead, tableRow } from './report-lines.ts'
import { projectRoot } from './versions.ts'

const markdownRow = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const machineInMarkdown = ({ processor, cores, memoryGb, system, node, chromium, loadAtStart, startedAt }: Machine): string =>
  `Measured on ${startedAt.slice(0, 10)}: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, Chromium ${chromium}. Load before the run: ${loadAtStart}.`

/** Where ours costs more than something comparable that others ship. */
const isWorse = ({ unit, ratioToPeer }: Metric): boolean => ratioToPeer !== null && (unit.endsWith('/s') ? ratioToPeer < 1 : ratioToPeer > 1)

/** Writes docs/figures.md and its picture out of one run. */
export async function writeFigures(machine: Machine, metrics: readonly Metric[], repetitions: number): Promise<void> {
  const folder = join(projectRoot, 'docs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'figures.svg'), `${await ratiosPlot(metrics)}\n`)
  writeFileSync(join(folder, 'figures.md'), textOf(machine, metrics, repetitions))
}

const list = (of: readonly Metric[], line: (metric: Metric) => string): string[] => (of.length === 0 ? ['None.'] : of.map(line))

function textOf(machine: Machine, metrics: readonly Metric[], repetitions: number): string {
  const worse = metrics.filter(isWorse)
  const missed = metrics.filter(({ holds }) => !holds)
  return `${[
    '# Figures',
    '',
    'Written by `npm run bench -- --write`; run it to print them again. Ours and each peer do the same work by turns in one',
    'run, so that what slows the machine slows both: the ratios travel, the times do not.',
    '',
    ...(machine.loadAtStart > 1 ? ['**The machine was busy with something else when this was measured: take the times as they are meant, as too long.**', ''] : []),
    `${machineInMarkdown(machine)} Medians of ${repetitions} repetitions; ratios are medians of neighbours, with their least and most.`,
    '',
    markdownRow(tableHead),
    markdownRow(tableHead.map(() => '---')),
    ...metrics.map((metric) => markdownRow(tableRow(metric))),
    '',
    '![Each metric’s ratio to its peer and to its floor](figures.svg)',
    '',
    '## What was done',
    '',
    ...metrics.map((metric) => `- **${metric.name}**: ${planOf(metric.name).about}${against(metric)}`),
    '',
    '## Worse than a peer',
    '',
    ...list(worse, (metric) => `- ${metric.name}: ${metric.ratioToPeer?.toFixed(2)} x ${metric.peerName}. ${planOf(metric.name).costs ?? ''}`.trimEnd()),
    '',
    '## Goals that were missed',
    '',
    ...list(missed, (metric) => `- ${metric.name}: ${missedInWords(metric)}`),
  ].join('\n')}\n`
}

/** What was wanted and what came of it, and what it costs where that is known. */
function missedInWords({ name, missing, goal, unit, ours, ratioToPeer, ratioToFloor }: Metric): string {
  if (missing !== undefined) return `not measured: ${missing}.`
  const found = [`${ours === null ? '–' : digits(ours)} ${unit}`, ...(ratioToPeer === null ? [] : [`${ratioToPeer.toFixed(2)} x peer`]), ...(ratioToFloor === null ? [] : [`${ratioToFloor.toFixed(2)} x floor`])]
  return `${found.join(', ')}; wanted ${goal}. ${planOf(name).costs ?? ''}`.trimEnd()
}

function against({ peerName, floorName }: Metric): string {
  return `${peerName === null ? '' : ` Peer: ${peerName}.`}${floorName === null ? '' : ` Floor: ${floorName}.`}`
}
