import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../build/setup.mjs'
import type { FaultResult } from '../fault.ts'
import type { Found } from './discover.ts'

/** Runs faults by the same command in a process of their own, which shows its lines among ours. One whose result is missing does not hold. */
export async function runBeside(faults: readonly Found[], { seed, quick }: { readonly seed: number; readonly quick: boolean }): Promise<FaultResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-faults-'))
  const told = join(folder, 'result.json')
  const options = ['--seed', `${seed}`, '--json', told, ...(quick ? ['--quick'] : []), ...faults.flatMap(({ name }) => ['--only', name])]
  const child = spawn(process.execPath, [join(root, 'build/run.mjs'), 'faults', ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  const end = (): boolean => child.kill()
  process.once('exit', end)
  child.stdout.setEncoding('utf8').on('data', showLines())
  try {
    await once(child, 'exit')
    return faults.map(({ name }) => resultOf(told, name) ?? missing(name))
  } finally {
    process.off('exit', end)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Passes on what each fault came to, and leaves out the table at the end, which is ours to print. */
function showLines(): (text: string) => void {
  let begun = ''
  return (text) => {
    const lines = `${begun}${text}`.split('\n')
    begun = lines.pop() ?? ''
    for (const each of lines) if (/^[a-z-]+: /.test(each)) console.log(each)
  }
}

function resultOf(told: string, name: string): FaultResult | undefined {
  try {
    const { faults }: { readonly faults: readonly FaultResult[] } = JSON.parse(readFileSync(told, 'utf8'))
    return faults.find((each) => each.name === name)
  } catch {
    return undefined
  }
}

const missing = (name: string): FaultResult => ({ name, tried: 0, lost: 0, undetected: 0, crashed: 0, holds: false, note: 'Could not be injected: its process ended before it was done.' })
