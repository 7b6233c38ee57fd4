import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'

/** A link as it was sent carries the code at its end. */
const codeIn = (text: string): string => text.trim().match(/mdth[12]\.[A-Za-z0-9_-]+/)?.[0] ?? text.trim()

export function JoinHuddle({ code = '' }: { readonly code?: string }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { attempt, busy, problem } = useAttempt()
  const [typed, setTyped] = useState(code)
  const join = (event: FormEvent): void => {
    event.preventDefault()
    void attempt(async () => {
      const live = await desk.joinHuddle(codeIn(typed))
      navigate(routes.liveHuddle(live.id))
    })
  }
  return (
    <Panel heading="Join a huddle">
      <Box component="form" onSubmit={join}>
        <Stack spacing={1.5}>
          <Typography variant="body2" color="textSecondary">
            Paste the code or the link that the chair has sent to you.
          </Typography>
          <TextField label="Code or link" value={typed} onChange={(event) => setTyped(event.target.value)} />
          <ProblemNote problem={problem} />
          <Button type="submit" variant={code ? 'contained' : 'outlined'} disabled={busy || typed.trim() === ''} sx={{ alignSelf: 'flex-start' }}>
            {busy ? 'Joining' : 'Join the huddle'}
          </Button>
        </Stack>
      </Box>
    </Panel>
  )
}
