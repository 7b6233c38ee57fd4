import { Box, Button, Stack, TextField } from '@mui/material'
import { useState, type FormEvent } from 'react'
import type { HeldDraft } from './drafts.tsx'
import { tooLongInWords } from './too-long.ts'
import { useFocusOnArrival } from './use-focus.ts'

interface ReasonFormProps {
  readonly label: string
  /** The verb on the button. */
  readonly verb: string
  readonly helper?: string
  readonly initial?: string
  readonly maximum?: number
  /** Where what is typed is kept while this form comes and goes; without it, it goes with the form. */
  readonly held?: HeldDraft
  readonly onSubmit: (text: string) => void
  readonly onCancel: () => void
}

/** A few words that somebody must give before something happens; it does not happen without them. */
export function ReasonForm({ label, verb, helper, initial = '', maximum = 500, held, onSubmit, onCancel }: ReasonFormProps) {
  const [own, setOwn] = useState(initial)
  const text = held ? (held.draft?.text ?? '') : own
  const field = useFocusOnArrival<HTMLTextAreaElement>(held?.begun)
  const [asked, setAsked] = useState(false)
  const empty = text.trim() === ''
  const tooLong = tooLongInWords(text, maximum)
  const problem = tooLong ?? (asked && empty ? 'Say it in a few words first.' : undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!empty && !tooLong) onSubmit(text.trim())
  }
  return (
    <Box component="form" onSubmit={submit} noValidate>
      <TextField
        inputRef={field}
        fullWidth
        multiline
        minRows={2}
        maxRows={8}
        size="small"
        label={label}
        value={text}
        error={problem !== undefined}
        helperText={problem ?? helper}
        onChange={({ target: { value } }) => (held ? held.write({ text: value }) : setOwn(value))}
      />
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button type="submit" size="small" variant="contained">
          {verb}
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}
