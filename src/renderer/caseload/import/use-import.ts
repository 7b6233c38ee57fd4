import { useDeferredValue, useMemo, useState } from 'react'
import { guessMapping, unmappedFields, type CaseloadField, type ColumnMapping } from '../../../core/model/caseload-columns.ts'
import type { CaseloadFile, CaseloadRow } from '../../../core/model/caseload-csv.ts'
import { correctCell, keepKey, previewImport, type ImportPreview } from '../../../core/model/caseload-import.ts'
import { instantOf } from '../../../core/model/dates.ts'
import type { Person } from '../../../core/model/person.ts'
import type { FhirFile } from '../../../core/session/fhir-reading.ts'
import type { ImportResult } from '../../../core/session/session.ts'
import { useToday } from '../../shell/clock.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

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
  /** What a FHIR file says beside its rows; absent for a table. */
  readonly fhir?: Omit<FhirFile, 'table'>
}

const nothing: ImportPreview = { rows: [], plan: { add: [], update: [], known: [], unchanged: 0 } }
const nobody: readonly Person[] = []

const draftOf = (name: string, file: CaseloadFile): ImportDraft => ({
  name,
  file,
  rows: file.rows,
  mapping: guessMapping(file.columns),
  keepAsWritten: new Set(),
  leftOut: new Set(),
})

const stamped = (people: readonly Person[]): Person[] => people.map((person) => ({ ...person, updatedAt: instantOf(Date.now()) }))

export function useImport() {
  const desk = useDesk()
  const existing = useObservable(desk.people)
  const { team } = useObservable(desk.profile)
  const today = useToday()
  const [openedAt] = useState(() => Date.now())
  const [step, setStep] = useState<ImportStep>('file')
  const [draft, setDraft] = useState<ImportDraft>()
  const [result, setResult] = useState<ImportResult>()
  // While a large file is judged again, the screen goes on answering.
  const judged = useDeferredValue(draft)
  const judging = step === 'problems'
  const against = judging ? existing : nobody
  const preview = useMemo(() => {
    if (!judged || !judging) return nothing
    const { file, rows, mapping, keepAsWritten, leftOut } = judged
    return previewImport({
      columns: file.columns,
      rows,
      mapping,
      keepAsWritten,
      leftOut,
      existing: against,
      areas: [team.area],
      today,
      now: openedAt,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    })
  }, [judged, judging, against, team.area, today, openedAt])

  const change = (next: Partial<ImportDraft>): void => setDraft((now) => now && { ...now, ...next })
  return {
    step,
    setStep,
    draft,
    preview,
    /** The newest corrections are still being judged. */
    stale: judged !== draft,
    result,
    open(name: string, file: CaseloadFile): void {
      setDraft(draftOf(name, file))
      setStep('columns')
    },
    /** The columns of a FHIR file are the caseload's own, so there is nothing to match. */
    openFhir(name: string, { table, people, others }: FhirFile): void {
      setDraft({ ...draftOf(name, table), fhir: { people, others } })
      setStep('problems')
    },
    map: (mapping: ColumnMapping): void => change({ mapping }),
    unmapped: draft ? unmappedFields(draft.mapping) : [],
    correct: (row: number, index: number, text: string): void => setDraft((now) => now && { ...now, rows: correctCell(now.rows, row, index, text) }),
    keep: (row: number, field: CaseloadField): void => setDraft((now) => now && { ...now, keepAsWritten: new Set([...now.keepAsWritten, keepKey(row, field)]) }),
    leaveOut: (row: number, out: boolean): void =>
      setDraft((now) => {
        if (!now) return now
        const leftOut = new Set(now.leftOut)
        if (out) leftOut.add(row)
        else leftOut.delete(row)
        return { ...now, leftOut }
      }),
    async write(): Promise<void> {
      const left = preview.rows.flatMap((each) => (each.kind === 'problem' ? [each.row] : []))
      setResult(await desk.importPeople({ ...preview.plan, add: stamped(preview.plan.add), update: stamped(preview.plan.update) }))
      change({ rows: left })
      setStep('done')
    },
  }
}

export type CaseloadImport = ReturnType<typeof useImport>
