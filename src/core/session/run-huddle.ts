import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { huddleDoc } from '../doc/huddle-doc.ts'
import { instantOf } from '../model/dates.ts'
import { present } from '../model/huddle.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import { deviceId, itemId, type ItemId, type PersonId } from '../model/ids.ts'
import type { MeetingServers } from '../model/meeting-servers.ts'
import { cell } from '../model/observable.ts'
import type { SharingAgreement } from '../model/person.ts'
import { wasRemoved } from '../model/roster.ts'
import type { Room, Transport } from '../sync/transport.ts'
import type { StoredDoc } from '../vault/vault.ts'
import { agendaDesk } from './agenda-desk.ts'
import { agendaWithReasons } from './agenda-moves.ts'
import { closingDesk } from './closing.ts'
import type { DeskParts } from './desk-parts.ts'
import type { FrontDoor } from './front-door.ts'
import { grantWhereAgreed } from './grants.ts'
import { inviteDesk } from './invite-desk.ts'
import { itemDesk } from './item-access.ts'
import type { HuddleView, LiveHuddle } from './live-huddle.ts'
import { knockDesk } from './knocks.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { tableDesk } from './table-desk.ts'
import { takeOverDesk } from './take-over.ts'
import { tryEach } from './try-each.ts'

const presence = z.object({ device: deviceId, wants: z.array(itemId).max(20) })

export interface Seat {
  readonly record: HuddleRecord
  readonly stored: StoredDoc
  readonly room: Room
  readonly transport: Transport
  readonly door: FrontDoor
  /** The team’s relay, STUN and TURN servers, as they are set now. */
  readonly servers: () => MeetingServers
  /** Called once this huddle was left. */
  readonly hasLeft: () => void
}

