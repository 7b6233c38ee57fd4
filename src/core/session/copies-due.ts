import type { Standing } from '../model/erasure.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { PersonId } from '../model/ids.ts'
import type { Delivery } from '../model/leaving.ts'
import type { Person } from '../model/person.ts'
import { recipientInWords } from '../model/recipient.ts'
import { mayBeErased, retentionFacts, retentionOf, type Retention, type RetentionFacts } from '../model/retention.ts'
import type { CalendarDate } from '../model/dates.ts'
import { optionalSections } from '../record/leaving/extract.ts'
import { grouped } from '../vault/bundles.ts'
import type { Vault } from '../vault/vault.ts'

/** Whether the copies of somebody's outcomes that are kept here are all in the record as well. */
export interface InTheRecord {
  readonly outcomes: number
  readonly stands: readonly Standing[]
  /** What has no receipt, a sentence each: while there is any, no copy goes. */
  readonly missing: readonly string[]
}

/** Somebody of whom copies are kept here past their time. */
export interface CopiesDue extends InTheRecord {
  readonly person: Person
  /** `over`, or `held` where only a legal hold keeps them. */
  readonly retention: Retention
}

/** Those whose time to be kept has ended by `today`, a legal hold aside; by name as `people` are. */
export async function copiesDue(vault: Vault, people: readonly Person[], today: CalendarDate, factsOf: (person: Person) => Promise<RetentionFacts>): Promise<CopiesDue[]> {
  const endsWithoutHold = (facts: RetentionFacts): boolean => mayBeErased(retentionOf({ ...facts, hold: undefined }, today))
  // What else is known of somebody can only keep them longer: the documents of all the others need not be opened.
  const likely = people.filter((each) => endsWithoutHold(retentionFacts(each, [])))
  if (likely.length === 0) return []
  const inTheRecord = await recordOf(vault)
  const due: CopiesDue[] = []
  for (const person of likely) {
    const facts = await factsOf(person)
    if (endsWithoutHold(facts)) due.push({ person, retention: retentionOf(facts, today), ...inTheRecord(person.id) })
  }
  return due
}

/**
 * Reads once what is kept here, and says of anybody whether it is in the record: an outcome is so only with a receipt, of the
 * records folder or of a server that got all of it.
 */
export async function recordOf(vault: Vault): Promise<(person: PersonId) => InTheRecord> {
  const outcomes = grouped(await vault.outcomes.all(), ({ outcome }) => outcome.person.id)
  const deliveries = grouped(await vault.deliveries.all(), ({ person }) => person)
  const disclosures = grouped(await vault.disclosures.all(), ({ person }) => person)
  const marked = new Set((await vault.marks.all()).flatMap(({ id, marks }) => (marks.length > 0 ? id : [])))
  return (id) => {
    const missing: string[] = []
    const stands: Standing[] = []
    const [mine, sent] = [outcomes.get(id) ?? [], deliveries.get(id) ?? []]
    for (const filed of mine) {
      const found = [...inFolder(filed), ...(marked.has(filed.id) ? [] : sent.flatMap((each) => atServer(each, filed)))]
      stands.push(...found)
      const { title } = filed.outcome.huddle
      if (found.length === 0) missing.push(`An outcome of “${title}” has no receipt: ${filed.told ? 'it was filed with an answer that has not come to this computer' : 'it is not in the record yet'}.`)
      for (const { given, receipt } of filed.late ?? []) if (!receipt) missing.push(`What ${given.card.name} answered later to an outcome of “${title}” is not in the record yet.`)
    }
    for (const { server, state } of sent) {
      if (state.kind === 'waiting') missing.push(`An outcome is still on its way to ${server.name}.`)
      if (state.kind === 'refused') missing.push(`${server.name} refused an outcome, which was neither sent again nor taken back.`)
    }
    for (const { ledger, what, to } of disclosures.get(id) ?? []) {
      if (ledger.kind === 'waiting') missing.push(`That ${what === 'letter' ? 'a letter' : 'an outcome'} went to ${recipientInWords(to)} is not in the ledger yet.`)
    }
    return { outcomes: mine.length, stands, missing }
  }
}

function inFolder({ id: outcome, receipt, late = [] }: FiledOutcome): Standing[] {
  return [receipt, ...late.map((each) => each.receipt)].flatMap((each) => (each ? { kind: 'folder' as const, outcome, ...each } : []))
}

function atServer({ outcome, sections, state }: Delivery, { id }: FiledOutcome): Standing[] {
  if (outcome !== id || state.kind !== 'received' || !optionalSections.every((key) => sections.includes(key))) return []
  const { at, document, location } = state.receipt
  return [{ kind: 'server', outcome, at, document, location }]
}
