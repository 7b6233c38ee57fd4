import * as Y from 'yjs'
import type { GateRequest } from './gate-desk.ts'
import type { GateHands } from './gate-hands.ts'
import { keepUpLimits } from './limits.ts'
import { plainTyping } from './plain-typing.ts'
import type { Writers } from './staging.ts'
import type { Verdict } from './verdict.ts'

/** Stands before one document: no change of a peer's reaches it that was not tried on a copy first. */
export interface UpdateGate {
  /** Tries the change and, where it is sound, makes it under `origin`. Changes are made in the order in which they come. */
  pass(update: Uint8Array, writers: () => Writers, origin: unknown): Promise<Verdict>
  close(): void
}

let rooms = 0

/** A gate before `doc`. The copy starts with the first change that comes; until then the document costs nothing here. */
export function updateGate(doc: Y.Doc, hands: GateHands): UpdateGate {
  const room = (rooms += 1)
  const passing = new Set<unknown>()
  /** The round in which the copy was last as the document; undefined where it has to start over. */
  let wholeSince: number | undefined
  /** Changes that the copy does not know of: it is told before it is next asked, and not at each key. */
  const untold: Uint8Array[] = []
  let closed = false
  let turn: Promise<unknown> = Promise.resolve()

  function keepUp(update: Uint8Array, origin: unknown): void {
    if (passing.has(origin)) return
    untold.push(update)
    if (untold.length >= keepUpLimits.changes || untold.reduce((sum, { length }) => sum + length, 0) >= keepUpLimits.bytes) tellOfChanges()
  }
  doc.on('update', keepUp)

  function tellOfChanges(): void {
    const updates = untold.splice(0)
    if (updates.length > 0 && wholeSince === hands.round()) hands.tell({ kind: 'keep-up', room, updates })
  }

  function checkOf(update: Uint8Array, writers: Writers): GateRequest {
    tellOfChanges()
    const state = wholeSince === hands.round() ? undefined : Y.encodeStateAsUpdate(doc)
    wholeSince = hands.round()
    return { kind: 'check', room, update, writers, state }
  }

  async function pass(update: Uint8Array, writers: () => Writers, origin: unknown): Promise<Verdict> {
    const typed = closed ? undefined : plainTyping(doc, update, writers())
    if (typed !== undefined) {
      Y.applyUpdate(doc, update, origin)
      return { kind: 'sound', wrote: typed }
    }
    const reply = await hands.ask(() => checkOf(update, writers()))
    if (!reply?.whole) wholeSince = undefined
    const verdict: Verdict = reply?.verdict ?? { kind: 'refused', because: 'took-too-long' }
    if (verdict.kind === 'sound' && !closed) {
      passing.add(origin)
      try {
        Y.applyUpdate(doc, update, origin)
      } finally {
        passing.delete(origin)
      }
    }
    return verdict
  }

  return {
    pass(update, writers, origin) {
      const passed = turn.then(() => pass(update, writers, origin))
      turn = passed.catch(() => undefined)
      return passed
    },
    close() {
      closed = true
      doc.off('update', keepUp)
      hands.tell({ kind: 'close', room })
    },
  }
}
