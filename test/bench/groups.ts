import { caseload } from './groups/caseload.ts'
import { live } from './groups/live.ts'
import { notes } from './groups/notes.ts'
import { record } from './groups/record.ts'
import { start } from './groups/start.ts'
import { store } from './groups/store.ts'
import { typing } from './groups/typing.ts'
import type { Group } from './metric.ts'

/** Everything that is measured, in the order in which it is. */
export const groups: readonly Group[] = [...live, store, ...notes, typing, start, ...record, caseload]
