import { Skeleton, Typography } from '@mui/material'
import type { Problem } from '../../core/model/problem.ts'
import { ProblemNote } from './ProblemNote.tsx'

interface FolderLineProps {
  /** Nothing as long as it is read, and where it cannot be. */
  readonly about: { readonly folder: string } | undefined
  readonly problem: Problem | undefined
}

/** Which folder it is, or why that cannot be said. */
export function FolderLine({ about, problem }: FolderLineProps) {
  if (about) return <Typography sx={{ overflowWrap: 'anywhere', fontFamily: 'monospace', fontSize: '0.875rem' }}>{about.folder}</Typography>
  return problem ? <ProblemNote problem={problem} /> : <Skeleton width="60%" />
}
