import type { Person } from './person.ts'

/** What an import will do, worked out before anything is written. */
export interface ImportPlan {
  readonly add: readonly Person[]
  readonly update: readonly Person[]
  readonly unchanged: number
}
