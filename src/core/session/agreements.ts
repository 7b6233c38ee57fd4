import { personDoc, type PersonDoc } from '../doc/person-doc.ts'
import { afterOneAhead, agreementOf, heeding, isLater } from '../model/agreement.ts'
import type { ImportPlan } from '../model/caseload-import.ts'
import { instantAfter, instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { PersonId } from '../model/ids.ts'
import { agreementInWords, type Person } from '../model/person.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { tryEach } from './try-each.ts'
import { withDoc } from './with-doc.ts'

interface AgreementParts {
  readonly vault: Vault
  readonly effects: Effects
}

const noteIn = (person: Person): string => JSON.stringify(agreementOf(person))

/** Only people who came to a huddle have a document that others go by. */
async function inDocument<T>({ vault, effects }: AgreementParts, id: PersonId, work: (person: PersonDoc) => T): Promise<T | undefined> {
  if (!(await vault.rooms.get(id))) return undefined
  return withDoc(vault, personDocId(id), (doc) => work(personDoc(doc, effects)))
}

/** Writes what an earlier session noted in the caseload and was cut off before it stood in the documents. */
async function makeUpFor(parts: AgreementParts, people: readonly Person[]): Promise<void> {
  const met = new Set((await parts.vault.rooms.all()).map(({ id }) => id))
  const noted = people.filter(({ id, agreementSince }) => agreementSince !== undefined && met.has(id))
  await tryEach(noted, async (person) => {
    await inDocument(parts, person.id, (document) => {
      if (isLater(person.agreementSince, document.agreementNote()?.since)) document.noteAgreement(agreementOf(person))
    })
  })
}

/**
 * Writes into people's documents what the caseload has come to say of their agreement since it was looked at last. What could
 * not be written is tried again at the next look, or when the desk is next opened.
 * @returns how to look; the first look goes through the documents beside whatever else is done
 */
export function agreementKeeper(parts: AgreementParts): (people: readonly Person[]) => Promise<void> {
  let known: Map<PersonId, string> | undefined
  return async (people) => {
    if (!known) makeUpFor(parts, people).catch(() => undefined)
    const before = (known ??= new Map(people.map((person) => [person.id, noteIn(person)])))
    const changed = people.filter((person) => before.get(person.id) !== noteIn(person))
    await tryEach(changed, async (person) => {
      await inDocument(parts, person.id, (document) => document.noteAgreement(agreementOf(person)))
      before.set(person.id, noteIn(person))
    })
  }
}

/** The import with each agreement that it changes noted as later than what the person's document holds: a clock elsewhere may be ahead. */
export async function laterThanDocuments(parts: AgreementParts, plan: ImportPlan): Promise<ImportPlan> {
  const before = new Map(plan.known.map((person) => [person.id, noteIn(person)]))
  const update = [...plan.update]
  for (const [at, person] of plan.update.entries()) {
    if (before.get(person.id) === noteIn(person)) continue
    const said = await inDocument(parts, person.id, (document) => document.agreementNote()?.since)
    const { agreementSince } = person
    if (agreementSince && said && !isLater(agreementSince, said)) update[at] = { ...person, agreementSince: instantAfter(Date.parse(agreementSince), said) }
  }
  return { ...plan, update }
}

/**
 * Closes in this device's record what a later note in the person's document closes, and notes anew what is closed here where
 * the one there was noted by a clock that is ahead.
 * @returns whether it did either.
 */
export async function heedDocument({ vault, effects }: AgreementParts, by: string, id: PersonId, document: PersonDoc): Promise<boolean> {
  const said = document.agreementNote()
  if (!said) return false
  let why = ''
  const [written] = await vault.people.change([id], (row) => {
    if (!row) return undefined
    const held = agreementOf(row)
    const { agreement, since } = heeding(afterOneAhead(held, said, effects.clock()), said)
    if (agreement === held.agreement && since === held.since) return undefined
    why = agreement === held.agreement ? 'Noted anew, as a colleague’s computer has a clock that is ahead' : 'As noted by a colleague'
    return { ...row, agreement, ...(since && { agreementSince: since }) }
  })
  if (written === undefined) return false
  const row = await vault.people.get(id)
  const detail = `${why}: ${row ? agreementInWords(row.agreement) : ''}`
  await vault.audit.add({ at: instantOf(effects.clock()), by, kind: 'changed', detail, person: id })
  return true
}
