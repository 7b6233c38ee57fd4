import { instantOf } from '../../../src/core/model/dates.ts'
import { changeRoster } from '../../../src/core/model/change-roster.ts'
import { memberId, newId, teamId } from '../../../src/core/model/ids.ts'
import { team } from '../../../src/core/model/team.ts'
import type { Roster, RosterChange } from '../../../src/core/model/roster.ts'
import { makeDevice, type Device } from '../../../src/core/record/device.ts'
import { epochSecretOf, foundRoster, issueRoster } from '../../../src/core/record/roster.ts'
import { cardOf, westLeeds } from '../session/colleagues.ts'
import { effects } from '../session/effects.ts'

export const hub = team.parse({ ...westLeeds, id: newId(teamId, effects.random), practice: false })

export const deviceOf = (name: string): Promise<Device> => makeDevice(effects, { ...cardOf(name), guest: false })

export const founded = (by: Device): Promise<Roster> => foundRoster(by, hub, effects)

/** The next version, as `by` makes it. */
export async function changedBy(by: Device, roster: Roster, change: RosterChange): Promise<Roster> {
  const draft = changeRoster(roster, change, instantOf(effects.clock()))
  const epochSecret = draft.epoch === roster.epoch ? await epochSecretOf(roster, by) : undefined
  return issueRoster(draft, { earlier: [roster], charter: roster.charter, epochSecret }, by, effects)
}

export const adding = ({ card }: Device): RosterChange => ({ kind: 'add-member', id: newId(memberId, effects.random), card })

export function leading(roster: Roster, { card }: Device, leads = true): RosterChange {
  const member = roster.members.find(({ devices }) => devices.some(({ device }) => device === card.device))
  if (!member) throw new Error(`${card.name} is not on the roster`)
  return { kind: 'lead', member: member.id, leads }
}

export function removing(roster: Roster, { card }: Device): RosterChange {
  const member = roster.members.find(({ devices }) => devices.some(({ device }) => device === card.device))
  if (!member) throw new Error(`${card.name} is not on the roster`)
  return { kind: 'remove-member', member: member.id }
}
