import { createContext, use, useState, type ReactNode } from 'react'
import { cell, type Cell } from '../../../core/model/observable.ts'
import type { EntryId, ItemId } from '../../../core/model/ids.ts'
import { useObservable } from '../../shell/use-observable.ts'
import type { ChosenWords } from '../comments/comment-marks.ts'

export type DraftKind = 'words' | 'challenge' | 'refusal' | 'comment' | 'reply' | 'how it went' | 'told' | 'parking' | NameKind

/** A name that is half typed, and what a version is called. */
type NameKind = 'keyworker' | 'owner' | 'author' | 'version'

/** What a form that is not sent yet is about: the agenda item, the kind of form, and which of several. */
export interface DraftPlace {
  readonly item: ItemId
  readonly kind: DraftKind
  readonly which?: string
}

/** What somebody has typed and not sent. A form is open exactly while there is one. */
export interface Draft {
  readonly text: string
  /** How the person's words were given. */
  readonly given?: string
  /** Who is to tell somebody. */
  readonly by?: string
  /** What it answers: the words that are corrected, or what became of an action. */
  readonly answers?: string
  /** The letters that a comment is being written on. */
  readonly on?: ChosenWords
  /** What stood in the field of a name when typing began. */
  readonly seen?: readonly EntryId[]
}

export interface Kept extends DraftPlace {
  readonly draft: Draft
}

const keyOf = ({ item, kind, which = '' }: DraftPlace): string => `${item}/${kind}/${which}`

const DraftsContext = createContext<Cell<ReadonlyMap<string, Kept>> | undefined>(undefined)

/** Keeps what is typed and not sent, whatever comes and goes on the screen: in memory only, and until the vault locks. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const [drafts] = useState(() => cell<ReadonlyMap<string, Kept>>(new Map()))
  return <DraftsContext value={drafts}>{children}</DraftsContext>
}

function useDrafts(): Cell<ReadonlyMap<string, Kept>> {
  const drafts = use(DraftsContext)
  if (!drafts) throw new Error('drafts need a DraftsProvider above them')
  return drafts
}

export interface HeldDraft {
  readonly draft: Draft | undefined
  /** Whether it was begun on this screen: the keyboard then goes to it, and is taken from nobody when it only comes back. */
  readonly begun: boolean
  /** Opens the form; of a form that is open, what is typed stays. */
  readonly begin: (draft?: Partial<Draft>) => void
  /** Changes what is there; what was dropped stays dropped. */
  readonly write: (change: Partial<Draft>) => void
  /** For when it was sent and arrived, or somebody gives it up. */
  readonly drop: () => void
}

/** What is typed at `place` and not sent. */
export function useDraft(place: DraftPlace): HeldDraft {
  const drafts = useDrafts()
  const [begun, setBegun] = useState(false)
  const key = keyOf(place)
  const draft = useObservable(drafts).get(key)?.draft
  const put = (next: Draft): void => drafts.set(new Map(drafts.get()).set(key, { ...place, draft: next }))
  return {
    draft,
    begun,
    begin(next) {
      setBegun(true)
      put({ text: '', ...drafts.get().get(key)?.draft, ...next })
    },
    write(change) {
      const kept = drafts.get().get(key)
      if (kept) put({ ...kept.draft, ...change })
    },
    drop() {
      setBegun(false)
      const rest = new Map(drafts.get())
      rest.delete(key)
      drafts.set(rest)
    },
  }
}

/** Takes away what is typed and not sent at a place. @returns how to have it back */
export function usePutAway(): (kept: Kept) => () => void {
  const drafts = useDrafts()
  return (kept) => {
    const rest = new Map(drafts.get())
    rest.delete(keyOf(kept))
    drafts.set(rest)
    return () => drafts.set(new Map(drafts.get()).set(keyOf(kept), kept))
  }
}

/** All that is typed and not sent, oldest first; of an empty form nothing. */
export function useUnsent(): readonly Kept[] {
  return [...useObservable(useDrafts()).values()].filter(({ draft }) => draft.text.trim() !== '')
}
