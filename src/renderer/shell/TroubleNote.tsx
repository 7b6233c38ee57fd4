import { Button } from '@mui/material'
import { useState } from 'react'
import type { Problem } from '../../core/model/problem.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { useDesk } from './session-context.tsx'
import { useObservable } from './use-observable.ts'

/** What went wrong behind the screen, over whatever place is open, until somebody has read it. */
export function TroubleNote() {
  const trouble = useObservable(useDesk().trouble)
  const [read, setRead] = useState<Problem>()
  if (!trouble || trouble === read) return null
  return (
    <ProblemNote
      problem={trouble}
      sx={{ m: 2, mb: 0 }}
      action={
        <Button color="inherit" onClick={() => setRead(trouble)}>
          Put away
        </Button>
      }
    />
  )
}
