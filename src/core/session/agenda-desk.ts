import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { ItemId } from '../model/ids.ts'
import { when, type Observable } from '../model/observable.ts'
import { agendaItemFor, checkRoomFor, discussItem, lastOrder, moveItem, parkItem, resumeItem, waitingFor } from './agenda-moves.ts'
import type { DeskParts } from './desk-parts.ts'
import { describePerson } from './grants.ts'
import { lastTimeOf } from './last-time.ts'
import type { ItemAccess, LiveHuddle } from './live-huddle.ts'

/** How long a discussion may take to open before what needs it goes on without it, milliseconds. */
const longestOpening = 4000

type AgendaDesk = Pick<LiveHuddle, 'discuss' | 'addItem' | 'moveItem' | 'changeMinutes' | 'park' | 'resume'>

/** Who is talked about, in what order, and who waits for the next huddle. */
export function agendaDesk(parts: DeskParts, huddle: HuddleDoc, accessTo: (item: ItemId) => Observable<ItemAccess>): AgendaDesk {
  const { vault, effects, profile } = parts
  const me = profile.get().card

  return {
    discuss: (id) => discussItem(huddle, id, effects),
    async addItem(personId, reason) {
      const person = await vault.people.get(personId)
      if (!person) return undefined
      const there = waitingFor(personId, reason, huddle.agenda())
      if (there) return there.id
      checkRoomFor(1, huddle.agenda())
      await describePerson(vault, person, effects, lastTimeOf(parts.actionsOf(personId), parts.outcomesOf(personId)))
      const item = agendaItemFor(person, reason, me.name, lastOrder(huddle.agenda()), effects)
      huddle.putItem(item)
      return item.id
    },
    moveItem: (id, to) => moveItem(huddle, id, to),
    changeMinutes: (id, minutes) => huddle.changeItem(id, { minutes }),
    async park(id, because) {
      const access = accessTo(id)
      await Promise.race([when(access, ({ kind }) => kind !== 'opening'), new Promise((done) => setTimeout(done, longestOpening))])
      const state = access.get()
      parkItem(huddle, id, state.kind === 'open' ? state.discussion : undefined, because)
    },
    resume: (id) => resumeItem(huddle, id),
  }
}
