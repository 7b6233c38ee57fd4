import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import type { MeetingServers } from '../model/meeting-servers.ts'
import { ProblemError } from '../model/problem.ts'
import type { DeskParts } from './desk-parts.ts'
import type { LiveHuddle } from './live-huddle.ts'
import { hostMeetingPoint, inviteTo, issueTicket, openInviteCode } from './meeting-point.ts'
import { noRoster } from './roster-problems.ts'
import { standingInvite, type StandingInvite } from './standing-invite.ts'
import { teamInvite } from './team-invite.ts'

/** Invites that outlive a restart of the app. */
const mostTickets = 60

export interface InviteDesk extends Pick<LiveHuddle, 'invite'> {
  readonly colleagues: StandingInvite
  /** How far the huddle is opened, and to whom: to be kept, so that it is so after a restart too. */
  opened(): Required<Pick<HuddleRecord, 'onNetwork' | 'byRelay' | 'tickets'>>
}

interface Invited {
  readonly huddle: HuddleDoc
  readonly record: HuddleRecord
  readonly servers: () => MeetingServers
  /** Called where there is something new to keep. */
  readonly onChange: () => void
}

/** Who is invited to a huddle, and how far it is opened for them. */
export function inviteDesk(parts: DeskParts, { huddle, record, servers, onChange }: Invited): InviteDesk {
  const { effects } = parts
  let onNetwork = record.onNetwork ?? false
  let byRelay = record.byRelay ?? false
  let tickets = record.tickets ?? []

  async function issue(seats: number): ReturnType<typeof issueTicket> {
    const made = await issueTicket(parts.host, effects, record.id, seats)
    tickets = [...tickets.filter(({ expires }) => expires > effects.clock()), made.issued].slice(-mostTickets)
    onChange()
    return made
  }
  const colleagues = standingInvite({ desk: parts, huddle, record, reach: () => ({ onNetwork, relay: byRelay ? servers().relay : undefined, iceServers: servers().iceServers }), issue })

  return {
    colleagues,
    opened: () => ({ onNetwork, byRelay, tickets }),
    async invite(seats, reach = 'computer', to = 'anybody') {
      const secret = parts.rosters.standing.get()?.epochSecret
      if (to === 'team' && !secret) throw noRoster()
      if (!record.mine) throw notTheHost(huddle.attendees().find(({ card }) => card.device === record.host.device)?.card.name)
      const { own, invited } = await hostMeetingPoint(parts.host, record.id, reach, servers().relay)
      onNetwork ||= reach === 'network'
      byRelay ||= reach === 'relay'
      const { ticket, issued } = await issue(seats)
      if (reach !== 'computer') colleagues.renew()
      onChange()
      const content = inviteTo(record, invited, ticket, issued.expires)
      const code = to === 'team' && secret ? await teamInvite(content, secret, servers().iceServers) : openInviteCode(content)
      return { ...code, seats, expires: issued.expires, addresses: reach === 'computer' ? [] : invited.filter((address) => address !== own) }
    },
  }
}

function notTheHost(host = 'whoever began it'): ProblemError {
  return new ProblemError({
    code: 'not-the-host',
    happened: `This huddle meets at the computer of ${host}, and only there can invites to it be made.`,
    kept: 'Nothing was changed.',
    todo: `Ask ${host} to make the invite.`,
  })
}
