import { huddleDoc } from '../doc/huddle-doc.ts'
import type { Action } from '../model/action.ts'
import type { ImportPlan } from '../model/caseload-import.ts'
import { instantOf } from '../model/dates.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import { huddleId, newId, type HuddleId, type PersonId } from '../model/ids.ts'
import type { HuddleHost, Invite } from '../model/invite.ts'
import { mostIceServers, type IceServer } from '../model/meeting-servers.ts'
import { cell } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import { problemOf, ProblemError, type Problem } from '../model/problem.ts'
import { rebased } from '../model/rebased.ts'
import type { Profile } from '../model/profile.ts'
import type { StaffCard } from '../model/team.ts'
import { firstToAdmit } from '../sync/admission.ts'
import { ledgerReading } from '../record/ledger-reading.ts'
import { copyBehind, vaultLocked } from '../vault/problems.ts'
import type { Vault, VaultKeeper } from '../vault/vault.ts'
import { catchUpDesk } from './catch-up/catch-up-desk.ts'
import { sinceDesk } from './catch-up/since-last-time.ts'
import { backupDesk } from './backup/backup-desk.ts'
import { vaultDesk } from './vault-desk.ts'
import { agendaItemFor, checkRoomFor, lastOrder } from './agenda-moves.ts'
import { amend } from './amend.ts'
import type { DeskParts } from './desk-parts.ts'
import { deviceKeys } from './device-keys.ts'
import { directoryDesk } from './directory-desk.ts'
import { erasureDesk, forgetInHuddles } from './erasure.ts'
import { fileAlone, requireWritable } from './filing.ts'
import { loadHoldingAnswers } from './holding-answers.ts'
import { frontDoor, noTeam } from './front-door.ts'
import { describePerson } from './grants.ts'
import { fileLateAnswers, giveAnswer } from './late-answers.ts'
import { lastTimeOf } from './last-time.ts'
import { writeIntoPlan } from './plan-answers.ts'
import { openLeaving } from './leaving/open-leaving.ts'
import { meetingDesk } from './meeting-desk.ts'
import { admitAgain, hostMeetingPoint, issueTicket, meetingAddress, newRoom, type Reach } from './meeting-point.ts'
import { nearDesk } from './near-desk.ts'
import type { SessionParts } from './parts.ts'
import { recordDesk } from './record-desk.ts'
import { rosterDesk } from './roster-desk.ts'
import { runHuddle } from './run-huddle.ts'
import type { Desk, LiveHuddle } from './session.ts'
import { openInvite } from './team-invite.ts'
import { timelineOf, wordsOf } from './timeline-of.ts'
import { tryEach } from './try-each.ts'
import { verifyThroughHost } from './verify-through-host.ts'

export interface DeskOptions {
  readonly guest: boolean
  /** Where this vault is kept; a guest's is not. */
  readonly keeper: VaultKeeper | undefined
  /** The huddle to go on with. */
  readonly resume: HuddleId | undefined
  /** What to do when the desk is locked or, for a practice team, removed. */
  readonly closed: (how: Closed) => Promise<void>
}

export type Closed =
  /** `place` is the huddle that this window was in, to go on with after unlocking. */
  | { readonly how: 'locked'; readonly place: HuddleId | undefined }
  | { readonly how: 'removed' }

const huddleDocId = (id: HuddleId): string => `huddle:${id}`

/** Writes the fields that an import changes, and leaves to each person what was written of them since it was looked at. */
async function updatePeople(vault: Vault, { update, known }: ImportPlan): Promise<void> {
  const before = new Map(known.map((person) => [person.id, person]))
  const after = new Map(update.map((person) => [person.id, person]))
  await vault.people.change([...after.keys()], (now, id) => {
    const wanted = after.get(id)
    return wanted && rebased(before.get(id) ?? wanted, wanted, now ?? wanted)
  })
}

