import { Box, Button, TextField } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'

/** Joins a colleague's huddle by the link or the code that its chair sent. */
export function JoinByInvite() {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const [invite, setInvite] = useState('')
  const { busy, problem, attempt, forget } = useAttempt()

  function join(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void attempt(async () => {
      const { id } = await desk.joinHuddle(invite)
      navigate(routes.liveHuddle(id))
    })
  }

  return (
    <Box component="form" noValidate onSubmit={join}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          id="invite"
          label="Join by invite"
          helperText="Paste the link or the code."
          value={invite}
          onChange={({ target }) => {
            setInvite(target.value)
            forget()
          }}
          error={problem !== undefined}
          slotProps={{ htmlInput: { spellCheck: false } }}
        />
        <Button type="submit" variant="outlined" loading={busy} disabled={invite.trim() === ''} sx={{ minHeight: 40 }}>
          Join
        </Button>
      </Box>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
    </Box>
  )
}
