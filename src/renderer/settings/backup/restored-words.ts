import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { RestoreResult } from '../../../core/session/backup/backup-desk.ts'

const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/** `The backup of West Leeds hub, made 24-Nov-2026 20:22 by …, was read to its end: …`. */
export function restoredInWords({ team, by, madeAt, entries, broughtBack, mended, ofErased, notUnderstood }: RestoreResult): string {
  return [
    `The backup of ${team}, made ${clinicalDateTime(madeAt)} by ${by}, was read to its end: ${counted(entries, 'entry', 'entries')}.`,
    broughtBack === 0 ? 'Everything in it was here already.' : `${counted(broughtBack, 'entry was', 'entries were')} brought back.`,
    ...(mended > 0 ? [`${counted(mended, 'entry that was', 'entries that were')} damaged or gone came back.`] : []),
    ...(ofErased > 0 ? [`${counted(ofErased, 'entry', 'entries')} of people who were erased stayed out.`] : []),
    ...(notUnderstood > 0 ? [`${counted(notUnderstood, 'entry is', 'entries are')} not understood by this MDT Huddle and stayed in the file: keep it.`] : []),
  ].join(' ')
}
