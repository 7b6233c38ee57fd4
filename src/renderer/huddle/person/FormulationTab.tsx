import { Box, Button, Collapse, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { writingPrompts } from '../text/formulation-templates.ts'
import { LiveText } from '../text/LiveText.tsx'

function WritingPrompts() {
  const [open, setOpen] = useState(false)
  const listId = useId()
  return (
    <Box sx={{ mt: 1 }}>
      <Button aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)} sx={{ ml: -1.5, color: 'text.secondary' }}>
        {open ? 'Hide what to ask while writing' : 'What to ask while writing'}
      </Button>
      <Collapse in={open} id={listId}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {writingPrompts.map((prompt) => (
            <Typography key={prompt} component="li" variant="body2" color="textSecondary">
              {prompt}
            </Typography>
          ))}
        </Box>
      </Collapse>
    </Box>
  )
}

export function FormulationTab({ open }: OpenItem) {
  const { me } = useLive()
  return (
    <>
      <LiveText
        kind="note"
        fragment={open.person.formulation}
        awareness={open.awareness}
        me={me}
        hideLabel
        label="Formulation"
        placeholder="Write together: what happened, what sense it makes, what helps"
      />
      <WritingPrompts />
    </>
  )
}
