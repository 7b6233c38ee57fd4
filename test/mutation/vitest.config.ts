import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests of the rooms that are mutated, and no others: each mutant is tried by those that reach it. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: { include: ['test/core/{vault,sync,record}/**/*.test.ts'], isolate: false, testTimeout: 20_000, hookTimeout: 30_000 },
})
