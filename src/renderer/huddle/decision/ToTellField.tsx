import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import { Box, Button, IconButton, Stack, TextField, Typography } from '@mui/material'
import { useId, useState, type FormEvent } from 'react'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { toldPerson, type ToldPerson } from '../../../core/model/decision.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useFocusAfter, useFocusOnArrival } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { PutBack, type Removed } from './PutBack.tsx'

function TellForm({ by, onAdd, onCancel }: { readonly by: string; readonly onAdd: (told: ToldPerson) => void; readonly onCancel: () => void }) {
  const [told, setTold] = useState<{ who: string; by: string }>({ who: '', by })
  const first = useFocusOnArrival<HTMLInputElement>()
  const parsed = toldPerson.safeParse(told)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (parsed.success) onAdd(parsed.data)
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ mt: 0.5 }}>
      <Stack direction="row" spacing={1}>
        <TextField
          inputRef={first}
          label="Who is told"
          value={told.who}
          onChange={(event) => setTold({ ...told, who: event.target.value })}
        />
        <TextField label="By whom" value={told.by} onChange={(event) => setTold({ ...told, by: event.target.value })} />
      </Stack>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button type="submit" size="small" variant="contained" disabled={!parsed.success}>
          Add to who is told
        </Button>
        <Button size="small" onClick={onCancel}>
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
  const [adding, setAdding] = useState(false)
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
          by={by}
          onCancel={() => setAdding(false)}
          onAdd={(next) => void attempt(() => discussion.addToTell(next)).then((added) => setAdding(!added))}
        />
      ) : (
        <Button size="small" ref={button} startIcon={<Add />} onClick={() => setAdding(true)} sx={{ ml: -0.5 }}>
          Add somebody to tell
        </Button>
      )}
    </FieldFrame>
  )
}
