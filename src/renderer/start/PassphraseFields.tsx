import { Alert, Button, InputAdornment, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { shortestPassphrase, type PassphraseDraft } from './forms.ts'
import type { Form } from './use-form.ts'

export function PassphraseFields({ form: { draft, set, errors } }: { readonly form: Form<string, PassphraseDraft> }) {
  const [shown, setShown] = useState(false)
  const type = shown ? 'text' : 'password'
  return (
    <Stack spacing={2}>
      <Alert severity="info" variant="outlined">
        Nobody can recover it: not us, not your IT department. Without the passphrase or a recovery code that you have printed (in Settings), what
        is kept on this computer stays shut for good. What has been filed in the records folder can still be read.
      </Alert>
      <TextField
        id="passphrase"
        label="Passphrase"
        required
        type={type}
        autoComplete="new-password"
        value={draft.passphrase}
        onChange={({ target }) => set('passphrase', target.value)}
        error={errors.passphrase !== undefined}
        helperText={errors.passphrase ?? `At least ${shortestPassphrase} characters. Four or five words that do not belong together are strong and easy to type.`}
        slotProps={{ input: { endAdornment: <ShowButton shown={shown} onClick={() => setShown(!shown)} /> } }}
      />
      <TextField
        id="again"
        label="Passphrase again"
        required
        type={type}
        autoComplete="new-password"
        value={draft.again}
        onChange={({ target }) => set('again', target.value)}
        error={errors.again !== undefined}
        helperText={errors.again}
      />
    </Stack>
  )
}

function ShowButton({ shown, onClick }: { readonly shown: boolean; readonly onClick: () => void }) {
  return (
    <InputAdornment position="end">
      <Button onClick={onClick} aria-pressed={shown} aria-label="Show the passphrase" sx={{ minHeight: 28 }}>
        {shown ? 'Hide' : 'Show'}
      </Button>
    </InputAdornment>
  )
}
