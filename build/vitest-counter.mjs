import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { vitestPart } from './count.mjs'

/** A reporter of vitest: writes what the run came to, skipped tests with their reasons, for build/test.mjs to add up. */
export default class VitestCounter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errors what went wrong outside every test
   */
  onTestRunEnd(modules, errors) {
    const path = process.env['MDT_HUDDLE_UNIT_COUNT']
    if (path === undefined) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(vitestPart('unit', modules, errors, process.env['MDT_HUDDLE_LONG'] === '1')))
  }
}
