import type { AgendaItem } from '../../../core/model/huddle.ts'
import type { ItemAccess } from '../../../core/session/live-huddle.ts'

/** An agenda item whose person's document is open here. */
export interface OpenItem {
  readonly item: AgendaItem
  readonly open: Extract<ItemAccess, { kind: 'open' }>
}
