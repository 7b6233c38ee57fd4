import { live } from './groups/live.ts'
import { notes } from './groups/notes.ts'
import { record } from './groups/record.ts'
import { store } from './groups/store.ts'
import type { Group } from './metric.ts'

/** Everything that is measured, in the order in which it is. */
export const groups: readonly Group[] = [...live, store, ...notes, record]
