import { huddleDoc } from '../doc/huddle-doc.ts'
import { dayOf, instantOf, type CalendarDate } from '../model/dates.ts'
import { receiptNumber, type ErasureReceipt } from '../model/erasure.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { PersonId } from '../model/ids.ts'
import type { LiveHuddle } from './live-huddle.ts'
import { shortestReason } from '../model/leaving.ts'
import type { Observable } from '../model/observable.ts'
import type { Person } from '../model/person.ts'
import { ProblemError } from '../model/problem.ts'
import { mayBeErased, retentionInWords, retentionOf, type Retention } from '../model/retention.ts'
import type { Vault } from '../vault/vault.ts'
import { copiesDue, recordOf, type CopiesDue, type InTheRecord } from './copies-due.ts'
import type { DeskParts } from './desk-parts.ts'
import { isOnTable } from './erased-watch.ts'
import { factsOf } from './record-desk.ts'
import { withDoc } from './with-doc.ts'

/** Erasing what is held of somebody for good. */
export interface ErasureDesk {
  /**
   * Destroys the person's key, and with it whatever is sealed under it; takes their initials off every agenda; keeps a
   * receipt that names nobody.
   * @throws {ProblemError} `may-not-be-erased`, `not-in-the-record`, `in-this-huddle`, `reason-missing`, `reason-names-them`; `copy-remembers` once they are erased here
   */
  erasePerson(id: PersonId, because: string): Promise<ErasureReceipt>
  /** Of whom copies are kept here past their time, those under a legal hold included. */
  copiesDue(): Promise<readonly CopiesDue[]>
  inTheRecord(id: PersonId): Promise<InTheRecord>
  /** Receipts of everybody who was erased, newest first. */
  erasures(): Promise<readonly ErasureReceipt[]>
}

/** @param forget names them no more in this window, and leaves a huddle that has them on its agenda */
export function erasureDesk(parts: DeskParts, live: Observable<LiveHuddle | undefined>, forget: () => Promise<void>): ErasureDesk {
  const { vault, profile, effects, refresh, refreshHuddles } = parts
  const today = (): CalendarDate => dayOf(effects.clock())
  return {
    copiesDue: async () => copiesDue(vault, parts.people(), today(), (person) => factsOf(parts, person)),
    inTheRecord: async (id) => (await recordOf(vault))(id),
    async erasePerson(id, because) {
      const person = await vault.people.get(id)
      if (!person) throw notHere()
      const kept = retentionOf(await factsOf(parts, person), today())
      if (!mayBeErased(kept)) throw mayNot(kept)
      const { stands, missing } = (await recordOf(vault))(id)
      if (missing.length > 0) throw notInTheRecord(missing)
      if (isInUse(live.get(), id)) throw inThisHuddle('this window')
      if (await vault.inUseElsewhere(id)) throw inThisHuddle('another window of MDT Huddle on this computer')
      const reason = because.trim().slice(0, 500)
      if (reason.length < shortestReason) throw reasonMissing()
      if (namesThem(reason, person)) throw reasonNames()
      if (isOnTable(live.get(), id)) await live.get()?.leave()
      const by = profile.get().card.name
      const receipt = await vault.erase(id, by, reason, stands)
      await forget()
      await forgetInHuddles(vault, new Set([id]))
      await vault.audit.add({ at: instantOf(effects.clock()), by, kind: 'erased', detail: erasedInWords(receipt) })
      await refresh()
      await refreshHuddles()
      await forgetInCopy(vault)
      return receipt
    },
    erasures: async () => (await vault.receipts()).toReversed(),
  }
}

/** Whether a huddle that is still on has this person on its agenda. */
export const isInUse = (live: LiveHuddle | undefined, person: PersonId): boolean => isOnTable(live, person) && live?.view.get().about?.state !== 'closed'

/** Makes the second copy anew, without those who were erased. @throws {ProblemError} `copy-remembers` */
export async function forgetInCopy(vault: Vault): Promise<void> {
  try {
    await vault.renewCopy()
  } catch (error) {
    throw new ProblemError(copyRemembers, { cause: error })
  }
}

const copyRemembers = {
  code: 'copy-remembers',
  happened: 'The person was erased from MDT Huddle’s own store, but their sealed entries still stand in its second copy on this computer, which could not be made anew.',
  kept: 'The receipt is kept, and nothing of them can be seen in MDT Huddle.',
  todo: 'Leave MDT Huddle open: the copy is made anew as soon as it can be, at the latest when you unlock next.',
}

