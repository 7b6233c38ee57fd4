import { without, type RosterDraft } from '../model/change-roster.ts'
import { ProblemError } from '../model/problem.ts'
import { charterGoesOn, devicesOf, type CharterLink, type Roster, type RosterBody, type RosterMember } from '../model/roster.ts'

/**
 * One roster of two that were made apart: everybody of both, but nobody whom either has removed. It begins a new epoch, so
 * that nobody who was removed in one of them can read what comes.
 * @throws {ProblemError} `leads-split` where each has changed who leads.
 */
export function bothRosters(mine: Roster, other: Roster, at: RosterBody['at']): { readonly draft: RosterDraft; readonly charter: readonly CharterLink[] } {
  const [longer, shorter] = mine.charter.length >= other.charter.length ? [mine, other] : [other, mine]
  if (!charterGoesOn(shorter.charter, longer.charter)) throw leadsSplit()
  const removed = [...new Map([...other.removed, ...mine.removed].map((each) => [each.device, each])).values()]
  const gone = new Set(removed.map(({ device }) => device))
  const members: RosterMember[] = longer.members.map((member) => ({ ...member, devices: member.devices.filter(({ device }) => !gone.has(device)) }))
  const known = new Set(devicesOf(longer).map(({ device }) => device))
  for (const member of shorter.members) {
    const devices = member.devices.filter(({ device }) => !known.has(device) && !gone.has(device))
    const place = members.findIndex(({ id }) => id === member.id)
    const there = members[place]
    if (devices.length === 0) continue
    if (there) members[place] = { ...there, devices: [...there.devices, ...devices] }
    else members.push({ ...member, devices, leads: false })
  }
  const epoch = Math.max(mine.epoch, other.epoch)
  const draft = without({ team: longer.team, epoch, members: members.filter(({ devices }) => devices.length > 0), removed }, [], at, 'Two rosters that had been made apart became one.')
  return { draft, charter: longer.charter }
}

const leadsSplit = (): ProblemError =>
  new ProblemError({
    code: 'leads-split',
    happened: 'The two rosters disagree on who leads the team, so that neither can follow the other.',
    kept: 'The roster here is as it was.',
    todo: 'Agree whose roster holds. Whoever has the other one begins anew with the file of that roster.',
  })
