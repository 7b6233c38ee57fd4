import * as Y from 'yjs'
import type { FiledOutcome } from '../../model/filed-outcome.ts'
import type { PersonId } from '../../model/ids.ts'
import type { MeetingServers } from '../../model/meeting-servers.ts'
import { fromBase64url } from '../../model/bytes.ts'
import type { Cell, Observable } from '../../model/observable.ts'
import { devicesOf, type Roster } from '../../model/roster.ts'
import { catchUp, type Brought } from '../../sync/catch-up/catch-up.ts'
import type { Room, Transport } from '../../sync/transport.ts'
import { grouped } from '../../vault/bundles.ts'
import type { DeskParts } from '../desk-parts.ts'
import { deviceKeys } from '../device-keys.ts'
import type { LiveHuddle } from '../live-huddle.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { rosterAtDoor } from '../roster-at-door.ts'
import { doorwayOf, openAtRelay, openOwn, type Doorway } from './doorway.ts'
import { teamDoor } from './team-door.ts'
import { vaultShelf } from './vault-shelf.ts'

/** How this device stands with its team's other devices. */
export interface CatchUpState {
  /** Members whose device is met now, by name. */
  readonly here: readonly string[]
  /** Who was met last, and when (milliseconds). */
  readonly lastMet: { readonly name: string; readonly at: number } | undefined
  /** What was brought and set aside, a sentence each, newest first. */
  readonly setAside: readonly string[]
}

export const nobodyMet: CatchUpState = { here: [], lastMet: undefined, setAside: [] }

export interface CatchUpDesk {
  close(): Promise<void>
}

interface CatchUpDeskParts extends DeskParts {
  /** Where it shows how this device stands with the others; it outlives one desk. */
  readonly state: Cell<CatchUpState>
  readonly outcomes: Observable<readonly FiledOutcome[]>
  readonly live: Observable<LiveHuddle | undefined>
  /** Where the huddle that is on meets. */
  readonly meetsAt: () => readonly string[]
  readonly servers: Observable<MeetingServers>
  readonly brought: (news: Brought) => Promise<void>
}

interface TeamRoom {
  readonly key: string
  readonly transport: Transport
  readonly room: Room
  stop(): void
}

/** How often it is looked whether the team can be met again, milliseconds: a relay forgets whom to let in when it is started again. */
const lookEvery = 60_000
/** Looks between two where nothing is amiss. */
const calmLooks = 5
const mostSetAside = 20

/**
 * Meets the other devices of this device's team whenever there is a way to: at this app's own meeting point, at the relay
 * that is set, and where the huddle meets that is on. The room's secret is made of the epoch's, so that whoever was removed
 * finds nobody there; two epochs back a door stays open at which only the newest roster is handed over. While the vault is
 * open it goes on by itself; `close` ends it, before the vault is locked.
 */
