import { createContext, use, useState, type ReactNode } from 'react'
import type { ItemId } from '../../../core/model/ids.ts'

const SuggestingContext = createContext<Set<ItemId> | undefined>(undefined)

/** Keeps in which discussions somebody suggests, whatever comes and goes on the screen: in memory only, and until the vault locks. */
export function SuggestingProvider({ children }: { readonly children: ReactNode }) {
  const [items] = useState(() => new Set<ItemId>())
  return <SuggestingContext value={items}>{children}</SuggestingContext>
}

export interface Suggesting {
  readonly in: (item: ItemId) => boolean
  readonly set: (item: ItemId, on: boolean) => void
}

export function useSuggesting(): Suggesting {
  const items = use(SuggestingContext)
  if (!items) throw new Error('suggesting needs a SuggestingProvider above it')
  return {
    in: (item) => items.has(item),
    set(item, on) {
      if (on) items.add(item)
      else items.delete(item)
    },
  }
}
