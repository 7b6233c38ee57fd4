import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    tags: [{ name: '@long', description: 'for `npm run test:long` alone' }],
    /** The libraries are loaded once, not once a file: nothing of ours keeps anything in a module. */
    isolate: false,
    /** Left to itself it keeps one core free, of two. */
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
