import type { TimelineEvent } from '../../core/model/timeline.ts'

/** What tells two lines of a story apart: decisions of one day can read the same. */
export const nameOfEvent = (event: TimelineEvent): string => `${event.kind}:${event.on}:${'outcome' in event ? event.outcome : ''}:${event.text}`
