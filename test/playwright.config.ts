import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumVariable, ensureChromium } from '../build/chromium.mjs'

const chromium = process.env[chromiumVariable] ?? ensureChromium()

/** What opens several windows that meet each other. */
const together = ['journey.spec.ts', 'faults.spec.ts', 'bad-input.spec.ts', 'huddle/**/*.spec.ts', 'transport/**/*.spec.ts']

export default defineConfig({
  testDir: './e2e',
  outputDir: resolve(import.meta.dirname, '../test-results/end-to-end'),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args: chromiumArguments },
  },
  /** Side by side, each one test at a time: several windows that meet are never beside several others on two cores. */
  projects: [
    { name: 'together', testMatch: together, workers: 1 },
    { name: 'alone', testIgnore: [...together, 'electron/**'], workers: 1 },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts', workers: 1 },
  ],
})
