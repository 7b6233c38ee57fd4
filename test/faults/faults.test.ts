import { describe, expect, it, vi } from 'vitest'
import type { Fault } from './fault.ts'
import { discoverFaults } from './parts/discover.ts'
import { runBeside } from './parts/run-beside.ts'
import { runFault } from './parts/run-fault.ts'

const options = { seed: 1, quick: true, protection: true, chromium: undefined, say: () => undefined, within: 5000 }
const good = { name: 'sound', tried: 1, lost: 0, undetected: 0, crashed: 0, holds: true, note: '' }
const ran = (run: Fault, within = 5000) => runFault({ name: 'sound', run }, { ...options, within })

describe('the faults command', () => {
  it('[B5] finds the modules that export run, by name, and no other', { timeout: 60_000 }, async () => {
    const names = (await discoverFaults()).map(({ name }) => name)
    expect(names).toContain('vault-damage')
    expect(names).toEqual(names.toSorted())
    expect(names).not.toContain('fault')
  })

  it('[B5] one that holds, holds; one that throws, gets no further or tried nothing does not', async () => {
    expect(await ran(async () => good)).toEqual(good)
    expect(await ran(async () => ({ ...good, tried: 0 }))).toMatchObject({ holds: false })
    expect(await ran(async () => Promise.reject(new Error('no loop device')))).toMatchObject({ tried: 0, holds: false, note: expect.stringContaining('no loop device') })
    expect(await ran(() => new Promise(() => undefined), 20)).toMatchObject({ holds: false, note: expect.stringContaining('got no further within') })
  })

  it('[B5] one whose own process ends without a result does not hold', { timeout: 60_000 }, async () => {
    const unknown = { name: 'no-such-fault', run: async () => good }
    expect(await runBeside([unknown], { seed: 1, quick: true })).toMatchObject([{ name: 'no-such-fault', holds: false, note: expect.stringContaining('its process ended') }])
  })

  it('[B5] one that is given up ends where it next says how far it is, and is waited for', async () => {
    const went: string[] = []
    const stuckOnce: Fault = async ({ say }) => {
      await new Promise((next) => setTimeout(next, 60))
      try {
        say('one of two')
        went.push('went on')
        return good
      } finally {
        went.push('put away')
      }
    }
    expect(await ran(stuckOnce, 40)).toMatchObject({ holds: false, note: expect.stringContaining('got no further within') })
    expect(went).toEqual(['put away'])
  })

  it('[B5] one that is slow and says how far it is goes on', async () => {
    vi.useFakeTimers()
    try {
      const slow: Fault = async ({ say }) => {
        for (const each of ['one', 'two', 'three']) {
          await new Promise((next) => setTimeout(next, 4000))
          say(`${each} of three`)
        }
        return good
      }
      const result = ran(slow)
      await vi.advanceTimersByTimeAsync(12_000)
      expect(await result).toEqual(good)
    } finally {
      vi.useRealTimers()
    }
  })
})
