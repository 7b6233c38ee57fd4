import type { DeviceId } from './ids.ts'
import { ProblemError } from './problem.ts'
import { devicesOf, memberWith, nameOfMember, rosterLimits, wasRemoved, type Roster, type RosterBody, type RosterChange, type RosterMember } from './roster.ts'
import type { StaffCard } from './team.ts'

/** What a version says, before it is numbered, keyed and signed. */
export type RosterDraft = Pick<RosterBody, 'team' | 'epoch' | 'members' | 'removed'> & {
  /** What was done, as a sentence for its history. */
  readonly what: string
}

/**
 * The roster with one change made. Whatever takes a device out begins a new epoch.
 * @throws {ProblemError} `card-is-guest`, `card-known`, `card-removed`, `roster-full`, `not-on-roster`, `last-lead`, `last-device`.
 */
export function changeRoster(roster: RosterBody, change: RosterChange, at: RosterBody['at']): RosterDraft {
  const { team, epoch, members, removed } = roster
  const same = { team, epoch, members, removed }
  switch (change.kind) {
    case 'add-member':
      checkNewCard(roster, change.card)
      if (members.length >= rosterLimits.members) throw full('The roster has as many members as it can hold.')
      return { ...same, members: [...members, { id: change.id, devices: [change.card], leads: false }], what: `${change.card.name} joined.` }
    case 'add-device': {
      checkNewCard(roster, change.card)
      const member = found(roster, change.member)
      if (member.devices.length >= rosterLimits.devices) throw full('This member has as many devices as the roster can hold.')
      return { ...same, members: replaced(members, { ...member, devices: [...member.devices, change.card] }), what: `${nameOfMember(member)} joined with another device.` }
    }
    case 'remove-member': {
      const member = found(roster, change.member)
      const what = `${nameOfMember(member)} was removed.`
      return without(same, member.devices.map(({ device }) => device), at, what)
    }
    case 'remove-device': {
      const member = memberWith(roster, change.device)
      if (!member) throw notThere()
      if (member.devices.length === 1) throw lastDevice(nameOfMember(member))
      return without(same, [change.device], at, `A device of ${nameOfMember(member)} was removed.`)
    }
    case 'lead': {
      const member = found(roster, change.member)
      const next = replaced(members, { ...member, leads: change.leads })
      return { ...same, members: checkedLeads(next), what: `${nameOfMember(member)} ${change.leads ? 'now leads the team' : 'no longer leads the team'}.` }
    }
  }
}

/** Leaves devices out, and whoever has no other: they never come back under the same keys. */
export function without({ team, epoch, members, removed }: Omit<RosterDraft, 'what'>, gone: readonly DeviceId[], at: RosterBody['at'], what: string): RosterDraft {
  const out = members.flatMap(({ devices }) => devices).filter(({ device }) => gone.includes(device))
  const left = members
    .map((member) => ({ ...member, devices: member.devices.filter(({ device }) => !gone.includes(device)) }))
    .filter(({ devices }) => devices.length > 0)
  const added = out.map(({ device, name }) => ({ device, name, at, epoch: epoch + 1 }))
  if (removed.length + added.length > rosterLimits.removed) throw removedFull()
  return { team, epoch: epoch + 1, members: checkedLeads(left), removed: [...removed, ...added], what }
}

/** Devices that were removed, which a roster that is begun anew still remembers: the newest. */
const removedAnew = 100

/** The same people on a roster of their own team, led by one of them, without devices that cannot lead any more. */
export function begunAnew(roster: RosterBody, team: RosterBody['team'], lead: RosterMember, gone: readonly DeviceId[], at: RosterBody['at']): RosterDraft {
  const members = roster.members.map((member) => ({ ...member, leads: member.id === lead.id }))
  return without({ epoch: roster.epoch, removed: roster.removed.slice(-removedAnew), team, members }, gone, at, `${nameOfMember(lead)} began the roster anew.`)
}

/** Whether it may have no room for the next who is removed, or who leads, and is to be begun anew. */
export const isFull = ({ removed, charter }: Pick<Roster, 'removed' | 'charter'>): boolean => removed.length + rosterLimits.devices > rosterLimits.removed || charter.length >= rosterLimits.charter

function checkNewCard(roster: RosterBody, card: StaffCard): void {
  if (card.guest) throw refusal('card-is-guest', `${card.name} has a guest’s seat, which keeps nothing.`, 'Ask them to set up MDT Huddle on their own computer, then to ask to join.')
  if (devicesOf(roster).some(({ device }) => device === card.device)) throw refusal('card-known', `${card.name}’s device is on the roster already.`, 'There is nothing to do.')
  if (wasRemoved(roster, card.device)) {
    throw refusal('card-removed', `${card.name}’s device was removed from this team, and a removed device never comes back.`, 'Ask them to set up MDT Huddle anew, which gives it new keys, then to ask to join.')
  }
}

function found({ members }: RosterBody, id: RosterMember['id']): RosterMember {
  const member = members.find((each) => each.id === id)
  if (!member) throw notThere()
  return member
}

const replaced = (members: readonly RosterMember[], next: RosterMember): RosterMember[] => members.map((each) => (each.id === next.id ? next : each))

function checkedLeads(members: RosterMember[]): RosterMember[] {
  const leading = members.filter(({ leads }) => leads).flatMap(({ devices }) => devices).length
  if (leading === 0) throw refusal('last-lead', 'Nobody would be left to lead the team, and without a lead nobody could change the roster again.', 'Let somebody else lead first.')
  if (leading > rosterLimits.leads) throw full(`More than ${rosterLimits.leads} devices would lead the team.`)
  return members
}

const refusal = (code: string, happened: string, todo: string): ProblemError => new ProblemError({ code, happened, kept: 'The roster is as it was.', todo })
const removedFull = (): ProblemError => refusal('roster-full', 'The roster remembers as many removed devices as it can hold.', 'Begin the roster anew, from the Team place: it then forgets the oldest of them.')
const full = (happened: string): ProblemError => refusal('roster-full', happened, 'Remove somebody who has left the team first.')
const notThere = (): ProblemError => refusal('not-on-roster', 'That is not on the roster any more.', 'Look at the roster again.')
const lastDevice = (name: string): ProblemError => refusal('last-device', `This is the only device that ${name} has.`, `Remove ${name} instead, or add their new device first.`)
