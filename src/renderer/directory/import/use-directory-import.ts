import { useMemo, useState } from 'react'
import { directoryOf, planDirectory, type DirectoryPlan } from '../../../core/model/directory-import.ts'
import { directoryLimits, readDirectory, type DirectoryReading } from '../../../core/model/open-referral.ts'
import { longestDirectoryName, type Service } from '../../../core/model/service.ts'
import type { DirectoryImportResult } from '../../../core/session/directory-desk.ts'
import { useToday } from '../../shell/clock.ts'
import { useDesk } from '../../shell/session-context.tsx'

export const directorySteps = ['files', 'look', 'done'] as const
export type DirectoryStep = (typeof directorySteps)[number]

/** Files on their way in: what they say, and what somebody has said of them. */
export interface DirectoryDraft {
  readonly reading: DirectoryReading
  readonly directory: string
  readonly whole: boolean
}

const nothing: DirectoryPlan = { directory: '', add: [], update: [], unchanged: 0, gone: [] }

/** A directory on its way in; nothing is written before `write`. */
export function useDirectoryImport(existing: readonly Service[]) {
  const { directory } = useDesk()
  const today = useToday()
  const [step, setStep] = useState<DirectoryStep>('files')
  const [draft, setDraft] = useState<DirectoryDraft>()
  const [result, setResult] = useState<DirectoryImportResult>()
  const name = draft?.directory.trim() ?? ''
  const plan = useMemo(
    () => (draft ? planDirectory({ read: draft.reading.services, existing, directory: name, whole: draft.whole, today }) : nothing),
    [draft, existing, name, today],
  )
  return {
    step,
    setStep,
    draft,
    plan,
    result,
    /** Known directories, for whoever names this one. */
    known: useMemo(() => [...new Set(existing.map((each) => each.directory))].toSorted(), [existing]),
    change: (next: Partial<Omit<DirectoryDraft, 'reading'>>): void => setDraft((now) => now && { ...now, ...next }),
    /** @throws {ProblemError} why the files were refused */
    async open(files: readonly File[]): Promise<void> {
      const read = await Promise.all(
        // A file that is too large is refused by its size: its bytes are not looked at.
        files.map(async (file) => ({ name: file.name, bytes: file.size > directoryLimits.bytes ? new Uint8Array(directoryLimits.bytes + 1) : new Uint8Array(await file.arrayBuffer()) })),
      )
      const reading = readDirectory(read, today)
      setDraft({ reading, directory: directoryOf(reading.services, existing) ?? nameFrom(files), whole: reading.whole })
      setStep('look')
    },
    async write(): Promise<void> {
      setResult(await directory.importServices(plan))
      setStep('done')
    },
  }
}

export type DirectoryImport = ReturnType<typeof useDirectoryImport>

/** `west-side.json` is “west side”, until somebody says otherwise. */
const nameFrom = ([file]: readonly File[]): string => (file?.name ?? '').replace(/\.[A-Za-z0-9]+$/, '').replaceAll(/[-_]+/g, ' ').trim().slice(0, longestDirectoryName) || 'Local directory'
