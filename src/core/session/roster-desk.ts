import { toBase64url } from '../model/bytes.ts'
import { begunAnew, changeRoster } from '../model/change-roster.ts'
import { instantOf } from '../model/dates.ts'
import { memberId, newId, teamId, type DeviceId, type MemberId, type TeamId } from '../model/ids.ts'
import { cell, type Cell, type Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { mostEarlierEpochs, mostFormerTeams, type Profile } from '../model/profile.ts'
import { descentOf, devicesOf, isBegunAnew, leadsAt, memberWith, type Roster, type RosterChange } from '../model/roster.ts'
import { isDeposedIn, isShown } from '../model/split-rosters.ts'
import type { StaffCard } from '../model/team.ts'
import { askToJoin, readJoinRequest, safetyNumber } from '../record/joining.ts'
import { epochSecretOf, foundRoster, issueRoster, readRoster } from '../record/roster.ts'
import { bothRosters } from './both-rosters.ts'
import type { SessionParts } from './parts.ts'
import { garbled, noRoster, notALead, notForThisDevice, overtaken, overtakenCode, teamNotEmpty } from './roster-problems.ts'

/** The roster that this device goes by, with the secret of its epoch where this device is on it. */
export interface Standing {
  readonly roster: Roster
  readonly epochSecret: Uint8Array | undefined
}

/** What became of a roster that arrived. */
export type Taken = 'taken' | 'held-already' | 'older' | 'split' | 'offered'

/** The team's roster at this desk: who is in the team, by which devices, and who may change it. */
export interface RosterDesk {
  /** Undefined at a guest's desk. */
  readonly standing: Observable<Standing | undefined>
  /** Another team's roster with this device on it, until it is accepted or declined. */
  readonly offer: Observable<Roster | undefined>
  /** Another roster of this team that was made apart from ours, by somebody who leads, or who led until ours took that from them. */
  readonly split: Observable<Roster | undefined>
  /** Makes the next version. @throws {ProblemError} `not-a-lead`, and as `changeRoster`. */
  change(change: RosterChange): Promise<void>
  /**
   * Takes in a roster, from a file or from a colleague's device. One that nobody who leads has signed, or that is older
   * than ours or apart from it, changes nothing.
   * @throws {ProblemError} `roster-garbled`, `not-for-this-device`.
   */
  take(text: string): Promise<Taken>
  /** Goes over to the team of the offer. @throws {ProblemError} `team-not-empty` while others are on this device's own roster. */
  accept(): Promise<void>
  decline(): void
  /**
   * Makes one roster of two that were made apart: everybody of both, but nobody whom either has removed. Whoever leads no
   * longer by the other one cannot, and goes over to it as it stands.
   * @throws {ProblemError} `not-a-lead`, `leads-split`, `not-for-this-device`, and as `issueRoster`.
   */
  unite(): Promise<void>
  /** Begins a new roster, led from here, without devices that cannot lead any more. Everybody else is asked to accept it. */
  beginAnew(without: readonly DeviceId[]): Promise<void>
  /** What a newcomer gives to whoever leads. */
  askToJoin(): Promise<string>
  /** @throws {ProblemError} `join-request-garbled` */
  readRequest(text: string): Promise<StaffCard>
  /** An id for somebody who is new to the team. */
  newMember(): MemberId
  /** Goes by the roster as it now stands in the vault, where another window of it has changed it. */
  follow(): Promise<void>
  /** Digits to read to each other. */
  safetyNumber(card: StaffCard): Promise<string>
}

interface RosterParts extends Pick<SessionParts, 'effects'> {
  readonly guest: boolean
  readonly profile: Cell<Profile>
  /** The profile as it stands in the vault, which other windows change too. */
  readonly stored: () => Promise<Profile | undefined>
  /** Puts it in the place of the one with the roster `before`. @returns whether that still stood there */
  readonly keep: (profile: Profile, before: string | undefined) => Promise<boolean>
  readonly audit: (detail: string) => Promise<void>
}

export async function rosterDesk({ effects, guest, profile, stored, keep, audit }: RosterParts): Promise<RosterDesk> {
  const standing = cell<Standing | undefined>(undefined)
  const offer = cell<Roster | undefined>(undefined)
  const split = cell<Roster | undefined>(undefined)
  const me = (): DeviceId => profile.get().card.device

  /**
   * @param joins whether it is another team's, which ends having none
   * @throws {ProblemError} `roster-overtaken` where another window has changed it since this one last looked
   */
  async function stand(roster: Roster, joins = false): Promise<void> {
    const { joining, ...known } = profile.get()
    const next = { ...known, ...(joining && !joins && { joining }), team: roster.team, roster: roster.text, earlierEpochs: earlierThan(roster), formerTeams: formerlyOf(roster) }
    if (!(await keep(next, known.roster))) throw overtaken()
    profile.set(next)
    await goBy(roster)
  }
  async function follow(): Promise<void> {
    const now = await stored()
    if (now?.roster === undefined || now.roster === profile.get().roster) return
    const roster = await readRoster(now.roster)
    if (!roster) return
    profile.set(now)
    await goBy(roster)
    if (offer.get()?.team.id === roster.team.id) offer.set(undefined)
  }
  /** Only of this very team, and only as many as a colleague may have missed. */
  function earlierThan(next: Roster): string[] {
    const before = standing.get()
    const kept = profile.get().earlierEpochs ?? []
    if (!before || before.roster.team.id !== next.team.id) return []
    const ended = before.roster.epoch !== next.epoch && before.epochSecret ? [toBase64url(before.epochSecret)] : []
    return [...ended, ...kept].slice(0, mostEarlierEpochs)
  }
  /** Whoever was discussed in the team before it was begun anew stays the team's to talk of. */
  function formerlyOf(next: Roster): TeamId[] {
    const before = standing.get()?.roster
    const kept = profile.get().formerTeams ?? []
    if (!before || before.team.id === next.team.id) return kept
    return isBegunAnew(next, before, me()) ? [before.team.id, ...kept].slice(0, mostFormerTeams) : []
  }
  async function goBy(roster: Roster): Promise<void> {
    standing.set({ roster, epochSecret: await epochSecretOf(roster, profile.get()) })
    const apart = split.get()
    if (apart && (descentOf(apart, roster) !== 'forked' || !isShown(apart, roster, me()))) split.set(undefined)
  }

  function held(): Standing {
    const now = standing.get()
    if (!now) throw noRoster()
    return now
  }
  function lead(): Standing {
    const now = held()
    if (!leadsAt(now.roster, me())) throw notALead()
    return now
  }

  /** One after the other: two changes at once would both follow the same version. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = turn.then(() => upToDate(step))
    turn = next.catch(() => undefined)
    return next
  }
  /** Another window may change the roster at the same time: the step is then taken again, from what stands there now. */
  async function upToDate<T>(step: () => Promise<T>, tries = 5): Promise<T> {
    if (!guest) await follow()
    try {
      return await step()
    } catch (error) {
      if (tries > 1 && error instanceof ProblemError && error.problem.code === overtakenCode) return upToDate(step, tries - 1)
      throw error
    }
  }

  async function take(text: string): Promise<Taken> {
    const roster = await readRoster(text)
    if (!roster || roster.team.practice !== profile.get().team.practice) throw garbled()
    const { roster: mine } = held()
    const descent = descentOf(roster, mine)
    if (descent === 'same') return 'held-already'
    if (descent === 'older') return 'older'
    if (descent === 'forked') {
      const known = split.get()
      const isOlder = known !== undefined && descentOf(roster, known) === 'older'
      if (!isOlder && isShown(roster, mine, me())) split.set(roster)
      return 'split'
    }
    if (descent === 'other-team') {
      if (!memberWith(roster, me())) throw notForThisDevice(roster)
      offer.set(roster)
      return 'offered'
    }
    await stand(roster)
    await audit(`Took in version ${roster.version} of the team’s roster`)
    return 'taken'
  }

  async function goOverTo(other: Roster): Promise<void> {
    if (!memberWith(other, me())) throw notForThisDevice(other)
    await stand(other)
    await audit('Went over to the roster by which this device leads no longer')
  }

  if (!guest) {
    await inTurn(async () => {
      const { roster: kept, team } = profile.get()
      const read = kept === undefined ? undefined : await readRoster(kept)
      await (read ? goBy(read) : stand(await foundRoster(profile.get(), team, effects)))
    })
  }

  return {
    standing,
    offer,
    split,
    change: (change) =>
      inTurn(async () => {
        const { roster, epochSecret } = lead()
        const draft = changeRoster(roster, change, instantOf(effects.clock()))
        const goesOn = draft.epoch === roster.epoch ? epochSecret : undefined
        await stand(await issueRoster(draft, { earlier: [roster], charter: roster.charter, epochSecret: goesOn }, profile.get(), effects))
        await audit(`Changed the team’s roster: ${draft.what}`)
      }),
    take: (text) => inTurn(() => take(text)),
    accept: () =>
      inTurn(async () => {
        const roster = offer.get()
        if (!roster) return
        if (devicesOf(held().roster).length > 1 && leadsAt(held().roster, me()) && !sharesMembers(held().roster, roster)) throw teamNotEmpty()
        await stand(roster, true)
        offer.set(undefined)
        await audit(`Joined the team ${roster.team.name}`)
      }),
    decline: () => offer.set(undefined),
    unite: () =>
      inTurn(async () => {
        const other = split.get()
        if (!other) return
        const { roster } = lead()
        if (isDeposedIn(other, roster, me())) return goOverTo(other)
        const { draft, charter } = bothRosters(roster, other, instantOf(effects.clock()))
        await stand(await issueRoster(draft, { earlier: [other, roster], charter, epochSecret: undefined }, profile.get(), effects))
        await audit('Made one roster of two')
      }),
    beginAnew: (gone) =>
      inTurn(async () => {
        const { roster } = held()
        const mine = memberWith(roster, me())
        if (!mine) throw noRoster()
        const at = instantOf(effects.clock())
        const draft = begunAnew(roster, { ...roster.team, id: newId(teamId, effects.random) }, mine, gone, at)
        await stand(await issueRoster(draft, { earlier: [], charter: [], epochSecret: undefined }, profile.get(), effects))
        await audit('Began the team’s roster anew')
      }),
    askToJoin: () => askToJoin(profile.get(), effects.clock()),
    follow: () => inTurn(async () => undefined),
    newMember: () => newId(memberId, effects.random),
    readRequest: readJoinRequest,
    safetyNumber,
  }
}

/** A team that begins its roster anew is still the same people. */
const sharesMembers = (a: Roster, b: Roster): boolean => {
  const [first, second] = [devicesOf(a), devicesOf(b)]
  return first.filter(({ device }) => second.some((card) => card.device === device)).length > 1
}
