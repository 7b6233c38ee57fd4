import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumArguments, ensureChromium, findTestChromium } from '../build/chromium.mjs'

const chromium = findTestChromium() ?? (await ensureChromium())

export default defineConfig({
  testDir: './e2e',
  outputDir: resolve(import.meta.dirname, '../test-results/end-to-end'),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // Most of a test is waiting for a window: two files at a time keep two processors busy, and more would keep them waiting.
  workers: 2,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // The steps of a movement cost about a tenth of what a window does here, and no test looks at them.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args: chromiumArguments },
  },
  projects: [
    { name: 'web', testIgnore: 'electron/**', grepInvert: /@long/ },
    { name: 'long', testIgnore: 'electron/**', grep: /@long/ },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
  ],
})
