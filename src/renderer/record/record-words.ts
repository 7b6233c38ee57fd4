import type { Answer } from '../../core/model/checkpoint.ts'
import type { KeptLateAnswer } from '../../core/model/filed-outcome.ts'
import type { RecordsReport } from '../../core/session/outcome-reading.ts'

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB', { style: 'long' }).format(names)

/** `Ana Pereira and Tom Reid; later Mei Tanaka; Sam Okoro did not sign`. Who declined and signed later has signed. */
export function signersInWords(answers: readonly Answer[], late: readonly KeptLateAnswer[] = []): string {
  const all = [...answers, ...late.map(({ given }) => given)]
  const signed = new Set(all.flatMap(({ kind, card }) => (kind === 'signed' ? card.device : [])))
  const names = (from: readonly Answer[], kind: Answer['kind']) =>
    from.flatMap((answer) => (answer.kind === kind && (kind === 'signed' || !signed.has(answer.card.device)) ? answer.card.name : []))
  const [atOnce, later, declined] = [names(answers, 'signed'), names(all.slice(answers.length), 'signed'), names(all, 'declined')]
  return [
    atOnce.length > 0 ? listed(atOnce) : 'Nobody',
    ...(later.length > 0 ? [`later ${listed(later)}`] : []),
    ...(declined.length > 0 ? [`${listed(declined)} did not sign`] : []),
  ].join('; ')
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What a verification went through, in one sentence. */
export function reportInWords({ counts: { lines, packages, signatures, declined, checkpoints, lateAnswers, exports } }: RecordsReport): string {
  const parts = [
    counted(packages, 'outcome', 'outcomes'),
    counted(signatures, 'signature', 'signatures'),
    ...(declined > 0 ? [counted(declined, 'refusal', 'refusals')] : []),
    counted(lines, 'ledger line', 'ledger lines'),
    counted(checkpoints, 'checkpoint', 'checkpoints'),
    ...(lateAnswers > 0 ? [counted(lateAnswers, 'late answer', 'late answers')] : []),
    ...(exports > 0 ? [counted(exports, 'export', 'exports')] : []),
  ]
  return `${listed(parts)} were checked.`
}
