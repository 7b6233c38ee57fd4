import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

/**
 * `npm run mutate [-- --mutate 'src/core/sync/gate/**']`: mutation tests of what is sealed, gated and signed, by Stryker. It is
 * large and seldom wanted, so it is no library of the project: it is installed beside a copy, in test-results/mutation.
 */

const versions = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1']
const copied = ['src', 'test', 'build', 'resources', 'package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts']

setUp()
const place = join(root, 'test-results', 'mutation')
mkdirSync(place, { recursive: true })
for (const name of copied) {
  rmSync(join(place, name), { recursive: true, force: true })
  cpSync(join(root, name), join(place, name), { recursive: true })
}
if (!existsSync(join(place, 'node_modules', '@stryker-mutator', 'vitest-runner'))) {
  console.log('Installing Stryker beside a copy of the project, once.')
  const installed = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...versions], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
  if (installed.status !== 0) process.exit(1)
}
const run = spawnSync(process.execPath, [join(place, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', 'test/mutation/stryker.config.mjs', ...process.argv.slice(2)], {
  cwd: place,
  stdio: 'inherit',
})
process.exitCode = run.status ?? 1
