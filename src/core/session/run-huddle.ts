import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { huddleDoc } from '../doc/huddle-doc.ts'
import { instantOf } from '../model/dates.ts'
import { present } from '../model/huddle.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import { deviceId, itemId, type ItemId, type PersonId } from '../model/ids.ts'
import type { MeetingServers } from '../model/meeting-servers.ts'
import { cell, when } from '../model/observable.ts'
import type { SharingAgreement } from '../model/person.ts'
import { ProblemError } from '../model/problem.ts'
import { wasRemoved } from '../model/roster.ts'
import type { Room, Transport } from '../sync/transport.ts'
import type { StoredDoc } from '../vault/vault.ts'
import { agendaItemFor, agendaWithReasons, checkRoomFor, discussItem, lastOrder, moveItem, parkItem, resumeItem, waitingFor } from './agenda-moves.ts'
import { heedDocument } from './agreements.ts'
import { closingDesk } from './closing.ts'
import type { DeskParts } from './desk-parts.ts'
import type { FrontDoor } from './front-door.ts'
import { describePerson, grantWhereAgreed } from './grants.ts'
import { itemDesk } from './item-access.ts'
import { keepVersion } from './keep-version.ts'
import { keepOutcome } from './kept-outcomes.ts'
import { takeLateAnswers } from './late-answers.ts'
import { passOnLateReceipts } from './late-receipts.ts'
import { lastTimeOf } from './last-time.ts'
import { planAnswers } from './plan-answers.ts'
import type { HuddleView, LiveHuddle } from './live-huddle.ts'
import { knockDesk } from './knocks.ts'
import { hostMeetingPoint, inviteTo, issueTicket, openInviteCode } from './meeting-point.ts'
import { challengeItem, declineItem, readBackItem, readBackOf, signItem } from './read-backs.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { noRoster } from './roster-problems.ts'
import { standingInvite } from './standing-invite.ts'
import { teamInvite } from './team-invite.ts'
import { tryEach } from './try-each.ts'

const presence = z.object({ device: deviceId, wants: z.array(itemId).max(20) })

/** How long a discussion may take to open before what needs it goes on without it, milliseconds. */
const longestOpening = 4000

