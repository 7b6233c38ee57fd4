import type { CaseloadField } from '../../../core/model/caseload-columns.ts'
import type { CaseloadRow } from '../../../core/model/caseload-csv.ts'
import { correctCell, keepKey } from '../../../core/model/caseload-import.ts'
import type { ImportResult } from '../../../core/session/session.ts'
import { wouldBeLost, type ImportDraft, type ImportWork } from './import-draft.ts'

const seeTo = (draft: ImportDraft, row: number): ReadonlySet<number> => new Set([...draft.seenTo, row])

export const withCell = (draft: ImportDraft, row: number, index: number, text: string): ImportDraft => ({
  ...draft,
  rows: correctCell(draft.rows, row, index, text),
  seenTo: seeTo(draft, row),
})

export const withKept = (draft: ImportDraft, row: number, field: CaseloadField): ImportDraft => ({
  ...draft,
  keepAsWritten: new Set([...draft.keepAsWritten, keepKey(row, field)]),
  seenTo: seeTo(draft, row),
})

export function withLeftOut(draft: ImportDraft, row: number, out: boolean): ImportDraft {
  const leftOut = new Set(draft.leftOut)
  if (out) leftOut.add(row)
  else leftOut.delete(row)
  return { ...draft, leftOut, seenTo: seeTo(draft, row) }
}

/** Once everything but `left` is in the caseload: of what was left out nothing waits any more. */
export const afterWriting = (draft: ImportDraft, left: readonly CaseloadRow[], result: ImportResult): ImportWork => ({
  step: 'done',
  draft: { ...draft, rows: left, seenTo: new Set(left.map(({ row }) => row).filter((row) => draft.seenTo.has(row) && !draft.leftOut.has(row))) },
  result,
})

/** What is left of an import whose page is left: one that is done, or waits for another file, is over once nobody's corrections are in it. */
export const afterLeaving = (work: ImportWork): ImportWork =>
  (work.step === 'done' || work.step === 'file') && !wouldBeLost(work) ? { step: 'file' } : work
