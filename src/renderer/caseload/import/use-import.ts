import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { guessMapping, unmappedFields, type CaseloadField, type ColumnMapping } from '../../../core/model/caseload-columns.ts'
import type { CaseloadFile } from '../../../core/model/caseload-csv.ts'
import { previewImport, type ImportPreview } from '../../../core/model/caseload-import.ts'
import { instantOf } from '../../../core/model/dates.ts'
import type { Person } from '../../../core/model/person.ts'
import type { FhirFile } from '../../../core/session/fhir-reading.ts'
import { useToday } from '../../shell/clock.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useHeldImport } from './held-import.tsx'
import type { ImportDraft, ImportStep } from './import-draft.ts'
import { afterLeaving, afterWriting, withCell, withKept, withLeftOut } from './import-work.ts'

const nothing: ImportPreview = { rows: [], plan: { add: [], update: [], known: [], unchanged: 0 } }
const nobody: readonly Person[] = []

const draftOf = (name: string, file: CaseloadFile): ImportDraft => ({
  name,
  file,
  rows: file.rows,
  mapping: guessMapping(file.columns),
  keepAsWritten: new Set(),
  leftOut: new Set(),
  seenTo: new Set(),
})

const stamped = (people: readonly Person[]): Person[] => people.map((person) => ({ ...person, updatedAt: instantOf(Date.now()) }))

/** The import that is under way in this window; it stays when its page is left. */
export function useImport() {
  const desk = useDesk()
  const existing = useObservable(desk.people)
  const { team } = useObservable(desk.profile)
  const today = useToday()
  const [openedAt] = useState(() => Date.now())
  const held = useHeldImport()
  const { step, draft, result } = useObservable(held)
  useEffect(() => () => held.set(afterLeaving(held.get())), [held])
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

  const change = (how: (now: ImportDraft) => ImportDraft): void => {
    const now = held.get()
    if (now.draft) held.set({ ...now, draft: how(now.draft) })
  }
  return {
    step,
    setStep: (next: ImportStep): void => held.set({ ...held.get(), step: next }),
    draft,
    preview,
    /** The newest corrections are still being judged. */
    stale: judged !== draft,
    result,
    open: (name: string, file: CaseloadFile): void => held.set({ step: 'columns', draft: draftOf(name, file) }),
    /** The columns of a FHIR file are the caseload's own, so there is nothing to match. */
    openFhir: (name: string, { table, people, others }: FhirFile): void =>
      held.set({ step: 'problems', draft: { ...draftOf(name, table), fhir: { people, others } } }),
    giveUp: (): void => held.set({ step: 'file' }),
    map: (mapping: ColumnMapping): void => change((now) => ({ ...now, mapping })),
    unmapped: draft ? unmappedFields(draft.mapping) : [],
    correct: (row: number, index: number, text: string): void => change((now) => withCell(now, row, index, text)),
    keep: (row: number, field: CaseloadField): void => change((now) => withKept(now, row, field)),
    leaveOut: (row: number, out: boolean): void => change((now) => withLeftOut(now, row, out)),
    async write(): Promise<void> {
      const left = preview.rows.flatMap((each) => (each.kind === 'problem' ? [each.row] : []))
      const written = await desk.importPeople({ ...preview.plan, add: stamped(preview.plan.add), update: stamped(preview.plan.update) })
      const now = held.get()
      if (now.draft) held.set(afterWriting(now.draft, left, written))
    },
  }
}

export type CaseloadImport = ReturnType<typeof useImport>
