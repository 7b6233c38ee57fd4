import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import { Box, Button, IconButton, Stack, Typography } from '@mui/material'
import { useId, useState, type FormEvent } from 'react'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { longestName, longestTold, toldPerson, type ToldPerson } from '../../../core/model/decision.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft, type HeldDraft } from '../live/drafts.tsx'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useFocusAfter, useFocusOnArrival } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { PutBack, type Removed } from './PutBack.tsx'

function TellForm({ held, onAdd }: { readonly held: HeldDraft; readonly onAdd: (told: ToldPerson) => void }) {
  const { text = '', by = '' } = held.draft ?? {}
  const first = useFocusOnArrival<HTMLInputElement>(held.begun)
  const [asked, setAsked] = useState(false)
  const missing = (value: string): boolean => asked && value.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    const { data } = toldPerson.safeParse({ who: text, by })
    if (data) onAdd(data)
  }
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ mt: 0.5 }}>
      <Stack direction="row" spacing={1}>
        <LimitedField
          inputRef={first}
          label="Who is told"
          value={text}
          longest={longestTold}
          error={missing(text)}
          helperText={missing(text) && 'Say who is to be told.'}
          onChange={(event) => held.write({ text: event.target.value })}
        />
        <LimitedField
          label="By whom"
          value={by}
          longest={longestName}
          error={missing(by)}
          helperText={missing(by) && 'Say who tells them.'}
          onChange={(event) => held.write({ by: event.target.value })}
        />
      </Stack>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button type="submit" size="small" variant="contained">
          Add to who is told
        </Button>
        <Button size="small" onClick={held.drop}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}

interface ToTellFieldProps {
  readonly person: PersonDoc
  readonly discussion: Discussion
  readonly by: string
}

export function ToTellField({ person, discussion, by }: ToTellFieldProps) {
  const announce = useAnnounce()
  const told = useDocValue(person, () => discussion.toTell())
  const held = useDraft({ item: discussion.item, kind: 'told' })
  const adding = held.draft !== undefined
  const { attempt, problem } = useAttempt()
  const [removed, setRemoved] = useState<Removed | undefined>()
  const button = useFocusAfter<HTMLButtonElement>(adding)
  const list = useFocusAfter<HTMLUListElement>(removed)
  const labelId = useId()
  return (
    <FieldFrame label="Who will be told, and by whom" labelId={labelId}>
      <Box component="ul" ref={list} tabIndex={-1} aria-labelledby={labelId} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {told.map((one) => (
          <Box component="li" key={JSON.stringify(one)} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
              {one.who}{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                by {one.by}
              </Box>
            </Typography>
            <IconButton
              size="small"
              aria-label={`Take ${one.who} off who is told`}
              onClick={() => {
                discussion.removeToTell(one)
                announce(`${one.who} is taken off who is told. They can be put back.`)
                setRemoved({ what: one.who, putBack: () => discussion.addToTell(one) })
              }}
            >
              <Close fontSize="small" />
            </IconButton>
          </Box>
        ))}
      </Box>
      {removed && <PutBack key={removed.what} removed={removed} onDone={() => setRemoved(undefined)} />}
      <ProblemNote problem={problem} sx={{ my: 1 }} />
      {adding ? (
        <TellForm
          held={held}
          onAdd={(next) => void attempt(() => discussion.addToTell(next)).then((added) => added && held.drop())}
        />
      ) : (
        <Button size="small" ref={button} startIcon={<Add />} onClick={() => held.begin({ by })} sx={{ ml: -0.5 }}>
          Add somebody to tell
        </Button>
      )}
    </FieldFrame>
  )
}
