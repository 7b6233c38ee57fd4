import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A reporter of vitest: writes what the run came to, skipped tests with their reasons, for build/test.mjs to add up. Tests of
 * the other run, of the long ones or of those that are not, are no part of this one.
 */
export default class VitestCounter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errors what went wrong outside every test
   */
  onTestRunEnd(modules, errors) {
    /** @type {import('./count.mjs').Part} */
    const part = { name: 'unit', passed: 0, failed: errors.length, skipped: [] }
    const long = process.env['MDT_HUDDLE_LONG'] === '1'
    for (const module of modules) {
      part.failed += module.errors().length
      for (const suite of module.children.allSuites()) part.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        if ((test.options.tags ?? []).includes('@long') !== long) continue
        const result = test.result()
        if (result.state === 'passed') part.passed += 1
        else if (result.state === 'skipped') part.skipped.push({ title: test.fullName, why: result.note ?? 'no reason given' })
        else part.failed += 1
      }
    }
    const path = process.env['MDT_HUDDLE_UNIT_COUNT']
    if (path === undefined) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(part))
  }
}
