import { expect, test } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { fetchFirstRoute, makeVault } from '../bench/first-route.ts'
import { startApp } from './app.ts'

/** Bytes, gzipped: what the lock screen may weigh, the crypto library left out, which comes while one types. */
const most = 300_000

let host: Installation
test.beforeAll(async () => {
  host = await startApp()
})
test.afterAll(() => host.stop())

/** Files in which it may come: each is a request of its own. */
const mostFiles = 8

test('[B9] the lock screen fetches at most 300 kB in few files, and nothing of what is behind it', async ({ context }) => {
  await makeVault(context, host.link)
  const { files, zipped } = await fetchFirstRoute(context, host.link)
  expect(zipped, files.map(({ name, zipped: bytes }) => `${name} ${bytes}`).join('\n')).toBeLessThan(most)
  expect(files.filter(({ name }) => /vault|inside|huddle|tables|pdf|shared/.test(name))).toEqual([])
  expect(files.length, files.map(({ name }) => name).join('\n')).toBeLessThanOrEqual(mostFiles)
})
