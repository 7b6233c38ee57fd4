import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { HuddleRecord, IssuedTicket } from '../model/huddle-record.ts'
import type { IceServer, Relay } from '../model/meeting-servers.ts'
import { codeInWords, nearAddress } from '../model/near.ts'
import { cell, type Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { devicesOf } from '../model/roster.ts'
import type { DeskParts } from './desk-parts.ts'
import { inviteTo, linkTo } from './meeting-point.ts'
import { nearNames } from './near-names.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Standing } from './roster-desk.ts'
import { openInvite, teamInvite } from './team-invite.ts'

/** Where the meeting point answers on the local network, and what to say there. */
export interface NearPoint {
  /** IPv4 address and port each. */
  readonly addresses: readonly string[]
  /** `K7MF-XQRT` */
  readonly code: string
  /** Whether the network takes announcements; known at the computer where the huddle meets. */
  readonly announced: boolean | undefined
}

/** What any member of the team may pass on to colleagues: nobody else can open it. */
export interface ColleaguesInvite {
  readonly code: string
  readonly link: string
  readonly expires: number
  /** Undefined where it answers no other computer of the network. */
  readonly near: NearPoint | undefined
}

export interface StandingInvite {
  readonly state: Observable<ColleaguesInvite | undefined>
  /** Makes it anew where it is due, at the computer where the huddle meets; everywhere, reads it as it stands. */
  settle(): Promise<void>
  /** Has it made anew: the computer may answer elsewhere now. */
  renew(): void
  /** Writes nothing more, whatever is still being asked for. */
  stop(): void
}

interface StandingParts {
  readonly desk: Pick<DeskParts, 'host' | 'effects' | 'rosters'>
  readonly huddle: HuddleDoc
  readonly record: HuddleRecord
  /** How far the meeting point is open now, and what helps colleagues to connect. */
  readonly reach: () => { readonly onNetwork: boolean; readonly relay: Relay | undefined; readonly iceServers: readonly IceServer[] }
  readonly issue: (seats: number) => Promise<{ readonly ticket: string; readonly issued: IssuedTicket }>
}

interface StandingTicket {
  readonly epoch: number
  readonly ticket: string
  /** Milliseconds. */
  readonly until: number
}

/** Devices that one standing invite lets in: all that a huddle takes. */
const seats = 30
/** It is made anew when it has less than this to run, milliseconds. */
const leastLeft = 6 * 60 * 60 * 1000
/** How often it is looked where the meeting point answers now: a laptop moves between networks, milliseconds. */
const lookEvery = 15_000

/**
 * Keeps one invite for colleagues in the huddle’s own document, sealed to the roster, so that every member can pass it on.
 * It names where the meeting point answers already, and opens nothing further.
 */
export function standingInvite({ desk: { host, effects, rosters }, huddle, record, reach, issue }: StandingParts): StandingInvite {
  const state = cell<ColleaguesInvite | undefined>(undefined)
  let made = { for: '', until: 0 }
  /** One ticket serves until it has little left or somebody has been removed, wherever the meeting point answers meanwhile. */
  let ticketed: StandingTicket | undefined
  /** Where the meeting point answers, as far as it was looked lately. */
  let answersAt: readonly string[] = []
  let read = ''
  let announced: boolean | undefined
  let stopped = false

  async function makeWhereDue({ roster }: Standing, secret: Uint8Array): Promise<void> {
    const { onNetwork, relay, iceServers } = reach()
    const before = made
    if (answersAt.length === 0) answersAt = await addressesNow()
    const own = answersAt
    if (own.length === 0) return
    const addresses = relay ? [...own.slice(0, 3), relay.address] : own.slice(0, 4)
    const wanted = JSON.stringify([roster.epoch, onNetwork, addresses, iceServers])
    if (before.for === wanted && before.until - effects.clock() > leastLeft) return
    const { ticket, until } = await ticketFor(roster.epoch)
    const { code } = await teamInvite(inviteTo(record, addresses, ticket, until), secret, iceServers)
    if (stopped) return
    announced = onNetwork ? await post(code, secret) : undefined
    if (stopped) return
    huddle.putColleaguesInvite(code)
    // Asked for anew meanwhile, it is made anew.
    if (made === before) made = { for: wanted, until }
  }

  /** None where it has stopped. */
  async function addressesNow(): Promise<readonly string[]> {
    const status = await host.call('signalling.status', null)
    return status.kind === 'running' ? status.addresses : []
  }

  async function ticketFor(epoch: number): Promise<StandingTicket> {
    if (ticketed?.epoch === epoch && ticketed.until - effects.clock() > leastLeft) return ticketed
    const { ticket, issued } = await issue(seats)
    return (ticketed = { epoch, ticket, until: issued.expires })
  }

  /** A network that has gone since is said where it was asked for. */
  async function post(invite: string, secret: Uint8Array): Promise<boolean | undefined> {
    try {
      return (await host.call('near.post', { huddle: record.id, ...(await nearNames(record.id, secret)), invite })).announced
    } catch (error) {
      if (error instanceof ProblemError) return undefined
      throw error
    }
  }

  async function readAsItStands({ roster }: Standing, secret: Uint8Array): Promise<void> {
    const sealed = huddle.colleaguesInvite()
    const found = JSON.stringify([sealed, roster.epoch, announced])
    if (found === read) return
    read = found
    state.set(sealed === undefined ? undefined : await opened(sealed, secret))
  }

  /** Anybody in the huddle can write into its document: only an invite to this very huddle is passed on. */
  async function opened(sealed: string, secret: Uint8Array): Promise<ColleaguesInvite | undefined> {
    try {
      const invite = await openInvite(sealed, effects.clock(), secret)
      if (invite.huddle !== record.id || invite.room !== record.room || invite.secret !== record.secret) return undefined
      const addresses = invite.signalling.flatMap((each) => nearAddress.safeParse(each.replace(/^ws:\/\//, '')).data ?? []).filter((address) => !address.startsWith('127.'))
      const code = codeInWords((await nearNames(record.id, secret)).code)
      return { ...linkTo(sealed), expires: Date.parse(invite.expires), near: addresses.length > 0 ? { addresses, code, announced } : undefined }
    } catch (error) {
      if (error instanceof ProblemError) return undefined
      throw error
    }
  }

  const settle = oneAtATime(async () => {
    const standing = rosters.standing.get()
    if (!standing?.epochSecret || huddle.about()?.state === 'closed') {
      read = ''
      return state.set(undefined)
    }
    if (record.mine && devicesOf(standing.roster).length > 1) await makeWhereDue(standing, standing.epochSecret)
    if (!stopped) await readAsItStands(standing, standing.epochSecret)
  })
  /** What fails is told by whoever settles it next. */
  const looking = record.mine ? setInterval(lookAgain, lookEvery) : undefined
  function lookAgain(): void {
    answersAt = []
    settle().catch(() => undefined)
  }

  return {
    state,
    settle,
    renew() {
      answersAt = []
      made = { for: '', until: 0 }
    },
    stop() {
      stopped = true
      clearInterval(looking)
    },
  }
}
