import { Alert, Box, Typography } from '@mui/material'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { useUnsent, type DraftKind } from './drafts.tsx'

const kindWords: Readonly<Record<DraftKind, string>> = {
  words: 'Words of the person',
  challenge: 'A challenge',
  refusal: 'Why you do not sign',
  comment: 'A comment',
  reply: 'A reply',
  'how it went': 'What became of an action',
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
    <Alert severity="warning" variant="outlined">
      You typed this and did not send it before it closed. It stands nowhere else and goes when this window closes or locks: copy it if it is still needed.
      {unsent.map(({ key, initials, kind, text }) => (
        <Box key={key} sx={{ mt: 1 }}>
          <Typography variant="subtitle2" component="h3">
            {kindWords[kind]}, {initials}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {text}
          </Typography>
        </Box>
      ))}
    </Alert>
  )
}
