import { Autocomplete, Box, Button, Stack, TextField } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { ownWords, type OwnWords } from '../../../core/model/words.ts'
import { notTypedYet } from '../live/not-typed-yet.ts'
import { useFocusOnArrival } from '../live/use-focus.ts'

const ways = ['in person', 'by phone', 'by video', 'in a message', 'in a letter', 'through somebody who cares for them', 'here, in this huddle']

const unlessTyped = notTypedYet((way: string) => way)

const given = ownWords.pick({ text: true, given: true })

interface OwnWordsFormProps {
  readonly correcting?: OwnWords
  readonly onAdd: (words: { readonly text: string; readonly given: string }) => void
  readonly onCancel: () => void
}

export function OwnWordsForm({ correcting, onAdd, onCancel }: OwnWordsFormProps) {
  const [words, setWords] = useState({ text: correcting?.text ?? '', given: correcting?.given ?? '' })
  const first = useFocusOnArrival<HTMLTextAreaElement>()
  const parsed = given.safeParse(words)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (parsed.success) onAdd(parsed.data)
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ mt: 1.5 }}>
      <Stack spacing={1.5}>
        <TextField
          inputRef={first}
          multiline
          minRows={2}
          maxRows={10}
          label="What they said, in their words"
          helperText={correcting ? 'What it corrects is kept beside it.' : undefined}
          value={words.text}
          onChange={(event) => setWords({ ...words, text: event.target.value.slice(0, 5000) })}
        />
        <Autocomplete
          freeSolo
          options={ways}
          filterOptions={unlessTyped}
          inputValue={words.given}
          onInputChange={(_, text) => setWords((now) => ({ ...now, given: text.slice(0, 200) }))}
          renderInput={(params) => <TextField {...params} label="How it was given" />}
        />
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" disabled={!parsed.success}>
            {correcting ? 'Write the correction down' : 'Write it down'}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </Stack>
      </Stack>
    </Box>
  )
}
