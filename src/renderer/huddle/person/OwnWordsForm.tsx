import { Autocomplete, Box, Button, Stack, TextField } from '@mui/material'
import type { FormEvent } from 'react'
import { longestWords, longestWayGiven, ownWords } from '../../../core/model/words.ts'
import type { HeldDraft } from '../live/drafts.tsx'
import { notTypedYet } from '../live/not-typed-yet.ts'
import { tooLongInWords } from '../live/too-long.ts'
import { useFocusOnArrival } from '../live/use-focus.ts'

const ways = ['in person', 'by phone', 'by video', 'in a message', 'in a letter', 'through somebody who cares for them', 'here, in this huddle']

const unlessTyped = notTypedYet((way: string) => way)

const wordsGiven = ownWords.pick({ text: true, given: true })

interface OwnWordsFormProps {
  readonly held: HeldDraft
  readonly onAdd: (words: { readonly text: string; readonly given: string }) => void
}

export function OwnWordsForm({ held, onAdd }: OwnWordsFormProps) {
  const { text = '', given = '', answers } = held.draft ?? {}
  const first = useFocusOnArrival<HTMLTextAreaElement>(held.begun)
  const parsed = wordsGiven.safeParse({ text, given })
  const [textTooLong, givenTooLong] = [tooLongInWords(text, longestWords), tooLongInWords(given, longestWayGiven)]
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
          error={textTooLong !== undefined}
          helperText={textTooLong ?? (answers && 'What it corrects is kept beside it.')}
          value={text}
          onChange={(event) => held.write({ text: event.target.value })}
        />
        <Autocomplete
          freeSolo
          options={ways}
          filterOptions={unlessTyped}
          inputValue={given}
          onInputChange={(_, typed, reason) => reason !== 'reset' && held.write({ given: typed })}
          renderInput={(params) => <TextField {...params} label="How it was given" error={givenTooLong !== undefined} helperText={givenTooLong} />}
        />
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" disabled={!parsed.success}>
            {answers ? 'Write the correction down' : 'Write it down'}
          </Button>
          <Button onClick={held.drop}>Cancel</Button>
        </Stack>
      </Stack>
    </Box>
  )
}
