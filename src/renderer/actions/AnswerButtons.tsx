import { Button, Stack } from '@mui/material'
import { useState } from 'react'
import type { Action } from '../../core/model/action.ts'
import { AnswerActionDialog } from './AnswerActionDialog.tsx'

/** Done, or not done with a reason: how an action is answered for. */
export function AnswerButtons({ action }: { readonly action: Action }) {
  const [asking, setAsking] = useState<'done' | 'not done'>()
  return (
    <Stack direction="row" spacing={1} sx={{ flexShrink: 0 }}>
      <Button variant="outlined" onClick={() => setAsking('done')} aria-label={`Done: ${action.what}`}>
        Done
      </Button>
      <Button onClick={() => setAsking('not done')} aria-label={`Not done: ${action.what}`}>
        Not done
      </Button>
      {asking && <AnswerActionDialog action={action} state={asking} onClose={() => setAsking(undefined)} />}
    </Stack>
  )
}
