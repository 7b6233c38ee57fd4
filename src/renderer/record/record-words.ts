import type { Answer } from '../../core/model/checkpoint.ts'
import type { RecordsReport } from '../../core/session/outcome-reading.ts'

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB', { style: 'long' }).format(names)

/** `Ana Pereira and Tom Reid; Sam Okoro did not sign`. */
export function signersInWords(answers: readonly Answer[]): string {
  const names = (kind: Answer['kind']) => answers.filter((answer) => answer.kind === kind).map(({ card }) => card.name)
  const [signed, declined] = [names('signed'), names('declined')]
  const signers = signed.length > 0 ? listed(signed) : 'Nobody'
  return declined.length > 0 ? `${signers}; ${listed(declined)} did not sign` : signers
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What a verification went through, in one sentence. */
export function reportInWords({ counts: { lines, packages, signatures, checkpoints, lateAnswers, exports } }: RecordsReport): string {
  const parts = [
    counted(packages, 'outcome', 'outcomes'),
    counted(signatures, 'signature', 'signatures'),
    counted(lines, 'ledger line', 'ledger lines'),
    counted(checkpoints, 'checkpoint', 'checkpoints'),
    ...(lateAnswers > 0 ? [counted(lateAnswers, 'late answer', 'late answers')] : []),
    ...(exports > 0 ? [counted(exports, 'export', 'exports')] : []),
  ]
  return `${listed(parts)} were checked.`
}
