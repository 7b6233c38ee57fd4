import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem, type as system } from 'node:os'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  readonly chromium: string
  /** Load over the last minute when the run began: above a fraction of the cores, others were at work too. */
  readonly loadAtStart: number
  readonly startedAt: string
}

export function describeMachine(chromium: string): Machine {
  const { stdout } = spawnSync(chromium, ['--version'], { encoding: 'utf8', timeout: 15_000 })
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${system()} ${release()}`,
    node: process.versions.node,
    chromium: /[\d.]+/.exec(stdout)?.[0] ?? 'unknown',
    loadAtStart: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    startedAt: new Date().toISOString(),
  }
}