export function catchUpDesk(parts: CatchUpDeskParts): CatchUpDesk {
  const { rosters, profile, effects, network, outcomes, live, state } = parts
  const keys = deviceKeys(profile.get(), effects.random)
  const me = keys.card
  const door = teamDoor(rosterAtDoor(rosters, parts.report))
  const shelf = vaultShelf({ ...parts, me, roster: heldRoster, formerTeams: () => profile.get().formerTeams ?? [], isLive })
  let rooms: TeamRoom[] = []
  let closed = false
  let stopWaiting: (() => void) | undefined
  /** There is no way once this is closed: nobody who locks waits for a relay that does not answer. */
  const noWays = new Promise<string[]>((resolve) => {
    stopWaiting = () => resolve([])
  })
  /** Whether a way could not be had last time. */
  let wayMissing = false
  let looks = 0

  function heldRoster(): Roster {
    const standing = rosters.standing.get()
    if (!standing) throw new Error('Nobody catches up without a roster.')
    return standing.roster
  }
  function isLive(person: PersonId): boolean {
    return live.get()?.view.get().agenda.some(({ personId }) => personId === person) ?? false
  }

  /** Where to meet in this epoch, first, and where to hand on the roster to those who missed its beginning. */
  async function doorways(): Promise<Doorway[]> {
    const standing = rosters.standing.get()
    if (closed || !standing?.epochSecret || devicesOf(standing.roster).length < 2) return []
    return Promise.all([standing.epochSecret, ...(profile.get().earlierEpochs ?? []).map(fromBase64url)].map(doorwayOf))
  }

  /** Ways to meet that there are now; one that cannot be had keeps nobody from the others. */
  async function waysTo(doorway: Doorway): Promise<string[]> {
    const opening = { host: parts.host, effects, roster: heldRoster(), me: me.device, askAdmission: parts.askAdmission }
    const { relay } = parts.servers.get()
    const opened = await Promise.allSettled([openOwn(doorway, opening), ...(relay ? [openAtRelay(doorway, relay, opening)] : [])])
    wayMissing ||= opened.some(({ status }) => status === 'rejected')
    return [...opened.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])), ...parts.meetsAt()]
  }

  async function enter(doorway: Doorway, ways: readonly string[], { key, talks }: { readonly key: string; readonly talks: boolean }): Promise<TeamRoom> {
    const transport = await parts.makeTransport(ways, { keys, door }, parts.servers.get().iceServers)
    const converse = catchUp({
      shelf,
      clock: effects.clock,
      random: effects.random,
      mac: (bytes) => keys.mac(doorway.blinding, bytes),
      // Two computers that were restored from one backup are one device with two vaults; what one did is no news at the other.
      brought: async (news) => (news.from.device === me.device ? undefined : parts.brought(news)),
      amiss: (sentence) => state.set({ ...state.get(), setAside: [sentence, ...state.get().setAside.filter((each) => each !== sentence)].slice(0, mostSetAside) }),
      failed: (error) => closed || parts.report(error),
    })
    try {
      const room = await transport.join(doorway.address, new Y.Doc(), talks ? converse : undefined)
      if (!network.get()) transport.setOnline(false)
      return { key, transport, room, stop: room.state.subscribe(look) }
    } catch (error) {
      await transport.close()
      throw error
    }
  }

  async function leave({ transport, stop }: TeamRoom): Promise<void> {
    stop()
    await transport.close()
  }

  function look(): void {
    const before = state.get()
    const here = [...new Set(rooms.flatMap(({ room }) => room.state.get().here.flatMap(({ device, name }) => (device === me.device ? [] : name))))].toSorted((a, b) => a.localeCompare(b, 'en-GB'))
    if (JSON.stringify(here) === JSON.stringify(before.here)) return
    const [newcomer] = here.filter((name) => !before.here.includes(name))
    state.set({ ...before, here, ...(newcomer !== undefined && { lastMet: { name: newcomer, at: effects.clock() } }) })
  }

  const settle = oneAtATime(async () => {
    const wanted: { readonly doorway: Doorway; readonly ways: readonly string[]; readonly key: string; readonly talks: boolean }[] = []
    wayMissing = false
    for (const [index, doorway] of (await doorways()).entries()) {
      const ways = await Promise.race([waysTo(doorway), noWays])
      const talks = index === 0
      // Once the epoch has ended its room is left, and entered again without a word to anybody there.
      if (ways.length > 0) wanted.push({ doorway, ways, key: JSON.stringify([doorway.address, talks, ways, parts.servers.get().iceServers]), talks })
    }
    const ending = rooms.filter(({ key, room }) => wanted.every((each) => each.key !== key) || (network.get() && room.state.get().offlineSince !== undefined))
    rooms = rooms.filter((each) => !ending.includes(each))
    for (const each of ending) await leave(each)
    for (const each of wanted) {
      if (rooms.some(({ key }) => key === each.key)) continue
      rooms = [...rooms, await enter(each.doorway, each.ways, each)]
    }
    look()
  })
  const again = (): void => void settle().catch((error: unknown) => closed || parts.report(error))

  /** What was open in a huddle until now is told of. */
  function liveChanged(): void {
    shelf.changed([])
    again()
  }
  const kept = new Map<PersonId, string>()
  function outcomesChanged(): void {
    const changed: PersonId[] = []
    for (const theirs of grouped(outcomes.get(), ({ outcome }) => outcome.person.id).values()) {
      const person = theirs[0]?.outcome.person.id
      const holds = JSON.stringify(theirs.map(({ id, answers, late, receipt }) => [id, answers.length, late, receipt]))
      if (person === undefined || kept.get(person) === holds) continue
      changed.push(person)
      kept.set(person, holds)
    }
    if (changed.length > 0) shelf.changed(changed)
  }

  outcomesChanged()
  const stopWatching = [
    rosters.standing.subscribe(again),
    parts.servers.subscribe(again),
    live.subscribe(liveChanged),
    outcomes.subscribe(outcomesChanged),
    network.subscribe(() => {
      for (const { transport } of rooms) transport.setOnline(network.get())
    }),
  ]
  const tending = setInterval(() => {
    looks += 1
    if (wayMissing || looks % calmLooks === 0 || rooms.some(({ room }) => room.state.get().offlineSince !== undefined)) again()
  }, lookEvery)
  again()

  return {
    async close() {
      closed = true
      stopWaiting?.()
      clearInterval(tending)
      for (const stop of stopWatching) stop()
      shelf.stop()
      await settle.idle()
      for (const each of rooms.splice(0)) await leave(each)
      look()
      door.stop()
    },
  }
}
