import { instantOf } from '../../model/dates.ts'
import type { HuddleRecord } from '../../model/huddle-record.ts'
import type { Invite } from '../../model/invite.ts'
import { ProblemError } from '../../model/problem.ts'
import { firstToAdmit } from '../../sync/admission.ts'
import type { DeskParts } from '../desk-parts.ts'
import { meetingAddress } from '../meeting-point.ts'
import type { Desk } from '../session.ts'
import { openInvite } from '../team-invite.ts'
import type { Seats } from './seats.ts'

/** The way into a huddle that meets at a colleague's computer. */
export function byInvite(parts: DeskParts, seats: Seats): Pick<Desk, 'joinHuddle'> {
  const { vault, effects, profile, rosters } = parts

  async function recordFromInvite(invite: Invite): Promise<HuddleRecord> {
    const { card, team } = profile.get()
    const addresses = await Promise.all(invite.signalling.map((address) => meetingAddress(address, invite.huddle, invite.ticket, card.device)))
    const signalling = [await firstToAdmit(addresses, parts.askAdmission)]
    const known = await vault.huddles.get(invite.huddle)
    const brought = invite.iceServers && { iceServers: invite.iceServers }
    if (known) return { ...known, signalling, ...brought }
    return {
      id: invite.huddle,
      about: {
        id: invite.huddle,
        title: invite.title,
        team: { ...team, name: invite.team, practice: invite.practice },
        startedAt: instantOf(effects.clock()),
        chair: card.device,
        noteKeeper: card.device,
        state: 'open',
      },
      agenda: [],
      attendees: [],
      room: invite.room,
      secret: invite.secret,
      signalling,
      ...brought,
      host: invite.host,
      mine: false,
    }
  }

  return {
    async joinHuddle(code) {
      const invite = await openInvite(code, effects.clock(), rosters.standing.get()?.epochSecret)
      if (invite.practice !== profile.get().team.practice) throw otherKindOfTeam(invite.practice)
      return seats.sitDown(await recordFromInvite(invite))
    },
  }
}

function otherKindOfTeam(practice: boolean): ProblemError {
  return new ProblemError({
    code: 'invite-other-team',
    happened: practice ? 'This invite is to a practice huddle, and you are at your own team’s desk.' : 'This invite is to a real huddle, and you are at the practice team’s desk.',
    kept: 'Nothing was joined: practice and real people never meet in one store.',
    todo: practice ? 'Open a guest seat to take part in the practice huddle.' : 'Remove the practice team in Settings, then join from your own team’s desk.',
  })
}
