import { Button } from '@mui/material'
import type { Problem } from '../../core/model/problem.ts'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { StartFrame } from './StartFrame.tsx'

/** All there is to see when the app has no host, or its store cannot be looked at. */
export function CannotStart({ problem }: { readonly problem: Problem }) {
  return (
    <StartFrame heading="MDT Huddle cannot start here">
      <ProblemNote
        problem={problem}
        action={
          <Button color="inherit" onClick={() => window.location.reload()}>
            Try again
          </Button>
        }
      />
    </StartFrame>
  )
}
