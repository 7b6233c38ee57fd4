import { Box, Button } from '@mui/material'
import { WorkProgress } from '../../shell/WorkProgress.tsx'
import type { StoppableWork } from './use-stoppable.ts'

interface StoppableProgressProps<Step extends string> {
  readonly work: StoppableWork<Step>
  readonly words: Readonly<Record<Step, string>>
  /** Steps that go on to their end once they have begun. */
  readonly unstoppable?: readonly Step[]
}

/** How far long work is, and a button that stops it. */
export function StoppableProgress<Step extends string>({ work, words, unstoppable = [] }: StoppableProgressProps<Step>) {
  if (!work.now) return null
  const { step, percent } = work.now
  return (
    <Box sx={{ mt: 1.5 }}>
      <WorkProgress label={words[step]} progress={{ done: percent, total: 100 }} unit=" %" />
      <Button sx={{ mt: 1 }} disabled={unstoppable.includes(step)} onClick={work.stop}>
        Stop
      </Button>
    </Box>
  )
}