/** Opens the desk of an unlocked vault. The vault must hold a profile. */
export async function openDesk(session: SessionParts, vault: Vault, opened: Profile, { guest, keeper, resume, closed }: DeskOptions): Promise<Desk> {
  const { host, effects } = session
  const profile = cell(opened)
  const people = cell<readonly Person[]>([])
  const actions = cell<readonly Action[]>([])
  const outcomes = cell<readonly FiledOutcome[]>([])
  const huddles = cell<readonly HuddleRecord[]>([])
  const live = cell<LiveHuddle | undefined>(undefined)
  const trouble = cell<Problem | undefined>(undefined)
  /** Where the huddle that is on meets. */
  let meetsAt: readonly string[] = []

  async function refresh(): Promise<void> {
    people.set((await vault.people.all()).toSorted(byName))
    actions.set((await vault.actions.all()).toSorted((a, b) => (a.due < b.due ? -1 : 1)))
    outcomes.set((await vault.outcomes.all()).toSorted((a, b) => (a.outcome.readBackAt < b.outcome.readBackAt ? 1 : -1)))
  }
  async function refreshHuddles(): Promise<void> {
    huddles.set((await vault.huddles.all()).toSorted((a, b) => (a.about.startedAt < b.about.startedAt ? 1 : -1)))
  }

  const rosters = await rosterDesk({
    effects,
    guest,
    profile,
    keep: (next) => vault.profile.put({ ...next, lastHereAt: effects.clock() }),
    audit: (detail) => audit('changed', detail),
  })

  const parts: DeskParts = {
    ...session,
    vault,
    profile,
    guest,
    rosters,
    clockName: (await host.call('host.about', null)).clock,
    ledgers: ledgerReading(),
    holding: await loadHoldingAnswers(),
    people: people.get,
    actionsOf: (id) => actions.get().filter(({ personId }) => personId === id).toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)),
    outcomesOf: (id) => outcomes.get().filter(({ outcome }) => outcome.person.id === id),
    refresh,
    refreshHuddles,
    report: (error) => trouble.set(problemOf(error)),
    hasLeft() {
      meetsAt = []
      live.set(undefined)
    },
  }

  async function audit(kind: 'viewed' | 'imported' | 'changed' | 'discussed', detail: string, person?: PersonId): Promise<void> {
    await vault.audit.add({ at: instantOf(effects.clock()), by: profile.get().card.name, kind, detail, ...(person && { person }) })
  }

  // Somebody may have been erased, and the window closed before every agenda was gone through.
  const erased = new Set((await vault.receipts()).map(({ person }) => person))
  if (erased.size > 0) await forgetInHuddles(vault, erased)
  await refresh()
  await refreshHuddles()
  const meeting = await meetingDesk(vault)
  const directory = directoryDesk({ ...parts, audit: (detail) => audit('imported', detail) })
  const leaving = await openLeaving(parts, (id) => outcomes.get().find((each) => each.id === id))

  /** Nothing is left or closed before what is written is saved: what cannot be saved would be gone. */
  async function lock(reach: 'here' | 'everywhere' = 'here'): Promise<void> {
    await vault.saveAll()
    seats.shut = true
    try {
      const running = live.get()
      const place = running?.id ?? seats.coming
      await running?.leave({ keepPlace: true })
      leaving.close()
      await catchingUp?.close()
      await vault.lock(reach)
      await closed({ how: 'locked', place })
    } catch (error) {
      seats.shut = false
      throw error
    }
  }

  // Said once it falls behind; what is written meanwhile is tried again, and each document says so itself.
  vault.copyBehind.subscribe(() => {
    const because = vault.copyBehind.get()
    if (because !== '') parts.report(new ProblemError(copyBehind(because)))
  })
  vault.watchOthers((what) => {
    const following = what === 'locked' ? lock() : refresh().then(refreshHuddles).then(leaving.refresh).then(meeting.refresh).then(directory.refresh)
    following.catch(parts.report)
  })

  /** One after the other: of two huddles that this window came into at once, locking would leave only one. */
  const seats: { before: Promise<unknown>; coming: HuddleId | undefined; shut: boolean } = { before: Promise.resolve(), coming: undefined, shut: false }

  function sitDown(record: HuddleRecord): Promise<LiveHuddle> {
    const sitting = seats.before.then(() => takeSeat(record))
    seats.before = sitting.catch(() => undefined)
    return sitting
  }

  async function takeSeat(record: HuddleRecord): Promise<LiveHuddle> {
    if (seats.shut) throw new ProblemError(vaultLocked)
    seats.coming = record.id
    await live.get()?.leave()
    const stored = await vault.openDoc(huddleDocId(record.id))
    const keys = deviceKeys(profile.get(), effects.random)
    const team = { now: () => rosters.standing.get()?.roster, subscribe: rosters.standing.subscribe, take: rosters.take }
    const door = frontDoor({ huddle: record.id, host: record.host, keys, team: guest ? noTeam : team, pass: record.pass ?? '' })
    const transport = await session.makeTransport(record.signalling, { keys, door }, allServers(meeting.servers.get().iceServers, record.iceServers))
    try {
      const room = await transport.join({ room: record.room, secret: record.secret, doc: huddleDocId(record.id) }, stored.doc)
      // Locked while it was on its way: nobody would ever leave it.
      if (seats.shut) throw new ProblemError(vaultLocked)
      const running = runHuddle(parts, { record, stored, room, transport, door, servers: meeting.servers.get })
      meetsAt = record.signalling
      live.set(running)
      await vault.huddles.put([record])
      await refreshHuddles()
      return running
    } catch (error) {
      door.stop()
      await transport.close()
      await stored.release()
      throw error
    } finally {
      seats.coming = undefined
    }
  }

  /** The chair's own way to the meeting point that this app hosts. */
  async function ownAddress(id: HuddleId): Promise<readonly string[]> {
    const { own } = await hostMeetingPoint(host, id, 'computer', undefined)
    const { ticket } = await issueTicket(host, effects, id, 1)
    return [await meetingAddress(own, id, ticket, profile.get().card.device)]
  }

  /** Opens it as far as it was; without that network or relay the huddle goes on at this computer, and its chair is told. */
  async function ownAddressAgain({ id, onNetwork = false, byRelay = false }: HuddleRecord): Promise<readonly string[]> {
    const opening = (reach: Reach): Promise<unknown> => hostMeetingPoint(host, id, reach, meeting.servers.get().relay).catch(parts.report)
    if (onNetwork) await opening('network')
    if (byRelay) await opening('relay')
    return ownAddress(id)
  }

  async function recordFromInvite(invite: Invite): Promise<HuddleRecord> {
    const { card, team } = profile.get()
    const addresses = await Promise.all(invite.signalling.map((address) => meetingAddress(address, invite.huddle, invite.ticket, card.device)))
    const signalling = [await firstToAdmit(addresses, session.askAdmission)]
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

  const sinceLast = sinceDesk({ ...parts, outcomes }, opened.lastHereAt)
  const catchingUp = guest ? undefined : catchUpDesk({ ...parts, outcomes, live, meetsAt: () => meetsAt, servers: meeting.servers, brought: sinceLast.note })
  if (!guest) sinceLast.look().catch(parts.report)
  if (!guest) await vault.profile.put({ ...profile.get(), lastHereAt: effects.clock() })

  const records = recordDesk(parts)
  const desk: Desk = {
    profile,
    guest,
    rosters,
    ...vaultDesk(vault, keeper),
    ...backupDesk(parts, keeper, async () => {
      await refresh()
      await refreshHuddles()
      await leaving.refresh()
      await meeting.refresh()
      await directory.refresh()
    }),
    people,
    actions,
    outcomes,
    huddles,
    live,
    trouble,
    leaving,
    meeting,
    directory,
    near: nearDesk({ host, clock: effects.clock, standing: rosters.standing }),
    sinceLastTime: sinceLast.seen,
    catchUp: catchingUp?.state ?? cell({ here: [], lastMet: undefined, setAside: [] }),

    async importPeople(plan) {
      await vault.people.put(plan.add)
      await updatePeople(vault, plan)
      await audit('imported', `Imported a caseload: ${plan.add.length} added, ${plan.update.length} updated, ${plan.unchanged} unchanged`)
      await refresh()
      return { added: plan.add.length, updated: plan.update.length, unchanged: plan.unchanged }
    },
    ...records,
    ...erasureDesk(parts, live),
    timeline: (id) => timelineOf(vault, id, effects),
    ownWords: (id) => wordsOf(vault, id, effects),
    auditOf: async (id) => (await vault.audit.all()).filter(({ person }) => person === id),

    async startHuddle(title, chosen) {
      checkRoomFor(chosen.length, [])
      const { card, team } = profile.get()
      const id = newId(huddleId, effects.random)
      const startedAt = instantOf(effects.clock())
      const about = { id, title, team, startedAt, chair: card.device, noteKeeper: card.device, state: 'open' } as const
      const stored = await vault.openDoc(huddleDocId(id))
      const doc = huddleDoc(stored.doc)
      doc.setAbout(about)
      for (const { id: personId, reason } of chosen) {
        const person = await vault.people.get(personId)
        if (!person) continue
        await describePerson(vault, person, lastTimeOf(parts.actionsOf(personId), parts.outcomesOf(personId)), effects)
        doc.putItem(agendaItemFor(person, reason, card.name, lastOrder(doc.agenda()), effects))
      }
      const [first] = doc.agenda()
      if (first) doc.changeAbout({ current: first.id })
      if (first) doc.changeItem(first.id, { state: 'open', openedAt: startedAt })
      await stored.release()
      const record: HuddleRecord = { id, about, agenda: doc.agenda(), attendees: [], ...newRoom(effects), signalling: await ownAddress(id), host: hostOf(card), mine: true }
      return sitDown(record)
    },
    async resumeHuddle(id) {
      const record = await vault.huddles.get(id)
      if (!record) throw unknownHuddle()
      if (!record.mine || record.about.state === 'closed') return sitDown(record)
      const signalling = await ownAddressAgain(record)
      await admitAgain(host, record, effects.clock())
      return sitDown({ ...record, signalling })
    },
    async joinHuddle(code) {
      const invite = await openInvite(code, effects.clock(), rosters.standing.get()?.epochSecret)
      if (invite.practice !== profile.get().team.practice) throw otherKindOfTeam(invite.practice)
      return sitDown(await recordFromInvite(invite))
    },

    async changeAction(id, state, howItWent) {
      if (state === 'not done' && !howItWent.trim()) throw reasonMissing()
      const answer = { state, howItWent: howItWent.trim(), updatedAt: instantOf(effects.clock()) }
      const [answered] = await vault.actions.change([id], (now) => now && { ...now, ...answer })
      if (!answered) return
      await audit('changed', `Action marked “${state}”`, answered.personId)
      await writeIntoPlan(vault, answered, effects)
      await refresh()
    },

    recordsFolder: () => host.call('records.about', null),
    chooseRecordsFolder: (folder) => host.call('records.choose', { folder }),
    async fileWaiting() {
      const waiting = outcomes.get().filter(({ receipt, outcome }) => !receipt && outcome.huddle.chair.device === profile.get().card.device)
      if (waiting.length > 0) await requireWritable(host)
      const filing = { ...parts, profile: profile.get() }
      const huddles = new Set(waiting.toReversed().map(({ outcome }) => outcome.huddle.id))
      await tryEach(
        [...Array.from(huddles, (id) => () => fileAlone(filing, id)), async () => fileLateAnswers(filing, await vault.outcomes.all()), leaving.settleLedger],
        (file) => file(),
      ).finally(refresh)
    },
    async answerOutcome(id, word) {
      const known = await vault.outcomes.get(id)
      if (!known) return
      const filing = { ...parts, profile: profile.get() }
      await giveAnswer(filing, known, word)
      await refresh()
      await fileLateAnswers(filing, await vault.outcomes.all()).finally(refresh)
    },
    async amend(id, because) {
      const known = await vault.outcomes.get(id)
      if (!known) throw unknownOutcome()
      const table = await amend(parts, known, because, { live: live.get(), startHuddle: desk.startHuddle })
      await audit('changed', 'Put an outcome back on the table to amend it', known.outcome.person.id)
      return table
    },
    verifyRecords: (onProgress) => verifyThroughHost(host, onProgress),
    outcome: (id) => outcomes.get().find((each) => each.id === id),

    async openSecondSeat() {
      const running = live.get()
      if (!running) return ''
      const { code } = await running.invite(1)
      const { opened: done, address } = await host.call('window.open', { route: `/seat/${code}` })
      return done ? '' : address
    },
    lock: (reach) =>
      lock(reach).catch((error: unknown) => {
        parts.report(error)
        throw error
      }),
    async removePractice() {
      if (!profile.get().team.practice) return
      seats.shut = true
      await live.get()?.leave()
      leaving.close()
      await catchingUp?.close()
      await vault.lock()
      await closed({ how: 'removed' })
    },
  }
  if (resume) desk.resumeHuddle(resume).catch(parts.report)
  return desk
}

