import { removeAwarenessStates, type Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { cell, type Observable } from '../model/observable.ts'
import type { WriterCertificate } from '../model/writer.ts'
import { announcedIn, beyondReachOf, holdingOf, isFullMesh, othersIn } from './held-state.ts'
import { gatheredFor } from './presence.ts'
import { notAdmitted, type AdmissionRefusal } from './problems.ts'
import type { RoomState } from './transport.ts'

/** What an adapter tells the keeper of its connections. */
export interface Links {
  /** This device's name in the room, while it takes part. */
  name(): string | undefined
  /** The peers with an open channel, and who each has proven to be. */
  open(): ReadonlyMap<string, WriterCertificate>
  /** Whether somebody new could be met now. */
  meeting(): boolean
  /** Why a meeting point has turned this device away, while none admits it. */
  refusal(): AdmissionRefusal | undefined
  /** Asks one peer for whatever it holds and this device does not. */
  compareWith(peer: string): void
}

export interface RoomKeeper {
  readonly state: Observable<RoomState>
  /** Looks at once, and says soon what has changed. To be called when a connection opens or closes. */
  changed(): void
  /** Whether everybody in the room reaches everybody, so that nothing needs to be sent on. */
  fullMesh(): boolean
  /** Whom this device reaches and that peer does not: what comes from the one is sent on to them. */
  beyond(peer: string): string[]
  /** Forgets everybody else, and since when they were reachable. */
  cutOff(): void
  /** Notes what the room has to tell of a peer that it could not meet, or must not listen to. */
  note(change: Partial<Pick<RoomState, 'refused' | 'waiting' | 'problem'>>): void
  stop(): void
}

/** Where a change of awareness comes from that concerns this device alone. */
export const keepersOwn = 'keeper'

/** How often the keeper looks whether everybody holds the same, milliseconds. */
export const lookEvery = 1000
/** Looks in a row after which somebody who cannot be reached is taken for gone. */
const patience = 2
/** What a look counts at which two differ: while they write they always do, and what is lost is not, but on its way. */
const difference = { that: { stays: 16, moves: 1 }, atFirst: 32, atMost: 512 } as const
/** A view of the room is put together so long after somebody's presence, milliseconds: of thirty, one is heard at each moment. */
const seenAfter = 100
/** What is held is said once nothing has changed for half as long as presence is gathered, and at the latest after so many such halves. */
const saidAtLast = 8

/** People out of reach whom a room remembers. */
const mostAway = 60

export const nobodyYet = (now: number): RoomState => ({
  peers: 0,
  holding: 0,
  offlineSince: now,
  here: [],
  away: [],
  refused: [],
  waiting: false,
  problem: undefined,
  notAdmitted: undefined,
})

/**
 * Keeps account of one room: who is really there, who holds the same as we do, and who keeps differing and must be
 * compared with again. Works through the room's awareness alone, so it is the same for every adapter.
 */
export function roomKeeper(parts: { readonly doc: Y.Doc; readonly awareness: Awareness; readonly clock: Clock; readonly links: Links }): RoomKeeper {
  const { doc, awareness, clock, links } = parts
  const state = cell<RoomState>(nobodyYet(clock()))
  const differing = new Map<string, { readonly count: number; readonly wait: number; readonly holds: string; readonly held: string }>()
  const unreached = new Map<number, number>()
  let lookedAt = clock()
  let digest: string | undefined
  let seeing: ReturnType<typeof setTimeout> | undefined
  let saying: ReturnType<typeof setTimeout> | undefined
  let sayingHeld: ReturnType<typeof setTimeout> | undefined
  /** Whether the document has changed since it was last looked whether it still does. */
  let changing = false
  /** Whom each client said last that it reaches. */
  const lastReach = new Map<number, string>()
  /** Known until somebody reaches somebody else: it is asked at each message. */
  let mesh: boolean | undefined

  /** Walks the whole document, so once for each change that is announced, and not for each look. */
  const held = (): string => (digest ??= holdingOf(doc))

  function look(): void {
    const open = links.open()
    const iHave = awareness.getLocalState()?.['holds'] === digest ? digest : undefined
    const before = state.get()
    const now = clock()
    const here = [...open.values()].map(({ card: { device, name }, client }) => {
      const holds = iHave !== undefined && announcedIn(awareness.getStates().get(client))?.holds === iHave
      const known = before.here.find((each) => each.device === device)
      return { device, name, holds, since: known?.holds === holds ? known.since : now }
    })
    const gone = before.here.filter(({ device }) => here.every((each) => each.device !== device)).map(({ device, name }) => ({ device, name, since: now }))
    const reached = here.length > 0 || links.meeting()
    const refusal = reached ? undefined : links.refusal()
    const next: RoomState = {
      ...before,
      peers: here.length,
      holding: here.filter(({ holds }) => holds).length,
      offlineSince: reached ? undefined : (before.offlineSince ?? now),
      notAdmitted: refusal && notAdmitted(refusal),
      here,
      away: [...before.away, ...gone].filter(({ device }) => here.every((each) => each.device !== device)).slice(-mostAway),
    }
    if (JSON.stringify(next) !== JSON.stringify(before)) state.set(next)
  }

  function announce(): void {
    const peer = links.name()
    if (peer === undefined) return
    const before = awareness.getLocalState()
    const next = { peer, links: [...links.open().keys()].toSorted(), holds: held() }
    const known = before?.['peer'] === peer && before['holds'] === next.holds && String(before['links']) === String(next.links)
    if (!known) awareness.setLocalState({ ...before, ...next })
  }

  function say(): void {
    stopSaying()
    announce()
    look()
  }

  function stopSaying(): void {
    clearTimeout(saying)
    clearTimeout(sayingHeld)
    saying = undefined
    sayingHeld = undefined
  }

  const pause = (): number => gatheredFor(links.open().size)

  function changed(): void {
    mesh = undefined
    look()
    saying ??= setTimeout(say, pause())
  }

  /** Among people who write, what anybody holds is past when it is said. */
  function sayOnceQuiet(left = saidAtLast): void {
    changing = false
    sayingHeld = setTimeout(() => (changing && left > 1 ? sayOnceQuiet(left - 1) : say()), pause() / 2)
  }

  function onUpdate(): void {
    changing = true
    if (!sayingHeld) sayOnceQuiet()
    if (digest === undefined) return
    digest = undefined
    look()
  }

  /**
   * No difference may stay unseen: a message can be lost between two peers that both believe they are up to date.
   * Each comparison is waited for twice as long as the one before: a large document takes its time.
   */
  function compare(): void {
    const open = links.open()
    for (const { peer, holds } of othersIn(awareness).values()) {
      if (holds === held() || !open.has(peer)) {
        differing.delete(peer)
        continue
      }
      const before = differing.get(peer)
      const { stays, moves } = difference.that
      const count = (before?.count ?? 0) + (before && (before.holds !== holds || before.held !== held()) ? moves : stays)
      const wait = before?.wait ?? difference.atFirst
      const due = count >= wait
      differing.set(peer, { count: due ? 0 : count, wait: due ? Math.min(wait * 2, difference.atMost) : wait, holds, held: held() })
      if (due) links.compareWith(peer)
    }
  }

  /** Forgets within seconds whoever nobody reaches any more; awareness by itself would wait for half a minute. */
  function forgetUnreached(): void {
    const others = [...othersIn(awareness)]
    const open = links.open()
    const reached = new Set([...open.keys(), ...others.flatMap(([, { peer, links: theirs }]) => (open.has(peer) ? [...theirs] : []))])
    for (const [client, { peer }] of others) {
      const times = reached.has(peer) ? 0 : (unreached.get(client) ?? 0) + 1
      unreached.set(client, times)
      if (times >= patience) forget([client])
    }
  }

  function forget(clients: readonly number[]): void {
    removeAwarenessStates(awareness, [...clients], keepersOwn)
    for (const client of clients) {
      awareness.meta.delete(client)
      unreached.delete(client)
    }
  }

  /** Awareness says every quarter of a minute that one is still here; where the clock was set back it would not until that has caught up. */
  function sayAgainAfterSetBack(): void {
    const now = clock()
    if (now < lookedAt) awareness.setLocalState(awareness.getLocalState())
    lookedAt = now
  }

  function tend(): void {
    // What is about to be said is not said twice.
    if (!saying && !sayingHeld) announce()
    sayAgainAfterSetBack()
    compare()
    forgetUnreached()
    look()
  }

  function onPresence({ added, updated, removed }: { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }): void {
    for (const client of [...added, ...updated, ...removed]) {
      const reaches = [...(announcedIn(awareness.getStates().get(client))?.links ?? [])].join()
      if (lastReach.get(client) === reaches) continue
      mesh = undefined
      if (awareness.getStates().has(client)) lastReach.set(client, reaches)
      else lastReach.delete(client)
    }
  }
  const onSeen = (): void => {
    seeing ??= setTimeout(() => {
      seeing = undefined
      look()
    }, seenAfter)
  }

  doc.on('update', onUpdate)
  awareness.on('update', onPresence)
  awareness.on('change', onSeen)
  const tending = setInterval(tend, lookEvery)
  changed()

  return {
    state,
    changed,
    fullMesh: () => (mesh ??= isFullMesh(links.name(), [...othersIn(awareness).values()])),
    beyond: (peer) => beyondReachOf(peer, [...links.open().keys()], new Map([...othersIn(awareness).values()].map((other) => [other.peer, other.links]))),
    cutOff() {
      forget([...othersIn(awareness).keys()])
      look()
      state.set({ ...state.get(), offlineSince: state.get().offlineSince ?? clock() })
    },
    note: (change) => state.set({ ...state.get(), ...change }),
    stop() {
      clearInterval(tending)
      clearTimeout(seeing)
      stopSaying()
      doc.off('update', onUpdate)
      awareness.off('change', onSeen)
      awareness.off('update', onPresence)
    },
  }
}
