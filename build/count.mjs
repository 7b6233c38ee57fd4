/** What a test run comes to, over all its parts. */

/**
 * @typedef {{ title: string, why: string }} Skipped
 * @typedef {{ name: string, passed: number, failed: number, skipped: Skipped[] }} Part
 */

/**
 * The sum. A part in which nothing ran at all, not even to be skipped, counts as a failure.
 * @param {Part[]} parts
 */
export function addUp(parts) {
  const whole = parts.map((part) => (part.passed + part.failed + part.skipped.length === 0 ? { ...part, failed: 1 } : part))
  const sum = (/** @type {(part: Part) => number} */ of) => whole.reduce((total, part) => total + of(part), 0)
  const failed = sum((part) => part.failed)
  return {
    passed: sum((part) => part.passed),
    failed,
    skipped: whole.flatMap((part) => part.skipped),
    empty: parts.filter((part, index) => part.failed !== whole[index]?.failed).map((part) => part.name),
    good: failed === 0 && parts.length > 0,
  }
}

/** @param {{ passed: number, failed: number, skipped: Skipped[] }} total */
export const countLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped.length} skipped`

/**
 * @typedef {{ status: string, annotations: { type: string, description?: string }[], projectName: string }} PlaywrightTest
 * @typedef {{ title: string, specs?: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/** The part that Playwright's JSON report tells of. @param {string} name @param {{ suites: PlaywrightSuite[], errors: unknown[] }} report @returns {Part} */
export function playwrightPart(name, report) {
  /** @type {Part} */
  const part = { name, passed: 0, failed: report.errors.length, skipped: [] }
  const walk = (/** @type {PlaywrightSuite} */ suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') part.passed += 1
        else if (test.status !== 'skipped') part.failed += 1
        else part.skipped.push({ title: spec.title, why: test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given' })
      }
    }
    for (const inner of suite.suites ?? []) walk(inner)
  }
  for (const suite of report.suites) walk(suite)
  return part
}

/**
 * @typedef {{ errors(): { length: number } }} Failing
 * @typedef {{ fullName: string, options: { tags?: readonly string[] | undefined }, result(): { state: string, note?: string | undefined } }} VitestTest
 * @typedef {Failing & { children: { allSuites(): Iterable<Failing>, allTests(): Iterable<VitestTest> } }} VitestModule
 */

/** What marks a test that `npm run test:long` runs, and `npm test` does not. */
const longTag = '@long'

/**
 * The part that vitest ran. Tests of the other run, of the long ones or of those that are not, are no part of this one.
 * @param {string} name @param {readonly VitestModule[]} modules @param {readonly unknown[]} errors what went wrong outside every
 * test @param {boolean} long whether the long ones were meant
 * @returns {Part}
 */
export function vitestPart(name, modules, errors, long) {
  /** @type {Part} */
  const part = { name, passed: 0, failed: errors.length, skipped: [] }
  for (const module of modules) {
    part.failed += module.errors().length
    for (const suite of module.children.allSuites()) part.failed += suite.errors().length
    for (const test of module.children.allTests()) {
      if ((test.options.tags ?? []).includes(longTag) !== long) continue
      const result = test.result()
      if (result.state === 'passed') part.passed += 1
      else if (result.state === 'skipped') part.skipped.push({ title: test.fullName, why: result.note ?? 'no reason given' })
      else part.failed += 1
    }
  }
  return part
}
