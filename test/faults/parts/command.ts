import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumVariable } from '../../../build/chromium.mjs'
import { lineUp, showProgress } from '../../report/line-up.ts'
import type { Company, FaultResult } from '../fault.ts'
import { discoverFaults, type Found } from './discover.ts'
import { runBeside } from './run-beside.ts'
import { runFault } from './run-fault.ts'

const usage = `Inject faults into MDT Huddle and count what they cost: npm run faults -- [--json FILE] [--only NAME]… [--quick] [--seed N]

  --json FILE  write the result as JSON
  --only NAME  only this fault, or those whose names begin so; may be given several times
  --quick      fewer injections
  --seed N     inject what an earlier run with this seed injected

Exits 0 when everything holds, 1 when something does not, 2 when it was asked in a way that it does not take.`

const minute = 60_000

interface Asked {
  readonly json: string | undefined
  readonly only: readonly string[] | undefined
  readonly quick: boolean
  readonly seed: number
}

function read(argv: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false }, seed: { type: 'string' } },
    })
    const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
    return Number.isSafeInteger(seed) && seed >= 0 ? { json: values.json, only: values.only, quick: values.quick, seed } : undefined
  } catch {
    return undefined
  }
}

const head = ['fault', 'tried', 'lost', 'undetected', 'crashed', 'holds', 'note']

const row = ({ name, tried, lost, undetected, crashed, holds, note }: FaultResult): string[] => [name, `${tried}`, `${lost}`, `${undetected}`, `${crashed}`, holds ? 'yes' : 'NO', note]

/** One after the other, in this process. */
async function runHere(faults: readonly Found[], { quick, seed }: Asked): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  for (const each of faults) {
    const began = Date.now()
    const result = await runFault(each, {
      seed,
      quick,
      protection: true,
      chromium: process.env[chromiumVariable],
      say: (progress) => showProgress(`${each.name}: ${progress}`),
      within: quick ? minute : 4 * minute,
    })
    showProgress('')
    console.log(`${result.name}: ${result.holds ? 'holds' : `DOES NOT HOLD: ${result.note}`}, ${((Date.now() - began) / 1000).toFixed(0)} s`)
    results.push(result)
  }
  return results
}

/** The `faults` command. @returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const asked = read(argv)
  const found = (await discoverFaults()).filter(({ name }) => asked?.only?.some((begin) => name.startsWith(begin)) ?? true)
  if (!asked || found.length === 0) {
    console.error(usage)
    return 2
  }
  const { json, seed } = asked
  console.log(`Seed ${seed}`)
  const of = (company: Company | undefined): Found[] => found.filter((each) => each.company === company)
  const [computing, usual, alone] = [of('computing'), of(undefined), of('alone')]
  const [first, second] = await Promise.all(
    usual.length > 0 && computing.length > 0 ? [runHere(usual, asked), runBeside(computing, asked)] : [runHere([...computing, ...usual], asked)],
  )
  const faults = [...first, ...(second ?? []), ...(await runHere(alone, asked))].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  console.log(`\n${lineUp([head, ...faults.map(row)])}`)
  if (json !== undefined) writeFileSync(resolve(json), `${JSON.stringify({ seed, faults }, null, 2)}\n`)
  return faults.every(({ holds }) => holds) ? 0 : 1
}
