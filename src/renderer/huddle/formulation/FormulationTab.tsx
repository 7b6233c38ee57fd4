import { Box, Button, Collapse, Stack, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { writingPrompts } from '../../../core/model/formulation-templates.ts'
import { LiveText } from '../text/LiveText.tsx'
import { VersionsDialog } from '../versions/VersionsDialog.tsx'
import { WhoWrote } from '../writers/WhoWrote.tsx'
import { FormulationFacts } from './FormulationFacts.tsx'

export function FormulationTab(props: OpenItem) {
  const { item, open } = props
  const comment = useDraft({ item: item.id, kind: 'comment' })
  const { me } = useLive()
  const [asking, setAsking] = useState(false)
  const [versions, setVersions] = useState(false)
  const [whoWrote, setWhoWrote] = useState(false)
  const listId = useId()
  return (
    <>
      <FormulationFacts item={item.id} person={open.person} />
      {/* Hidden, not gone: what can be undone stays with the editor. */}
      <Box hidden={whoWrote}>
        <LiveText
          kind="note"
          fragment={open.person.formulation}
          awareness={open.awareness}
          me={me}
          remarks={{ item: item.id, comment, comments: open.person.formulationComments, suggestions: open.person.formulationSuggestions, writers: open.writers }}
          hideLabel
          label="Formulation"
          placeholder="Write together: what happened, what sense it makes, what helps"
        />
      </Box>
      {whoWrote && <WhoWrote {...props} />}
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, ml: -1.5, flexWrap: 'wrap' }}>
        <Button onClick={() => setVersions(true)} aria-haspopup="dialog">
          Versions
        </Button>
        <Button onClick={() => setWhoWrote(!whoWrote)}>
          {whoWrote ? 'Go on writing' : 'Who wrote this'}
        </Button>
        <Button aria-expanded={asking} aria-controls={listId} onClick={() => setAsking(!asking)} sx={{ color: 'text.secondary' }}>
          {asking ? 'Hide what to ask while writing' : 'What to ask while writing'}
        </Button>
      </Stack>
      <Collapse in={asking} id={listId}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {writingPrompts.map((prompt) => (
            <Typography key={prompt} component="li" variant="body2" color="textSecondary">
              {prompt}
            </Typography>
          ))}
        </Box>
      </Collapse>
      {versions && <VersionsDialog item={item.id} person={open.person} onClose={() => setVersions(false)} />}
    </>
  )
}
