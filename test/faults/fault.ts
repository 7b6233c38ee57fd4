/**
 * What one module of test/faults does when `npm run faults` runs it. Every module here that exports `run` is found and
 * run; what it shares with others stands in modules that do not export `run`. A test beside it runs it short, with
 * `protection: false`, and shows that the fault is then seen.
 */
export interface FaultRun {
  /** The same seed injects the same faults in the same order, as far as processes and clocks allow. */
  readonly seed: number
  /** Fewer injections: the whole command then has three minutes, and twenty otherwise. */
  readonly quick: boolean
  /** Fewer still: a handful, for the unit suite, which holds that what is injected is seen at all. */
  readonly sample?: boolean
  /** False leaves out whatever guards against this fault. The command always runs with it on. */
  readonly protection: boolean
  /** An empty folder of this run's own, removed afterwards. */
  readonly folder: string
  /** The program of a real Chromium; undefined where there is none, and then a fault that needs it throws. */
  readonly chromium: string | undefined
  /** Shows how far it is, such as `37 of 100 kills`. */
  readonly say: (progress: string) => void
}

/** How many injections a run has time for. */
export const howMany = ({ quick, sample }: Pick<FaultRun, 'quick' | 'sample'>, sizes: { readonly sample: number; readonly quick: number; readonly whole: number }): number =>
  sample ? sizes.sample : quick ? sizes.quick : sizes.whole

export interface FaultResult {
  /** Short, in words with hyphens: `renderer-crash`. */
  readonly name: string
  /** Injections that really happened. */
  readonly tried: number
  /** Acknowledged things that were gone, or changed, afterwards. */
  readonly lost: number
  /** Injections that should have been noticed and were not, or did what they set out to do. */
  readonly undetected: number
  /** Injections that ended the app or a process of it, or left it unable to go on. */
  readonly crashed: number
  /** Whether everything that is demanded of this fault held. Never true where `tried` is 0. */
  readonly holds: boolean
  /** One sentence: what was done, on what, and what did not hold. */
  readonly note: string
}

/** @throws when the fault could not be injected at all: reported as not holding, with the reason. */
export type Fault = (run: FaultRun) => Promise<FaultResult>

/**
 * In what company a fault runs, where its module exports `company`: one that only computes, in a process of its own beside
 * those that mostly wait for a browser or a disk; one whose result is of time, alone after all others.
 */
export type Company = 'computing' | 'alone'