/** Runs one huddle at this desk, from having joined its room until leaving it. */
export function runHuddle(parts: DeskParts, { record, stored, room, transport, door, servers, hasLeft }: Seat): LiveHuddle {
  const { vault, effects, profile } = parts
  const huddle = huddleDoc(stored.doc)
  const me = profile.get().card
  const online = cell(true)
  const wanted = new Set<ItemId>()
  let left = false
  let hasMeetingPoint = record.mine
  let keptSummary = ''

  const items = itemDesk({
    huddle,
    vault,
    transport,
    profile: profile.get(),
    epochSecret: () => parts.rosters.standing.get()?.epochSecret,
    effects,
    announce: introduce,
    onChange: () => {
      if (!left) look()
      tidy()
    },
  })
  const view = cell<HuddleView>(readView())
  const closing = closingDesk(parts, huddle, record.id)
  const invites = inviteDesk(parts, { huddle, record, servers, onChange: tidy })
  const table = tableDesk(parts, { huddle, items, titleOf: () => (huddle.about() ?? record.about).title, hasClosed: () => settle() })
  const agenda = agendaDesk(parts, huddle, (id) => live.access(id))
  const takeOver = takeOverDesk(parts, huddle, items.opened)

  function introduce(awareness: Awareness): void {
    awareness.setLocalStateField('user', { name: me.name, role: me.role })
    awareness.setLocalStateField('device', me.device)
    awareness.setLocalStateField('wants', [...wanted])
  }

  function readView(): HuddleView {
    return {
      about: huddle.about(),
      agenda: agendaWithReasons(huddle.agenda(), items.opened(), record.agenda),
      attendees: huddle.attendees(),
      checkpoint: huddle.checkpoint(),
      checkpointSignatures: huddle.checkpointSignatures(),
      reachable: [...new Set(peersHere().map(({ device }) => device))].toSorted(),
    }
  }

  function peersHere(): z.infer<typeof presence>[] {
    return [...room.awareness.getStates().values()].flatMap((state) => presence.safeParse(state).data ?? [])
  }

  function look(): void {
    const next = readView()
    if (JSON.stringify(next) !== JSON.stringify(view.get())) view.set(next)
  }

  function changed(): void {
    if (left) return
    door.follow(huddle.handedDoor()).catch(parts.report)
    look()
    followAgenda()
    tidy()
  }

  function tidy(): void {
    if (!left) settle().catch(parts.report)
  }

  /** Keeps open what the room talks about, what comes next and whatever somebody here has open. */
  function followAgenda(): void {
    const agenda = huddle.agenda()
    const current = huddle.about()?.current
    const next = agenda.find(({ id, state }) => state === 'waiting' && id !== current)
    const open = new Set([current, next?.id, ...peersHere().flatMap(({ wants }) => wants)])
    for (const id of open) if (id && huddle.item(id)) items.access(id)
    items.review()
  }

  /** Whoever was removed is no longer here: nobody waits for them, and no outcome says that they were there to its end. */
  function seeOffRemoved(): void {
    const roster = parts.rosters.standing.get()?.roster
    if (!roster || huddle.about()?.state === 'closed') return
    for (const attendee of present(huddle.attendees())) {
      if (attendee.card.device !== me.device && wasRemoved(roster, attendee.card.device)) huddle.putAttendee({ ...attendee, leftAt: instantOf(effects.clock()) })
    }
  }

  /** What asks the records folder, the network or a relay: it may take as long as these do, and nobody who leaves waits for it. */
  function ask(): void {
    for (const asking of [takeOver.takeAnswers(), invites.colleagues.settle()]) asking.catch((error: unknown) => !left && parts.report(error))
  }

  /** Whoever closes a huddle, its meeting point is where it began: it admits nobody from then on, and is announced no longer. */
  async function endMeetingPoint(): Promise<void> {
    if (!hasMeetingPoint || huddle.about()?.state !== 'closed') return
    await parts.host.call('signalling.end', { huddle: record.id })
    hasMeetingPoint = false
  }

  /** Whether this device is at the table in another window too. */
  const isElsewhere = (): boolean =>
    [...room.awareness.getStates()].some(([client, state]) => client !== room.awareness.clientID && presence.safeParse(state).data?.device === me.device)

  async function keepSummary(): Promise<void> {
    const kept = summary({ ...record, ...invites.opened(), pass: door.pass() }, view.get())
    const text = JSON.stringify(kept)
    if (text === keptSummary) return
    await vault.huddles.put([kept])
    keptSummary = text
    await parts.refreshHuddles()
  }

  /** Each step whatever became of those before it; the first that failed is told. */
  const settle = oneAtATime(() =>
    tryEach(
      [
        async () => seeOffRemoved(),
        takeOver.heedAgreements,
        () => grantWhereAgreed({ huddle, vault, people: parts.people(), hasMet: door.hasMet, standing: parts.rosters.standing.get(), effects }),
        takeOver.keepOutcomes,
        takeOver.keepPlanAnswers,
        closing.settle,
        endMeetingPoint,
        keepSummary,
        async () => ask(),
      ],
      (step) => step(),
    ),
  )

  /** As the record here says, or the person's document where it is open. */
  function agreementOf(id: PersonId): SharingAgreement | undefined {
    const open = items.opened().find(({ item }) => item.personId === id)?.person
    return parts.people().find((person) => person.id === id)?.agreement ?? (open?.identity() && open.agreement())
  }

  introduce(room.awareness)
  const stopWatching = [
    huddle.observe(changed),
    room.state.subscribe(tidy),
    watchAwareness(room.awareness, changed),
    door.subscribe(changed),
    parts.rosters.standing.subscribe(tidy),
    parts.watchPeople(tidy),
    parts.network.subscribe(() => live.setOnline(parts.network.get())),
  ]
  const self = huddle.attendees().find(({ card }) => card.device === me.device)
  huddle.putAttendee({ card: me, arrivedAt: self?.arrivedAt ?? instantOf(effects.clock()), where: record.mine ? 'in the room' : 'remote' })

  const live: LiveHuddle = {
    id: record.id,
    me,
    view,
    saved: stored.saved,
    shared: room.state,
    closing: closing.state,
    colleagues: invites.colleagues.state,
    knocks: knockDesk(door, huddle, agreementOf),
    online,
    host: record.host,
    meetsHere: record.mine,
    amChair: () => huddle.about()?.chair === me.device,
    access(id) {
      if (!wanted.has(id)) {
        wanted.add(id)
        room.awareness.setLocalStateField('wants', [...wanted].slice(-20))
      }
      return items.access(id)
    },
    async handOver(part, to) {
      if (part === 'noteKeeper') return huddle.changeAbout({ noteKeeper: to })
      const next = huddle.attendees().find(({ card }) => card.device === to)?.card
      const handed = next && door.hasMet(next) ? await door.handOver(next) : undefined
      if (handed) huddle.handDoor(handed)
      huddle.changeAbout({ chair: to })
    },
    ...agenda,
    invite: invites.invite,
    ...table,
    async close() {
      // What was decided a moment ago is still on its way into the vault.
      await settle().catch(parts.report)
      await closing.propose()
    },
    signCheckpoint: () => closing.sign(),
    file: () => closing.file(),
    setOnline(next) {
      online.set(next)
      transport.setOnline(next)
    },
    async leave({ keepPlace } = { keepPlace: false }) {
      if (left) return
      const mine = huddle.attendees().find(({ card }) => card.device === me.device)
      if (mine && !keepPlace && !isElsewhere() && huddle.about()?.state !== 'closed') huddle.putAttendee({ ...mine, leftAt: instantOf(effects.clock()) })
      left = true
      invites.colleagues.stop()
      for (const stop of stopWatching) stop()
      door.stop()
      await settle.idle()
      await items.release()
      await room.leave()
      await transport.close()
      await stored.release()
      hasLeft()
    },
  }
  changed()
  return live
}

function watchAwareness(awareness: Awareness, onChange: () => void): () => void {
  awareness.on('change', onChange)
  return () => awareness.off('change', onChange)
}

const summary = (record: HuddleRecord, { about, agenda, attendees }: HuddleView): HuddleRecord => ({
  ...record,
  about: about ?? record.about,
  agenda,
  attendees,
})
