import type { Browser } from 'playwright'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import type { Watched } from './xss-watch.ts'

/** The app as it is started, and what is brought to it. */
export interface Stage {
  readonly app: Installation
  readonly browser: Browser
  readonly vectors: readonly string[]
  /** An empty folder. */
  readonly folder: string
  /** A window in a profile of its own, watched: it calls nowhere but `home`, which is the app. */
  open(home?: string): Promise<Watched>
}

/** One way by which markup comes into the app. */
export interface XssArrival {
  readonly name: string
  /** Brings the vectors in and shows them wherever the app does; the stage's windows are looked at, here and after. */
  attack(stage: Stage): Promise<void>
}
