import type { Action } from '../model/action.ts'
import type { ImportPlan } from '../model/caseload-import.ts'
import { instantOf } from '../model/dates.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleRecord } from '../model/huddle-record.ts'
import type { HuddleId, PersonId } from '../model/ids.ts'
import { cell } from '../model/observable.ts'
import { inOrder } from '../model/outcome-order.ts'
import type { Person } from '../model/person.ts'
import { problemOf, ProblemError, type Problem } from '../model/problem.ts'
import { rebased } from '../model/rebased.ts'
import type { Profile } from '../model/profile.ts'
import { ledgerReading } from '../record/ledger-reading.ts'
import { copyBehind } from '../vault/problems.ts'
import type { Vault, VaultKeeper } from '../vault/vault.ts'
import { catchUpDesk, nobodyMet } from './catch-up/catch-up-desk.ts'
import { sinceDesk } from './catch-up/since-last-time.ts'
import { backupDesk } from './backup/backup-desk.ts'
import { vaultDesk } from './vault-desk.ts'
import { agreementKeeper, laterThanDocuments } from './agreements.ts'
import type { DeskParts } from './desk-parts.ts'
import { directoryDesk } from './directory-desk.ts'
import { erasedWatch } from './erased-watch.ts'
import { erasureDesk, forgetInHuddles, isInUse } from './erasure.ts'
import { loadHoldingAnswers } from './holding-answers.ts'
import { openLeaving } from './leaving/open-leaving.ts'
import { begunAnew, lockingOf, type OwnWork } from './locking.ts'
import { meetingDesk } from './meeting-desk.ts'
import { nearDesk } from './near-desk.ts'
import { outcomesDesk } from './outcomes-desk.ts'
import type { SessionParts } from './parts.ts'
import { recordDesk } from './record-desk.ts'
import { rosterDesk } from './roster-desk.ts'
import { byInvite } from './seats/by-invite.ts'
import { ownHuddles } from './seats/own-huddles.ts'
import { seatsAt } from './seats/seats.ts'
import type { Desk } from './session.ts'
import { timelineOf, wordsOf } from './timeline-of.ts'
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
  const trouble = cell<Problem | undefined>(undefined)

  const keepAgreements = agreementKeeper({ vault, effects })

  async function refresh(): Promise<void> {
    people.set((await vault.people.all()).toSorted(byName))
    actions.set((await vault.actions.all()).toSorted((a, b) => (a.due < b.due ? -1 : 1)))
    outcomes.set(inOrder(await vault.outcomes.all(), ({ outcome }) => outcome).toReversed())
    await keepAgreements(people.get())
  }
  async function refreshHuddles(): Promise<void> {
    huddles.set((await vault.huddles.all()).toSorted((a, b) => (a.about.startedAt < b.about.startedAt ? 1 : -1)))
  }

  /** What other windows do is followed once this desk stands. */
  const meanwhile = new Set<'records' | 'locked'>()
  let follow = (what: 'records' | 'locked'): void => void meanwhile.add(what)
  vault.watchOthers((what) => follow(what))

  const rosters = await rosterDesk({
    effects,
    guest,
    profile,
    stored: vault.profile.get,
    keep: async (next, before) => (await vault.profile.change((now) => (now && now.roster !== before ? undefined : { ...next, lastHereAt: effects.clock() }))) !== undefined,
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
    watchPeople: people.subscribe,
    actionsOf: (id) => actions.get().filter(({ personId }) => personId === id).toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)),
    outcomesOf: (id) => outcomes.get().filter(({ outcome }) => outcome.person.id === id),
    refresh,
    refreshHuddles,
    report: (error) => trouble.set(problemOf(error)),
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
  const seats = seatsAt(parts, meeting.servers)
  const directory = directoryDesk({ ...parts, audit: (detail) => audit('imported', detail) })
  const leaving = await openLeaving(parts, (id) => outcomes.get().find((each) => each.id === id))

  // Said once it falls behind; what is written meanwhile is tried again, and each document says so itself.
  vault.copyBehind.subscribe(() => {
    const because = vault.copyBehind.get()
    if (because !== '') parts.report(new ProblemError(copyBehind(because)))
  })
  const sinceLast = sinceDesk({ ...parts, outcomes }, opened.lastHereAt)
  const catchUp = cell(nobodyMet)
  const forgetErased = erasedWatch({ vault, live: seats.live, people: people.get, since: sinceLast, catchUp }, erased)
  vault.sayInUse((person) => isInUse(seats.live.get(), person))
  const work: OwnWork[] = [leaving]
  if (!guest) work.push(begunAnew(() => catchUpDesk({ ...parts, state: catchUp, outcomes, live: seats.live, meetsAt: seats.meetsAt, servers: meeting.servers, brought: sinceLast.note })))
  if (!guest) sinceLast.look().catch(parts.report)
  if (!guest) await vault.profile.change((now) => ({ ...(now ?? profile.get()), lastHereAt: effects.clock() }))

  const own = ownHuddles(parts, seats, meeting.servers)
  const locking = lockingOf({ vault, seats, work, resume: own.resumeHuddle, report: parts.report })
  const desk: Desk = {
    profile,
    guest,
    rosters,
    ...vaultDesk(vault, keeper, parts.report),
    ...backupDesk(parts, keeper, async () => {
      await forgetErased()
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
    live: seats.live,
    trouble,
    leaving,
    meeting,
    directory,
    near: nearDesk({ host, clock: effects.clock, standing: rosters.standing }),
    sinceLastTime: sinceLast.seen,
    catchUp,

    async importPeople(plan) {
      await vault.people.put(plan.add)
      await updatePeople(vault, await laterThanDocuments(parts, plan))
      await audit('imported', `Imported a caseload: ${plan.add.length} added, ${plan.update.length} updated, ${plan.unchanged} unchanged`)
      await refresh()
      return { added: plan.add.length, updated: plan.update.length, unchanged: plan.unchanged }
    },
    ...recordDesk(parts),
    ...erasureDesk(parts, seats.live, forgetErased),
    ...own,
    ...byInvite(parts, seats),
    ...outcomesDesk({ ...parts, outcomes, live: seats.live, startHuddle: own.startHuddle, settleLedger: leaving.settleLedger, audit }),
    timeline: (id) => timelineOf(vault, id, effects),
    ownWords: (id) => wordsOf(vault, id, effects),
    auditOf: async (id) => (await vault.audit.all()).filter(({ person }) => person === id),

    recordsFolder: () => host.call('records.about', null),
    chooseRecordsFolder: (folder) => host.call('records.choose', { folder }),
    verifyRecords: (onProgress) => verifyThroughHost(host, onProgress),

    async openSecondSeat() {
      const running = seats.live.get()
      if (!running) return ''
      const { code } = await running.invite(1)
      const { opened: done, address } = await host.call('window.open', { route: `/seat/${code}` })
      return done ? '' : address
    },
    async lock(reach = 'here') {
      try {
        const place = await locking.lock(reach)
        await closed({ how: 'locked', place })
      } catch (error) {
        parts.report(error)
        throw error
      }
    },
    async removePractice() {
      if (!profile.get().team.practice) return
      await locking.end()
      await closed({ how: 'removed' })
    },
  }
  if (resume) desk.resumeHuddle(resume).catch(parts.report)
  follow = (what) => {
    const following = what === 'locked' ? desk.lock() : rosters.follow().then(forgetErased).then(refresh).then(refreshHuddles).then(leaving.refresh).then(meeting.refresh).then(directory.refresh)
    following.catch(parts.report)
  }
  for (const what of meanwhile) follow(what)
  return desk
}

const byName = (a: Person, b: Person): number => a.familyName.localeCompare(b.familyName, 'en-GB') || a.givenName.localeCompare(b.givenName, 'en-GB')
