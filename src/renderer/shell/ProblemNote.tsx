import { Alert, AlertTitle, Box, type SxProps, type Theme } from '@mui/material'
import type { ReactNode } from 'react'
import type { Problem } from '../../core/model/problem.ts'

interface ProblemNoteProps {
  readonly problem: Problem | undefined
  /** A button that does what the note says to do, where there is one. */
  readonly action?: ReactNode
  readonly sx?: SxProps<Theme>
}

/** What happened, what was kept and what to do; said aloud as it appears. Shows nothing while there is no problem. */
export function ProblemNote({ problem, action, sx }: ProblemNoteProps) {
  if (!problem) return null
  return (
    <Alert severity="error" role="alert" variant="outlined" action={action} data-problem={problem.code} {...(sx && { sx })}>
      <AlertTitle sx={{ mb: 0.25 }}>{problem.happened}</AlertTitle>
      {problem.kept} <Box component="span">{problem.todo}</Box>
    </Alert>
  )
}
