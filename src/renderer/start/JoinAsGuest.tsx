import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { CardFields } from './CardFields.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { checkCard, emptyCard } from './forms.ts'
import { StartFrame } from './StartFrame.tsx'
import { useForm } from './use-form.ts'

interface JoinAsGuestProps {
  /** From the address of this window, where the invite was a link. */
  readonly code: string
  readonly onBack: (() => void) | undefined
}

/** A seat in somebody else's huddle, from an invite. Nothing of it is kept on this computer. */
export function JoinAsGuest({ code, onBack }: JoinAsGuestProps) {
  const session = useSession()
  const [, navigate] = useLocation()
  const [invite, setInvite] = useState(code)
  const [inviteError, setInviteError] = useState<string>()
  const card = useForm(emptyCard, checkCard)
  const { busy, problem, attempt } = useAttempt()

  function join(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const missing = invite.trim() === '' ? 'Paste the invite that the chair sent you' : undefined
    setInviteError(missing)
    const fields = card.check()
    if (missing !== undefined || !fields) return
    void attempt(async () => {
      await session.joinAsGuest(invite, fields)
      navigate(routes.huddle(), { replace: true })
    })
  }

  const lines = [...(inviteError === undefined ? [] : [{ field: 'invite', text: inviteError }]), ...card.summary]
  return (
    <StartFrame
      heading="Join a huddle as a guest"
      about="You see the discussions that each person has agreed to share with your organisation. Nothing is kept on this computer: it is gone when you close the window."
    >
      <Box component="form" noValidate onSubmit={join}>
        <ErrorSummary lines={lines} attempt={card.attempts} />
        <Stack spacing={2}>
          <TextField
            id="invite"
            label="Invite link or code"
            required
            multiline
            maxRows={3}
            value={invite}
            onChange={({ target }) => {
              setInvite(target.value)
              setInviteError(undefined)
            }}
            error={inviteError !== undefined}
            helperText={inviteError ?? (code ? 'Taken from the link that you opened.' : 'The chair of the huddle sends it to you.')}
            slotProps={{ htmlInput: { spellCheck: false } }}
          />
          <Typography variant="h2">Who you are</Typography>
        </Stack>
        <Box sx={{ mt: 2 }}>
          <CardFields form={card} />
        </Box>
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
        <Stack direction="row" sx={{ mt: 3, justifyContent: 'space-between' }}>
          {onBack ? (
            <Button size="large" disabled={busy} onClick={onBack}>
              Back
            </Button>
          ) : (
            <span />
          )}
          <Button size="large" type="submit" variant="contained" loading={busy} loadingPosition="start">
            {busy ? 'Joining' : 'Join the huddle'}
          </Button>
        </Stack>
      </Box>
    </StartFrame>
  )
}
