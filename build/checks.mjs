import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { playwrightPart } from './count.mjs'
import { root } from './setup.mjs'

/** The parts of a test run, each a command whose own output streams by, or is shown when it has ended. */

const results = join(root, 'test-results')

/**
 * Runs a script of node_modules and lets it speak for itself: as it goes, or `afterwards`, where something else speaks
 * meanwhile. One that does not end in time is stopped.
 * @param {string} script @param {string[]} args @param {{ minutes: number, env?: Record<string, string>, afterwards?: boolean }} options
 * @returns {Promise<boolean>} whether it ended well
 */
function run(script, args, { minutes, env = {}, afterwards = false }) {
  return new Promise((done) => {
    const spoken = afterwards ? 'pipe' : 'inherit'
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['ignore', spoken, spoken], env: { ...process.env, ...env } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text))
    const timer = setTimeout(() => {
      console.error(`${script} did not end within ${minutes} minutes and was stopped.`)
      child.kill('SIGTERM')
    }, minutes * 60_000)
    child.once('error', () => done(false))
    child.once('close', (code) => {
      clearTimeout(timer)
      if (said !== '') console.log(said)
      done(code === 0)
    })
  })
}

/** @param {string} name @param {boolean} good @returns {import('./count.mjs').Part} */
const single = (name, good) => ({ name, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: [] })

/**
 * A part by its report; a command that failed without a failed test in its report is a failure of its own.
 * @param {import('./count.mjs').Part} part @param {boolean} good @returns {import('./count.mjs').Part}
 */
const honest = (part, good) => (good || part.failed > 0 ? part : { ...part, failed: 1 })

export async function types() {
  console.log('\nTypes')
  const each = ['.', 'src/core/tsconfig.json'].map((project) => run('typescript/bin/tsc', ['-p', project], { minutes: 3 }))
  return single('types', (await Promise.all(each)).every(Boolean))
}

export async function lint() {
  console.log('\nLint')
  return single('lint', await run('oxlint/bin/oxlint', ['--quiet'], { minutes: 2 }))
}

/**
 * Tests that are tagged `@long` take a tenth of a minute or more, run beside no other part, and are asked for by themselves.
 * @param {{ beside?: boolean, long?: boolean }} options whether something else runs meanwhile: then by one worker, shown when
 * it has ended; and whether the long ones are meant, or all others
 */
export async function units({ beside = false, long = false } = {}) {
  console.log(`\n${long ? 'Long unit tests' : 'Unit and contract tests'}${beside ? ', beside the end-to-end tests' : ''}`)
  const path = join(results, 'unit.json')
  rmSync(path, { force: true })
  const few = beside ? ['--maxWorkers=1'] : []
  const which = [`--tagsFilter=${long ? '' : '!'}@long`]
  const good = await run('vitest/vitest.mjs', ['run', '-c', 'test/vitest.config.ts', '--reporter=default', '--reporter=./build/vitest-counter.mjs', ...few, ...which], {
    minutes: beside ? 20 : 10,
    env: { MDT_HUDDLE_UNIT_COUNT: path, MDT_HUDDLE_LONG: long ? '1' : '' },
    afterwards: beside,
  })
  const part = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { name: 'unit', passed: 0, failed: 0, skipped: [] }
  return honest(part, good)
}

/** @param {{ long?: boolean }} options whether the long ones are meant, or all others */
export async function endToEnd({ long = false } = {}) {
  console.log(`\n${long ? 'Long end-to-end' : 'End-to-end'} tests`)
  const path = join(results, 'end-to-end.json')
  rmSync(path, { force: true })
  const projects = (long ? ['long'] : ['web', 'electron']).flatMap((name) => ['--project', name])
  const good = await run('@playwright/test/cli.js', ['test', '-c', 'test/playwright.config.ts', '--reporter=list,json', ...projects], {
    minutes: 45,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path },
  })
  const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { suites: [], errors: [] }
  return honest(playwrightPart('end-to-end', report), good)
}
