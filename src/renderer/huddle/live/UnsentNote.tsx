import ContentCopy from '@mui/icons-material/ContentCopy'
import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { PutBack, type Removed } from '../decision/PutBack.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useCopy } from '../../shell/use-copy.ts'
import { usePutAway, useUnsent, type DraftKind } from './drafts.tsx'

const kindWords: Readonly<Record<DraftKind, string>> = {
  words: 'Words of the person',
  challenge: 'A challenge',
  refusal: 'Why you do not sign',
  comment: 'A comment',
  reply: 'A reply',
  'how it went': 'What became of an action',
  told: 'Somebody to tell',
  parking: 'Why it waits',
  keyworker: 'A keyworker',
  owner: 'Who owns an action',
  author: 'An author',
  version: 'What a version is called',
}

interface UnsentProps {
  readonly heading: string
  readonly text: string
  readonly onPutAway: () => void
}

/** One such text under what it was to be, with a button that copies it and one that puts it away. */
function Unsent({ heading, text, onPutAway }: UnsentProps) {
  const { copied, copy, problem } = useCopy(text)
  return (
    <Box sx={{ mt: 1 }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', columnGap: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {heading}
        </Typography>
        <Stack direction="row" sx={{ flexShrink: 0 }}>
          <Button color="inherit" startIcon={<ContentCopy />} onClick={copy} aria-label={`${copied ? 'Copied' : 'Copy'}: ${heading}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button color="inherit" onClick={onPutAway} aria-label={`Put away: ${heading}`}>
            Put away
          </Button>
        </Stack>
      </Stack>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Box>
  )
}

interface UnsentNoteProps {
  readonly items: readonly AgendaItem[]
  /** The forms that have gone from the screen. */
  readonly kinds?: readonly DraftKind[]
}

/** Where forms have gone because it closed: what was typed in them, so that nobody loses it unseen. */
export function UnsentNote({ items, kinds }: UnsentNoteProps) {
  const putAway = usePutAway()
  const [removed, setRemoved] = useState<Removed | undefined>()
  const unsent = useUnsent().flatMap((kept) => {
    const about = items.find(({ id }) => id === kept.item)
    return about && (kinds?.includes(kept.kind) ?? true) ? [{ kept, heading: `${kindWords[kept.kind]}, ${about.initials}` }] : []
  })
  const back = removed && <PutBack key={removed.what} removed={removed} onDone={() => setRemoved(undefined)} />
  if (unsent.length === 0) return back
  return (
    <Alert severity="warning" variant="outlined" sx={{ my: 2 }}>
      You typed this and did not send it before it closed. It stands nowhere else and goes when this window closes or locks: copy it if it is still needed.
      {unsent.map(({ kept, heading }) => (
        <Unsent
          key={`${kept.item}/${kept.kind}/${kept.which ?? ''}`}
          heading={heading}
          text={kept.draft.text}
          onPutAway={() => setRemoved({ what: heading, putBack: putAway(kept) })}
        />
      ))}
      {back}
    </Alert>
  )
}
