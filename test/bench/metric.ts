import type { MetricName } from './goals.ts'

/** One value for each repetition, in the order in which they were measured; none where there is nothing to measure. */
export interface Rounds {
  readonly ours: readonly number[]
  readonly peer: readonly number[]
  readonly floor: readonly number[]
  /** Why the peer has no value, where it should. */
  readonly peerFailed?: string
}

/** How the run is to be done. */
export interface Bench {
  readonly quick: boolean
  readonly repetitions: number
  /** The program of a real Chromium. */
  readonly chromium: string
  /** An empty folder on a real disk, for this group alone. */
  readonly folder: string
  readonly say: (progress: string) => void
}

/** Metrics that come of the same work. */
export interface Group {
  readonly names: readonly MetricName[]
  measure(bench: Bench): Promise<Readonly<Partial<Record<MetricName, Rounds>>>>
}

/** A metric as it is printed. */
export interface Metric {
  readonly name: MetricName
  readonly unit: string
  readonly ours: number | null
  readonly peer: number | null
  readonly peerName: string | null
  readonly floor: number | null
  readonly floorName: string | null
  readonly ratioToPeer: number | null
  readonly ratioToFloor: number | null
  readonly goal: string
  readonly holds: boolean
  /** Values of the repetitions, side by side, and the ratios of neighbours. */
  readonly samples: {
    readonly ours: readonly number[]
    readonly peer: readonly number[]
    readonly floor: readonly number[]
    readonly ratiosToPeer: readonly number[]
    readonly ratiosToFloor: readonly number[]
  }
  /** Only where it could not be measured: why. */
  readonly missing?: string
}