/** One's own before those that an invite has brought. */
const allServers = (own: readonly IceServer[], brought: readonly IceServer[] = []): readonly IceServer[] =>
  [...own, ...brought.filter(({ urls }) => own.every((each) => each.urls !== urls))].slice(0, mostIceServers)

const hostOf = ({ device, signingKey }: StaffCard): HuddleHost => ({ device, signingKey })

const byName = (a: Person, b: Person): number => a.familyName.localeCompare(b.familyName, 'en-GB') || a.givenName.localeCompare(b.givenName, 'en-GB')

function unknownOutcome(): ProblemError {
  return new ProblemError({
    code: 'outcome-unknown',
    happened: 'This computer does not hold that outcome.',
    kept: 'Nothing was changed.',
    todo: 'Ask the colleague whose computer holds it to amend it.',
  })
}

function unknownHuddle(): ProblemError {
  return new ProblemError({
    code: 'huddle-unknown',
    happened: 'This computer does not hold that huddle.',
    kept: 'Nothing was changed.',
    todo: 'Ask the chair for an invite.',
  })
}

function otherKindOfTeam(practice: boolean): ProblemError {
  return new ProblemError({
    code: 'invite-other-team',
    happened: practice ? 'This invite is to a practice huddle, and you are at your own team’s desk.' : 'This invite is to a real huddle, and you are at the practice team’s desk.',
    kept: 'Nothing was joined: practice and real people never meet in one store.',
    todo: practice ? 'Open a guest seat to take part in the practice huddle.' : 'Remove the practice team in Settings, then join from your own team’s desk.',
  })
}

function reasonMissing(): ProblemError {
  return new ProblemError({
    code: 'reason-missing',
    happened: 'An action that was not done needs a reason.',
    kept: 'The action is as it was.',
    todo: 'Say in a few words why, then save again.',
  })
}
