import type { Finding, Notice, RecordsReport, Signatory } from './verify.ts'

/** How a report reads, in the command and on the page alike. */

export const findingInWords = ({ file, line, code, sentence }: Finding): string =>
  printable(`${file}${line === undefined ? '' : `:${line}`}: ${code}: ${sentence}`)

export const noticeInWords = ({ file, sentence }: Notice): string => printable(`${file}: note: ${sentence}`)

export const seenInWords = ({ counts }: RecordsReport): string =>
  [
    counted(counts.packages, 'outcome'),
    counted(counts.lines, 'ledger line'),
    counted(counts.checkpoints, 'checkpoint'),
    counted(counts.signatures, 'signature'),
    ...(counts.declined > 0 ? [counted(counts.declined, 'refusal')] : []),
    counted(counts.lateAnswers, 'late answer'),
    counted(counts.exports, 'export'),
  ].join(', ')

export const signatoryInWords = ({ name, role, organisation, outcomes, exports, device }: Signatory): string =>
  `${printable(name)}, ${role}, ${printable(organisation)}: signed ${counted(outcomes, 'outcome')}${exports > 0 ? `, sent ${counted(exports, 'export')}` : ''} (device ${device})`

/** @param folder what the folder is called. */
export function verdictInWords(folder: string, report: RecordsReport): string {
  const seen = seenInWords(report)
  if (report.alone && report.ok) return `What is in ${folder} holds, as far as it can show by itself: ${seen}.`
  return report.ok
    ? `Everything holds in ${folder}: ${seen}.`
    : `${folder} does not hold: ${counted(report.findings.length, 'finding')} (${seen}).`
}

/** A file's name may hold anything; nobody is shown control characters. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