/** Invites that outlive a restart of the app. */
const mostTickets = 60

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
  let onNetwork = record.onNetwork ?? false
  let byRelay = record.byRelay ?? false
  let tickets = record.tickets ?? []
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

  async function issue(seats: number): ReturnType<typeof issueTicket> {
    const made = await issueTicket(parts.host, effects, record.id, seats)
    tickets = [...tickets.filter(({ expires }) => expires > effects.clock()), made.issued].slice(-mostTickets)
    tidy()
    return made
  }
  const colleagues = standingInvite({ desk: parts, huddle, record, reach: () => ({ onNetwork, relay: byRelay ? servers().relay : undefined, iceServers: servers().iceServers }), issue })

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

  async function keepOutcomes(): Promise<void> {
    await tryEach(items.opened(), async ({ item, person }) => {
      if (item.state === 'closed' && (await keepOutcome(vault, item, person, effects))) await parts.refresh()
    })
  }

  async function heedAgreements(): Promise<void> {
    await tryEach(items.opened(), async ({ item, person }) => {
      if (await heedDocument({ vault, effects }, me.name, item.personId, person)) await parts.refresh()
    })
  }

  const takePlanAnswers = planAnswers(vault, effects)

  async function keepPlanAnswers(): Promise<void> {
    await tryEach(items.opened(), async ({ item, person }) => {
      if (await takePlanAnswers(person, parts.actionsOf(item.personId))) await parts.refresh()
    })
  }

  const takeAnswers = oneAtATime(async () => {
    for (const { item, person } of items.opened()) {
      await takeLateAnswers({ ...parts, profile: profile.get() }, person, parts.outcomesOf(item.personId), parts.refresh).catch(parts.report)
    }
    if (await passOnLateReceipts(huddle, vault, profile.get().card)) await parts.refresh()
  })

  /** What asks the records folder, the network or a relay: it may take as long as these do, and nobody who leaves waits for it. */
  function ask(): void {
    for (const asking of [takeAnswers(), colleagues.settle()]) asking.catch((error: unknown) => !left && parts.report(error))
  }

  async function keepSummary(): Promise<void> {
    const kept = summary({ ...record, onNetwork, byRelay, pass: door.pass(), tickets }, view.get())
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
        heedAgreements,
        () => grantWhereAgreed({ huddle, vault, people: parts.people(), hasMet: door.hasMet, standing: parts.rosters.standing.get(), effects }),
        keepOutcomes,
        keepPlanAnswers,
        closing.settle,
        keepSummary,
        async () => ask(),
      ],
      (step) => step(),
    ),
  )

  function tableOf(id: ItemId) {
    const state = items.access(id).get()
    if (state.kind !== 'open') {
      throw new ProblemError({
        code: 'item-not-open',
        happened: 'This discussion is not open on this computer.',
        kept: 'Nothing was changed.',
        todo: state.kind === 'not-shared' ? state.because : 'Wait a moment and try again.',
      })
    }
    return { huddle, person: state.person, discussion: state.discussion, writers: state.writers.get() }
  }

  /** As the record here says, or the person's document where it is open. */
  function agreementOf(id: PersonId): SharingAgreement | undefined {
    const open = items.opened().find(({ item }) => item.personId === id)?.person
    return parts.people().find((person) => person.id === id)?.agreement ?? (open?.identity() && open.agreement())
  }

  const titleOf = (): string => (huddle.about() ?? record.about).title

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
    colleagues: colleagues.state,
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
      const access = live.access(id)
      await Promise.race([when(access, ({ kind }) => kind !== 'opening'), new Promise((done) => setTimeout(done, longestOpening))])
      const state = access.get()
      parkItem(huddle, id, state.kind === 'open' ? state.discussion : undefined, because)
    },
    resume: (id) => resumeItem(huddle, id),
    async handOver(part, to) {
      if (part === 'noteKeeper') return huddle.changeAbout({ noteKeeper: to })
      const next = huddle.attendees().find(({ card }) => card.device === to)?.card
      const handed = next && door.hasMet(next) ? await door.handOver(next) : undefined
      if (handed) huddle.handDoor(handed)
      huddle.changeAbout({ chair: to })
    },
    async invite(seats, reach = 'computer', to = 'anybody') {
      const secret = parts.rosters.standing.get()?.epochSecret
      if (to === 'team' && !secret) throw noRoster()
      if (!record.mine) throw notTheHost(huddle.attendees().find(({ card }) => card.device === record.host.device)?.card.name)
      const { own, invited } = await hostMeetingPoint(parts.host, record.id, reach, servers().relay)
      onNetwork ||= reach === 'network'
      byRelay ||= reach === 'relay'
      const { ticket, issued } = await issue(seats)
      if (reach !== 'computer') colleagues.renew()
      tidy()
      const content = inviteTo(record, invited, ticket, issued.expires)
      const code = to === 'team' && secret ? await teamInvite(content, secret, servers().iceServers) : openInviteCode(content)
      return { ...code, seats, expires: issued.expires, addresses: reach === 'computer' ? [] : invited.filter((address) => address !== own) }
    },
    async readBack(id) {
      const table = tableOf(id)
      readBackItem(table, profile.get(), parts.clockName, effects)
      keepVersion(table.person, me, { kind: 'read-back', item: id, huddle: titleOf() }, parts.report)
    },
    readBackOf(id) {
      const state = items.access(id).get()
      return state.kind === 'open' ? readBackOf(tableOf(id), parts.holding) : undefined
    },
    async sign(id) {
      const table = tableOf(id)
      await signItem(table, profile.get(), effects)
      await vault.audit.add({ at: instantOf(effects.clock()), by: me.name, kind: 'signed', detail: 'Signed the read-back as a true record', person: huddle.item(id)?.personId })
    },
    async decline(id, because) {
      await declineItem(tableOf(id), profile.get(), because, effects)
      await vault.audit.add({ at: instantOf(effects.clock()), by: me.name, kind: 'refused', detail: 'Declined to sign the read-back', person: huddle.item(id)?.personId })
    },
    challenge: (id, text) => challengeItem(tableOf(id), profile.get(), text, effects),
    reopen: (id) => tableOf(id).discussion.withdrawReading(),
    async closeItem(id) {
      const table = tableOf(id)
      const reading = readBackOf(table, parts.holding)
      if (!reading || reading.changedSince || !reading.signed.some(({ device }) => device === me.device)) throw notSigned()
      keepVersion(table.person, me, { kind: 'closed', item: id, huddle: reading.outcome.huddle.title }, parts.report)
      huddle.changeItem(id, { state: 'closed', outcome: reading.outcome.id })
      await settle()
    },
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
      if (mine && !keepPlace && huddle.about()?.state !== 'closed') huddle.putAttendee({ ...mine, leftAt: instantOf(effects.clock()) })
      left = true
      colleagues.stop()
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

function notSigned(): ProblemError {
  return new ProblemError({
    code: 'not-signed',
    happened: 'This discussion cannot close before you have signed what was read back.',
    kept: 'Everything that is written stays.',
    todo: 'Read the decision back, sign it as a true record, then close the discussion.',
  })
}

function notTheHost(host = 'whoever began it'): ProblemError {
  return new ProblemError({
    code: 'not-the-host',
    happened: `This huddle meets at the computer of ${host}, and only there can invites to it be made.`,
    kept: 'Nothing was changed.',
    todo: `Ask ${host} to make the invite.`,
  })
}
