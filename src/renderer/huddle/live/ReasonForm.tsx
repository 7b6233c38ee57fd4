import { Box, Button, Stack, TextField } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useFocusOnArrival } from './use-focus.ts'

interface ReasonFormProps {
  readonly label: string
  /** The verb on the button. */
  readonly verb: string
  readonly helper?: string
  readonly initial?: string
  readonly maximum?: number
  readonly onSubmit: (text: string) => void
  readonly onCancel: () => void
}

/** A few words that somebody must give before something happens; it does not happen without them. */
export function ReasonForm({ label, verb, helper, initial = '', maximum = 500, onSubmit, onCancel }: ReasonFormProps) {
  const [text, setText] = useState(initial)
  const field = useFocusOnArrival<HTMLTextAreaElement>()
  const [asked, setAsked] = useState(false)
  const empty = text.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!empty) onSubmit(text.trim())
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
        error={asked && empty}
        helperText={asked && empty ? 'Say it in a few words first.' : helper}
        onChange={(event) => setText(event.target.value.slice(0, maximum))}
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
