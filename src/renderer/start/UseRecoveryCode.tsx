import { Box, Button, Stack, TextField } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { checkPassphrase, emptyPassphrase } from './forms.ts'
import { nextPaint } from './next-paint.ts'
import { PassphraseFields } from './PassphraseFields.tsx'
import { StartFrame } from './StartFrame.tsx'
import { useForm } from './use-form.ts'

/** Opens the vault with the printed code, and sets a new passphrase in place of the lost one. */
export function UseRecoveryCode({ onBack }: { readonly onBack: () => void }) {
  const session = useSession()
  const [code, setCode] = useState('')
  const passphrase = useForm(emptyPassphrase, checkPassphrase)
  const { busy, problem, attempt } = useAttempt()

  function recover(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const words = passphrase.check()
    if (words === undefined) return
    void attempt(async () => {
      await nextPaint()
      await session.recover(code, words)
    })
  }
  return (
    <StartFrame heading="Open with the recovery code" about="The printed code opens what is kept here. Choose a new passphrase in place of the one that was lost.">
      <Box component="form" noValidate onSubmit={recover}>
        <ErrorSummary lines={passphrase.summary} attempt={passphrase.attempts} />
        <TextField
          id="recovery-code"
          label="Recovery code"
          required
          multiline
          minRows={2}
          value={code}
          onChange={({ target }) => setCode(target.value)}
          helperText="Eleven groups of five letters. Capitals, spaces and dashes do not matter."
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'none' } }}
          sx={{ mb: 2 }}
        />
        <PassphraseFields form={passphrase} />
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
        <Stack direction="row" sx={{ mt: 3, justifyContent: 'space-between' }}>
          <Button size="large" disabled={busy} onClick={onBack}>
            Back
          </Button>
          <Button size="large" type="submit" variant="contained" loading={busy} loadingPosition="start">
            {busy ? 'Opening' : 'Open with the code'}
          </Button>
        </Stack>
      </Box>
    </StartFrame>
  )
}