/** What stands on an agenda where somebody's initials stood who was erased. */
const erasedInitials = 'Erased'

/**
 * Takes the initials of people who were erased off every agenda, and why they were carried over: in documents first, then
 * in the lists, so that one that was cut off is found unfinished.
 */
export async function forgetInHuddles(vault: Vault, erased: ReadonlySet<string>): Promise<void> {
  const isNamed = ({ personId, initials, parkedBecause }: AgendaItem): boolean =>
    erased.has(personId) && (initials !== erasedInitials || parkedBecause !== undefined)
  const naming = (await vault.huddles.all()).filter(({ agenda }) => agenda.some(isNamed)).map(({ id }) => id)
  for (const id of naming) {
    await withDoc(vault, `huddle:${id}`, (doc) => {
      const huddle = huddleDoc(doc)
      const named = huddle.agenda().filter(isNamed)
      doc.transact(() => named.forEach(({ id: item }) => huddle.changeItem(item, { initials: erasedInitials, parkedBecause: undefined })))
    })
    await vault.rewriteDoc(`huddle:${id}`)
  }
  await vault.huddles.change(naming, (now) => now && { ...now, agenda: now.agenda.map((item) => (isNamed(item) ? unnamed(item) : item)) })
}

function unnamed({ parkedBecause: _gone, ...item }: AgendaItem): AgendaItem {
  return { ...item, initials: erasedInitials }
}

/** A receipt is kept for good, so nothing of the person may stand in it. */
function namesThem(reason: string, { familyName, givenName, preferredName, nhsNumber }: Person): boolean {
  const words = new Set(folded(reason).split(/[^\p{L}\p{N}]+/u))
  const names = [familyName, givenName, preferredName].flatMap((name) => folded(name).split(/[^\p{L}\p{N}]+/u)).filter((name) => name.length > 1)
  const digits = reason.replaceAll(/\D/g, '')
  return names.some((name) => words.has(name)) || (nhsNumber.kind === 'known' && digits.includes(nhsNumber.number))
}

const folded = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en-GB')

/** The line in the list of who saw and changed what: it names nobody. */
function erasedInWords(receipt: ErasureReceipt): string {
  const count = new Set(receipt.stands.map(({ outcome }) => outcome)).size
  const left = count === 0 ? 'there were no outcomes of theirs' : `${count} ${count === 1 ? 'outcome stays' : 'outcomes stay'} in the record`
  return `Erased somebody whose time to be kept had ended; ${left}. Receipt ${receiptNumber(receipt)}`
}

const nothing = 'Nothing was erased.'

const notHere = (): ProblemError =>
  new ProblemError({ code: 'person-unknown', happened: 'This person is not on this computer’s caseload.', kept: nothing, todo: 'Look for them under Caseload.' })

const mayNot = (kept: Retention): ProblemError =>
  new ProblemError({
    code: 'may-not-be-erased',
    happened: `This person may not be erased. ${retentionInWords(kept)}`,
    kept: nothing,
    todo: kept.kind === 'held' ? 'Ask whoever set the hold.' : 'Come back when that time is over.',
  })

const notInTheRecord = (missing: readonly string[]): ProblemError =>
  new ProblemError({
    code: 'not-in-the-record',
    happened: `What is kept here is not all in the record. ${missing.slice(0, 3).join(' ')}`,
    kept: nothing,
    todo: 'Open Record and file or send what waits there, then come back.',
  })

const inThisHuddle = (where: string): ProblemError =>
  new ProblemError({
    code: 'in-this-huddle',
    happened: `This person is on the agenda of the huddle that ${where} is in.`,
    kept: nothing,
    todo: 'Close or leave the huddle first.',
  })

const reasonMissing = (): ProblemError =>
  new ProblemError({ code: 'reason-missing', happened: 'Somebody is erased with a reason only.', kept: nothing, todo: 'Say in a sentence why, then erase again.' })

const reasonNames = (): ProblemError =>
  new ProblemError({
    code: 'reason-names-them',
    happened: 'The reason names the person, and it is kept on the receipt for good.',
    kept: nothing,
    todo: 'Say why without their name or number.',
  })
