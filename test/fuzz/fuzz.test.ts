import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doors } from './doors.ts'
import { nearly } from './mutations.ts'
import { pollution } from './pollution.ts'

/** MDT_HUDDLE_FUZZ_RUNS tries more at each door; MDT_HUDDLE_FUZZ_SEED tries again what fast-check has named. */
const runs = Number(process.env['MDT_HUDDLE_FUZZ_RUNS'] ?? 100)
const seed = process.env['MDT_HUDDLE_FUZZ_SEED']

const corpus = join(import.meta.dirname, 'corpus')
const kept = readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

describe('what comes from outside', () => {
  it.each(doors)('[B6] the door “$name” takes what is as it should be', async ({ sample, enter }) => {
    expect(await enter(await sample())).toBe(true)
  })

  it.each(doors)('[B6] the door “$name” answers whatever comes: taken or refused, never anything else', async ({ sample, enter }) => {
    await fc.assert(
      fc.asyncProperty(nearly(await sample()), async (bytes) => {
        await enter(bytes)
        expect(pollution()).toEqual([])
      }),
      { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) },
    )
  }, 20_000 + runs * 100)

  it.each(kept.map((entry) => [`${entry.parentPath.slice(corpus.length + 1)}/${entry.name}`, join(entry.parentPath, entry.name)]))(
    '[B7] %s is refused in words, as it once was not',
    async (name, path) => {
      const door = doors.find((each) => name.startsWith(`${each.name}/`))
      expect(await door?.enter(readFileSync(path))).toBe(false)
      expect(pollution()).toEqual([])
    },
  )
})
