import type { HuddleRecord } from '../../model/huddle-record.ts'
import type { HuddleId } from '../../model/ids.ts'
import { mostIceServers, type IceServer } from '../../model/meeting-servers.ts'
import { cell, type Observable } from '../../model/observable.ts'
import { ProblemError } from '../../model/problem.ts'
import type { Transport } from '../../sync/transport.ts'
import { vaultLocked } from '../../vault/problems.ts'
import type { DeskParts } from '../desk-parts.ts'
import { deviceKeys } from '../device-keys.ts'
import { frontDoor } from '../front-door.ts'
import type { LiveHuddle } from '../live-huddle.ts'
import type { MeetingDesk } from '../meeting-desk.ts'
import { noTeam, rosterAtDoor } from '../roster-at-door.ts'
import { runHuddle } from '../run-huddle.ts'

/** The one seat at a huddle that a window has. */
export interface Seats {
  /** The huddle that this window is in, if any. */
  readonly live: Observable<LiveHuddle | undefined>
  /** Where that huddle meets. */
  meetsAt(): readonly string[]
  /** Leaves the huddle that this window is in, and comes into another. @throws {ProblemError} `vault-locked` once shut. */
  sitDown(record: HuddleRecord): Promise<LiveHuddle>
  /** Lets nobody sit down any more. @returns the huddle that this window is in, or is coming into. */
  shut(): HuddleId | undefined
  reopen(): void
}

export const huddleDocId = (id: HuddleId): string => `huddle:${id}`

export function seatsAt(parts: DeskParts, servers: MeetingDesk['servers']): Seats {
  const { vault, profile, rosters, effects } = parts
  const live = cell<LiveHuddle | undefined>(undefined)
  let meetsAt: readonly string[] = []
  let before: Promise<unknown> = Promise.resolve()
  let coming: HuddleId | undefined
  let shut = false

  async function takeSeat(record: HuddleRecord): Promise<LiveHuddle> {
    if (shut) throw new ProblemError(vaultLocked)
    coming = record.id
    try {
      await live.get()?.leave()
      return await enter(record)
    } finally {
      coming = undefined
    }
  }

  async function enter(record: HuddleRecord): Promise<LiveHuddle> {
    const stored = await vault.openDoc(huddleDocId(record.id))
    const keys = deviceKeys(profile.get(), effects.random)
    const door = frontDoor({ huddle: record.id, host: record.host, keys, team: parts.guest ? noTeam : rosterAtDoor(rosters, parts.report), pass: record.pass ?? '' })
    let transport: Transport | undefined
    try {
      transport = await parts.makeTransport(record.signalling, { keys, door }, allServers(servers.get().iceServers, record.iceServers))
      const room = await transport.join({ room: record.room, secret: record.secret, doc: huddleDocId(record.id) }, stored.doc)
      await vault.huddles.put([record])
      await parts.refreshHuddles()
      // Locked while it was on its way: nobody would ever leave it. From here on nothing can fail.
      if (shut) throw new ProblemError(vaultLocked)
      const running = runHuddle(parts, { record, stored, room, transport, door, servers: servers.get, hasLeft })
      meetsAt = record.signalling
      live.set(running)
      return running
    } catch (error) {
      door.stop()
      await transport?.close().catch(parts.report)
      await stored.release().catch(parts.report)
      throw error
    }
  }

  function hasLeft(): void {
    meetsAt = []
    live.set(undefined)
  }

  return {
    live,
    meetsAt: () => meetsAt,
    /** One after the other: of two huddles that this window came into at once, locking would leave only one. */
    sitDown(record) {
      const sitting = before.then(() => takeSeat(record))
      before = sitting.catch(() => undefined)
      return sitting
    },
    shut() {
      shut = true
      return live.get()?.id ?? coming
    },
    reopen: () => void (shut = false),
  }
}

/** One's own before those that an invite has brought. */
const allServers = (own: readonly IceServer[], brought: readonly IceServer[] = []): readonly IceServer[] =>
  [...own, ...brought.filter(({ urls }) => own.every((each) => each.urls !== urls))].slice(0, mostIceServers)
