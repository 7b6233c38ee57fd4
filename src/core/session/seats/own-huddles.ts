import { huddleDoc } from '../../doc/huddle-doc.ts'
import { instantOf } from '../../model/dates.ts'
import type { HuddleRecord } from '../../model/huddle-record.ts'
import { huddleId, newId, type HuddleId } from '../../model/ids.ts'
import type { HuddleHost } from '../../model/invite.ts'
import { ProblemError } from '../../model/problem.ts'
import type { StaffCard } from '../../model/team.ts'
import { agendaItemFor, checkRoomFor, lastOrder } from '../agenda-moves.ts'
import type { DeskParts } from '../desk-parts.ts'
import { describePerson } from '../grants.ts'
import { lastTimeOf } from '../last-time.ts'
import type { MeetingDesk } from '../meeting-desk.ts'
import { admitAgain, hostMeetingPoint, issueTicket, meetingAddress, newRoom, type Reach } from '../meeting-point.ts'
import type { Desk } from '../session.ts'
import { withDoc } from '../with-doc.ts'
import { huddleDocId, type Seats } from './seats.ts'

type OwnHuddles = Pick<Desk, 'startHuddle' | 'resumeHuddle'>

/** Huddles that this computer knows: one that is begun at the meeting point of this app, and one that is gone on with. */
export function ownHuddles(parts: DeskParts, seats: Seats, servers: MeetingDesk['servers']): OwnHuddles {
  const { host, vault, effects, profile } = parts

  /** The chair's own way to the meeting point that this app hosts. */
  async function ownAddress(id: HuddleId): Promise<readonly string[]> {
    const { own } = await hostMeetingPoint(host, id, 'computer', undefined)
    const { ticket } = await issueTicket(host, effects, id, 1)
    return [await meetingAddress(own, id, ticket, profile.get().card.device)]
  }

  /** Opens it as far as it was; without that network or relay the huddle goes on at this computer, and its chair is told. */
  async function ownAddressAgain({ id, onNetwork = false, byRelay = false }: HuddleRecord): Promise<readonly string[]> {
    const opening = (reach: Reach): Promise<unknown> => hostMeetingPoint(host, id, reach, servers.get().relay).catch(parts.report)
    if (onNetwork) await opening('network')
    if (byRelay) await opening('relay')
    return ownAddress(id)
  }

  return {
    async startHuddle(title, chosen) {
      checkRoomFor(chosen.length, [])
      const { card, team } = profile.get()
      const id = newId(huddleId, effects.random)
      const startedAt = instantOf(effects.clock())
      const about = { id, title, team, startedAt, chair: card.device, noteKeeper: card.device, state: 'open' } as const
      const agenda = await withDoc(vault, huddleDocId(id), async (stored) => {
        const doc = huddleDoc(stored)
        doc.setAbout(about)
        for (const { id: personId, reason } of chosen) {
          const person = await vault.people.get(personId)
          if (!person) continue
          await describePerson(vault, person, effects, lastTimeOf(parts.actionsOf(personId), parts.outcomesOf(personId)))
          doc.putItem(agendaItemFor(person, reason, card.name, lastOrder(doc.agenda()), effects))
        }
        const [first] = doc.agenda()
        if (first) doc.changeAbout({ current: first.id })
        if (first) doc.changeItem(first.id, { state: 'open', openedAt: startedAt })
        return doc.agenda()
      })
      return seats.sitDown({ id, about, agenda, attendees: [], ...newRoom(effects), signalling: await ownAddress(id), host: hostOf(card), mine: true })
    },
    async resumeHuddle(id) {
      const record = await vault.huddles.get(id)
      if (!record) throw unknownHuddle()
      if (!record.mine || record.about.state === 'closed') return seats.sitDown(record)
      const signalling = await ownAddressAgain(record)
      await admitAgain(host, record, effects.clock())
      return seats.sitDown({ ...record, signalling })
    },
  }
}

const hostOf = ({ device, signingKey }: StaffCard): HuddleHost => ({ device, signingKey })

function unknownHuddle(): ProblemError {
  return new ProblemError({
    code: 'huddle-unknown',
    happened: 'This computer does not hold that huddle.',
    kept: 'Nothing was changed.',
    todo: 'Ask the chair for an invite.',
  })
}
