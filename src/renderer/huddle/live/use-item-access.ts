import { useMemo, useSyncExternalStore } from 'react'
import type { ItemId } from '../../../core/model/ids.ts'
import type { Observable } from '../../../core/model/observable.ts'
import type { ItemAccess, LiveHuddle } from '../../../core/session/live-huddle.ts'
import { useLive } from './live-context.ts'

const opening: ItemAccess = { kind: 'opening' }

/** Asks for the item only once something watches: asking tells the room, which must not happen while React draws. */
function accessWhenWatched(live: LiveHuddle, item: ItemId | undefined): Observable<ItemAccess> {
  let found: Observable<ItemAccess> | undefined
  return {
    get: () => found?.get() ?? opening,
    subscribe(onChange) {
      if (!item) return () => undefined
      found ??= live.access(item)
      return found.subscribe(onChange)
    },
  }
}

export function useItemAccess(item: ItemId | undefined): ItemAccess {
  const live = useLive()
  const access = useMemo(() => accessWhenWatched(live, item), [live, item])
  return useSyncExternalStore(access.subscribe, access.get)
}
