import ContentCopy from '@mui/icons-material/ContentCopy'
import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useCopy } from '../../shell/use-copy.ts'
import { useUnsent, type DraftKind } from './drafts.tsx'

const kindWords: Readonly<Record<DraftKind, string>> = {
  words: 'Words of the person',
  challenge: 'A challenge',
  refusal: 'Why you do not sign',
  comment: 'A comment',
  reply: 'A reply',
  'how it went': 'What became of an action',
}

/** One such text under what it was to be, with a button that copies it. */
function Unsent({ heading, text }: { readonly heading: string; readonly text: string }) {
  const { copied, copy, problem } = useCopy(text)
  return (
    <Box sx={{ mt: 1 }}>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {heading}
        </Typography>
        <Button color="inherit" startIcon={<ContentCopy />} onClick={copy} aria-label={`${copied ? 'Copied' : 'Copy'}: ${heading}`} sx={{ flexShrink: 0 }}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
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
  const unsent = useUnsent().flatMap(({ item, kind, which = '', draft }) => {
    const about = items.find(({ id }) => id === item)
    return about && (kinds?.includes(kind) ?? true) ? [{ key: `${item}/${kind}/${which}`, initials: about.initials, kind, text: draft.text }] : []
  })
  if (unsent.length === 0) return null
  return (
    <Alert severity="warning" variant="outlined" sx={{ my: 2 }}>
      You typed this and did not send it before it closed. It stands nowhere else and goes when this window closes or locks: copy it if it is still needed.
      {unsent.map(({ key, initials, kind, text }) => (
        <Unsent key={key} heading={`${kindWords[kind]}, ${initials}`} text={text} />
      ))}
    </Alert>
  )
}
