import type { ColumnMapping } from '../../../core/model/caseload-columns.ts'
import type { CaseloadFile, CaseloadRow } from '../../../core/model/caseload-csv.ts'
import type { FhirFile } from '../../../core/session/fhir-reading.ts'
import type { ImportResult } from '../../../core/session/session.ts'

export const importSteps = ['file', 'columns', 'problems', 'done'] as const
export type ImportStep = (typeof importSteps)[number]

/** A file on its way in: what was read, how its columns are meant, and what somebody has decided of its rows. */
export interface ImportDraft {
  readonly name: string
  readonly file: CaseloadFile
  readonly rows: readonly CaseloadRow[]
  readonly mapping: ColumnMapping
  readonly keepAsWritten: ReadonlySet<string>
  readonly leftOut: ReadonlySet<number>
  /** Rows that somebody decided something of, and that are not written yet. */
  readonly seenTo: ReadonlySet<number>
  /** What a FHIR file says beside its rows; absent for a table. */
  readonly fhir?: Omit<FhirFile, 'table'>
}

/** How far an import has come. */
export interface ImportWork {
  readonly step: ImportStep
  readonly draft?: ImportDraft
  readonly result?: ImportResult
}

/** Whether somebody's corrections would go with the window. */
export const wouldBeLost = ({ draft }: ImportWork): boolean => (draft?.seenTo.size ?? 0) > 0
