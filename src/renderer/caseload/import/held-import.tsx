import { createContext, use, useState, type ReactNode } from 'react'
import { cell, type Cell } from '../../../core/model/observable.ts'
import type { ImportWork } from './import-draft.ts'

const ImportContext = createContext<Cell<ImportWork> | undefined>(undefined)

/** Holds an import until it is written or given up, whatever place is open: in memory only, and until the vault locks. */
export function ImportProvider({ children }: { readonly children: ReactNode }) {
  const [work] = useState(() => cell<ImportWork>({ step: 'file' }))
  return <ImportContext value={work}>{children}</ImportContext>
}

export function useHeldImport(): Cell<ImportWork> {
  const work = use(ImportContext)
  if (!work) throw new Error('an import needs an ImportProvider above it')
  return work
}
