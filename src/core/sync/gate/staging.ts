import * as Y from 'yjs'
import { updateLimits as limits } from './limits.ts'
import { readUpdate, type ContentRules, type UpdateSummary } from './read-update.ts'
import { Refused, type Awaited, type Verdict } from './verdict.ts'

/** Who may write what, as far as the one who asks knows it. */
export interface Writers {
  /** The client of the window that sends the change. */
  readonly sender: number
  /** This window's own client, and how far it has written: nobody else writes under it. */
  readonly own: readonly [client: number, upTo: number]
  /**
   * Clients of others who are here themselves, and how far each has shown to have written: what goes beyond is not yet
   * taken from somebody else.
   */
  readonly shown: readonly (readonly [client: number, upTo: number])[]
  /** Where given, the only clients under which the sender brings anything new; a comparison brings everybody's. */
  readonly only?: readonly number[]
}

/** A second copy of one document, on which changes are tried before the real one sees them. */
export interface Staging {
  /** Starts over from a whole document. */
  load(state: Uint8Array): void
  /** Keeps up with what the real document already holds. */
  keepUp(update: Uint8Array): void
  /** Whether the copy is as the real document; after a change that failed half-way it is not, until loaded again. */
  whole(): boolean
  check(update: Uint8Array, writers: Writers): Verdict
}

export function staging(rules: ContentRules): Staging {
  let copy = new Y.Doc()
  let whole = false

  function start(): void {
    copy.destroy()
    copy = new Y.Doc()
  }

  return {
    whole: () => whole,
    load(state) {
      start()
      Y.applyUpdate(copy, state)
      whole = true
    },
    keepUp(update) {
      if (whole) Y.applyUpdate(copy, update)
    },
    check(update, writers) {
      try {
        const summary = readUpdate(update, rules)
        const here = (client: number): number => Y.getState(copy.store, client)
        const wrote = summary.writes.get(writers.sender)?.to ?? 0
        if (!mayWrite(summary, here, writers) || summary.broken) return { kind: 'gap', wrote }
        const awaits = missing(summary, here)
        if (awaits) return { kind: 'gap', wrote, awaits }
        whole = false
        tryOn(copy, update, rules)
        whole = true
        return { kind: 'sound', wrote }
      } catch (error) {
        if (!whole) start()
        return { kind: 'refused', because: error instanceof Refused ? error.because : 'does-not-fit' }
      }
    },
  }
}

/** How far a client has written, as far as it is here. */
type Here = (client: number) => number

/** @throws {Refused} where somebody writes in this window's name. What is here already changes nothing, whoever sends it again. */
export function mayWrite({ writes }: Pick<UpdateSummary, 'writes'>, here: Here, { own, shown, only }: Writers): boolean {
  const fresh = [...writes].filter(([client, { to }]) => to > here(client))
  const [mine, written] = own
  if (fresh.some(([client, { to }]) => client === mine && to > written)) throw new Refused('not-theirs')
  const known = new Map(shown)
  return fresh.every(([client, { to }]) => to <= (known.get(client) ?? Infinity) && (only === undefined || only.includes(client)))
}

/**
 * The first thing that a change builds on and that is neither here nor in it. Yjs keeps what is not aside and tries it again
 * with every later change: 8,000 invented writers in 32 kB cost it 51 seconds. Here such a change is tried again when that
 * very thing has come, or dropped, and the documents are compared instead.
 */
function missing({ writes, needs }: UpdateSummary, here: Here): Awaited | undefined {
  for (const [client, { from }] of writes) if (from > here(client)) return [client, from]
  for (const [client, upTo] of needs) if (upTo > Math.max(here(client), writes.get(client)?.to ?? 0)) return [client, upTo]
  return undefined
}

function tryOn(copy: Y.Doc, update: Uint8Array, { holdsNote }: ContentRules): void {
  const isNote = (root: Y.AbstractType<unknown>): boolean => [...copy.share].some(([name, type]) => type === root && holdsNote(name))
  const added: Y.Item[] = []
  const collect = (transaction: Y.Transaction): void => {
    for (const [client, to] of transaction.afterState) {
      const from = transaction.beforeState.get(client) ?? 0
      if (to > from) collectItems(copy, client, from, added)
    }
  }
  copy.on('beforeObserverCalls', collect)
  try {
    Y.applyUpdate(copy, update)
  } finally {
    copy.off('beforeObserverCalls', collect)
  }
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) throw new Refused('does-not-fit')
  for (const item of added) checkPlace(item, isNote)
}

function collectItems(copy: Y.Doc, client: number, from: number, into: Y.Item[]): void {
  const structs = copy.store.clients.get(client) ?? []
  for (let at = structs.length - 1; at >= 0; at -= 1) {
    const struct = structs[at]
    if (!struct || struct.id.clock + struct.length <= from) return
    if (struct instanceof Y.Item && !struct.deleted) into.push(struct)
  }
}

/** Where a new item stands: not too deep, and of a kind that its place can hold; an editor would stumble over another. */
function checkPlace(item: Y.Item, isNote: (root: Y.AbstractType<unknown>) => boolean): void {
  const { parent, parentSub } = item
  if (!(parent instanceof Y.AbstractType)) throw new Refused('does-not-fit')
  if (parentSub === null && !isNode(item.content)) {
    const inNote = parent instanceof Y.XmlFragment || (parent.parent === null && isNote(parent))
    if (inNote) throw new Refused('foreign-content')
  }
  let depth = 0
  for (let above: unknown = parent; above instanceof Y.AbstractType; above = above.parent) {
    depth += 1
    if (depth > limits.nodeDepth) throw new Refused('too-deep')
  }
}

const isNode = (content: unknown): boolean =>
  content instanceof Y.ContentType && (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText)
