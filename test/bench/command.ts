import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumVariable } from '../../build/chromium.mjs'
import { writeFigures } from './figures.ts'
import { metricNames, type MetricName } from './goals.ts'
import { groups } from './groups.ts'
import { judge, missing } from './judge.ts'
import { describeMachine, type Machine } from './machine.ts'
import type { Bench, Group, Metric } from './metric.ts'
import { lineUp, showProgress } from '../report/line-up.ts'
import { tableHead, tableRow } from './report-lines.ts'

const usage = `Measure MDT Huddle beside its peers: npm run bench -- [--json FILE] [--only NAME]… [--quick] [--write | --from FILE]

  --json FILE  write every figure as JSON
  --only NAME  only this metric, or those whose names begin so; may be given several times
  --quick      one repetition: for a look, not for a claim
  --write      write docs/figures.md and its picture; only of a whole run
  --from FILE  write them from a whole run’s JSON, and measure nothing

Exits 0 when every goal holds, 1 when one does not, 2 when it was asked in a way that it does not take.`

interface Asked {
  readonly json: string | undefined
  readonly names: readonly MetricName[]
  readonly quick: boolean
  readonly write: boolean
  readonly from: string | undefined
}

function read(argv: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, from: { type: 'string' } },
    })
    const names = metricNames.filter((name) => values.only === undefined || values.only.some((asked) => name.startsWith(asked)))
    if (names.length === 0 || (values.write && (values.quick || values.only !== undefined))) return undefined
    return { json: values.json, names, quick: values.quick, write: values.write, from: values.from }
  } catch {
    return undefined
  }
}

/** The `bench` command. @returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const asked = read(argv)
  if (asked?.from !== undefined) return writeFrom(resolve(asked.from))
  const chromium = process.env[chromiumVariable]
  if (!asked || chromium === undefined) {
    console.error(usage)
    return 2
  }
  const machine = describeMachine(chromium)
  console.log(machineInWords(machine))
  const metrics: Metric[] = []
  for (const group of groups) {
    if (group.names.some((name) => asked.names.includes(name))) metrics.push(...(await measure(group, { ...asked, chromium })))
  }
  const wanted = asked.names.flatMap((name) => metrics.filter((metric) => metric.name === name))
  console.log(`\n${lineUp([tableHead, ...wanted.map(tableRow)])}`)
  for (const { name, missing: why } of wanted) if (why !== undefined) console.log(`${name} is missing: ${why}`)
  if (asked.json !== undefined) writeFileSync(resolve(asked.json), `${JSON.stringify({ machine, metrics: wanted }, null, 2)}\n`)
  if (asked.write) await writeFigures(machine, wanted, repetitionsOf(asked))
  return wanted.every(({ holds }) => holds) ? 0 : 1
}

/** Writes the page from an earlier run. @returns the exit code: 2 where that was not a whole one */
async function writeFrom(path: string): Promise<number> {
  const { machine, metrics }: { machine: Machine; metrics: Metric[] } = JSON.parse(readFileSync(path, 'utf8'))
  if (metricNames.some((name) => metrics.every((metric) => metric.name !== name))) {
    console.error('That was not a whole run: it lacks metrics.')
    return 2
  }
  await writeFigures(machine, metrics, Math.max(...metrics.map(({ samples }) => samples.ours.length)))
  return 0
}

const repetitionsOf = ({ quick }: { readonly quick: boolean }): number => (quick ? 1 : 7)

async function measure(group: Group, { quick, chromium }: { quick: boolean; chromium: string }): Promise<Metric[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-bench-'))
  const began = Date.now()
  const bench: Bench = {
    quick,
    repetitions: repetitionsOf({ quick }),
    chromium,
    folder,
    say: (progress) => showProgress(`${group.names[0]}: ${progress}`),
  }
  try {
    const found = await group.measure(bench)
    showProgress('')
    console.log(`${group.names.join(', ')}: ${((Date.now() - began) / 1000).toFixed(0)} s`)
    return group.names.map((name) => {
      const rounds = found[name]
      return rounds ? judge(name, rounds) : missing(name, 'its run gave no figure')
    })
  } catch (error) {
    showProgress('')
    const [why = ''] = String(error).split('\n')
    return group.names.map((name) => missing(name, why))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function machineInWords({ processor, cores, memoryGb, system, node, chromium, loadAtStart }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, Chromium ${chromium}; load at the start ${loadAtStart}`
}

