import type { Answer } from '../../model/checkpoint.ts'
import type { StaffCard } from '../../model/team.ts'
import type { CheckedLedger } from './check-ledger.ts'
import type { KnownOutcome, Notice } from './across-folders.ts'
import { ledgerName } from './ledger-lines.ts'

export interface Answered {
  readonly outcome: string
  readonly given: Answer
}

/**
 * What breaks no rule and may still be the mark of somebody who meddled: an answer or a co-signature that is not there, a
 * name that two devices sign with, a clock that goes back, an outcome of another team. Only people who were there can tell.
 */
export function noticesOf(
  { lines }: CheckedLedger,
  outcomes: ReadonlyMap<string, KnownOutcome>,
  late: readonly Answered[],
  signers: readonly StaffCard[],
): Notice[] {
  return [...unanswered(outcomes, late), ...notCoSigned(lines, outcomes), ...names(signers), ...timesBack(lines), ...otherTeams(lines, outcomes)]
}

function unanswered(outcomes: ReadonlyMap<string, KnownOutcome>, late: readonly Answered[]): Notice[] {
  const later = new Map<string, Set<string>>()
  for (const { outcome, given } of late) later.set(outcome, (later.get(outcome) ?? new Set()).add(given.card.device))
  return Array.from(outcomes).flatMap(([id, { folder, cards, answers }]): Notice[] => {
    const answered = new Set([...answers.map(({ card }) => card.device), ...(later.get(id) ?? [])])
    const silent = Array.from(cards.values()).filter(({ device }) => !answered.has(device))
    if (silent.length === 0) return []
    return [{ file: `${folder}/outcome.json`, sentence: `${listed(silent)} ${silent.length === 1 ? 'was' : 'were'} there, and there is no answer of theirs.` }]
  })
}

function notCoSigned(lines: CheckedLedger['lines'], outcomes: ReadonlyMap<string, KnownOutcome>): Notice[] {
  return lines.flatMap(({ value, position }): Notice[] => {
    if (value.kind !== 'checkpoint' || value.checkpoint.closes !== 'huddle') return []
    const signed = new Set<string>(value.signatures.map(({ device }) => device))
    const answered = value.checkpoint.outcomes.flatMap((id) => outcomes.get(id)?.answers.map(({ card }) => card) ?? [])
    const missing = Array.from(new Map(answered.map((card) => [card.device, card])).values()).filter(({ device }) => !signed.has(device))
    if (missing.length === 0) return []
    return [{ file: ledgerName, sentence: `${listed(missing)} answered in the huddle that line ${position} closes, and ${missing.length === 1 ? 'has' : 'have'} not co-signed its end.` }]
  })
}

function names(signers: readonly StaffCard[]): Notice[] {
  const devices = new Map<string, Set<string>>()
  const called = new Map<string, Set<string>>()
  for (const { name, device } of signers) {
    devices.set(name, (devices.get(name) ?? new Set()).add(device))
    called.set(device, (called.get(device) ?? new Set()).add(name))
  }
  return [
    ...Array.from(devices).flatMap(([name, all]): Notice[] =>
      all.size > 1 ? [{ file: ledgerName, sentence: `${all.size} devices sign as ${name}: ${Array.from(all).toSorted().join(', ')}. Ask ${name} whether all of them are theirs.` }] : [],
    ),
    ...Array.from(called).flatMap(([device, all]): Notice[] =>
      all.size > 1 ? [{ file: ledgerName, sentence: `Device ${device} signs by several names: ${Array.from(all).toSorted().join(', ')}.` }] : [],
    ),
  ]
}

const timesBack = (lines: CheckedLedger['lines']): Notice[] =>
  lines.flatMap(({ value, position }, index): Notice[] => {
    const before = lines[index - 1]
    return before && value.at < before.value.at ? [{ file: ledgerName, sentence: `Line ${position} says an earlier time than the line before it: one of the two clocks was wrong.` }] : []
  })

function otherTeams(lines: CheckedLedger['lines'], outcomes: ReadonlyMap<string, KnownOutcome>): Notice[] {
  const [first] = lines
  if (first?.value.kind !== 'opening') return []
  const { team } = first.value
  return Array.from(outcomes.values()).flatMap(({ folder, team: own }): Notice[] =>
    own === team ? [] : [{ file: `${folder}/outcome.json`, sentence: 'This outcome is of another team than the one that opened the ledger.' }],
  )
}

const listed = (cards: readonly StaffCard[]): string => cards.map(({ name }) => name).join(', ')
