import type { Browser } from 'playwright'

export interface Attack {
  readonly browser: Browser
  /** What is tried: all of them, or a sample. */
  readonly vectors: readonly string[]
  /** An empty folder. */
  readonly folder: string
  /** Whether to spare what takes long. */
  readonly few: boolean
}

/** One way out by which markup and formulas may travel. */
export interface XssDoor {
  readonly name: string
  /** @returns what went wrong, in words; nothing where nothing ran, called or was planted */
  attack(attack: Attack): Promise<string[]>
}
