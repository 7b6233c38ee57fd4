/**
 * `npm run mutate [-- --mutate 'src/core/sync/gate/**']`: changes the code of what is sealed, gated and signed in many small ways,
 * and looks whether a test notices each. The whole of it takes hours; what was tried before is not tried again.
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['src/core/vault/**/*.ts', 'src/core/sync/gate/**/*.ts', 'src/core/record/**/*.ts', '!src/core/**/*.d.ts'],
  coverageAnalysis: 'perTest',
  // Of what runs while a module loads every test would have to be run again.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'mutation.json',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  // It would rewrite tsconfig.json by an interface that TypeScript 7 no longer has; nothing here needs that.
  tsconfigFile: 'none.json',
  ignorePatterns: ['resources/readme'],
  timeoutMS: 5000,
}
