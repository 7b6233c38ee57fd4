import { Box, Button, Stack, Typography } from '@mui/material'
import type { Written } from '../../../core/model/decision.ts'
import { clockTime } from '../../../core/model/dates.ts'
import { useAnnounce } from '../live/Announcer.tsx'

interface ConflictNoteProps<T> {
  /** `keyworkers`, `review dates`: what was written more than once. */
  readonly things: string
  readonly candidates: readonly Written<T>[]
  readonly inWords: (value: T) => string
  readonly onKeep: (value: T) => void
}

const counts = ['No', 'One', 'Two', 'Three', 'Four', 'Five']

/** Several values written apart, side by side, with who and when; nobody's is picked until somebody chooses. */
export function ConflictNote<T>({ things, candidates, inWords, onKeep }: ConflictNoteProps<T>) {
  const announce = useAnnounce()
  const keep = (value: T): void => {
    onKeep(value)
    announce(`Kept ${inWords(value)}.`)
  }
  return (
    <Box
      component="fieldset"
      aria-label={`Choose between ${things}`}
      sx={{ m: 0, minWidth: 0, border: '1px solid', borderColor: 'warning.main', borderRadius: 2, p: 1.5, backgroundColor: 'background.paper' }}
    >
      <Typography variant="body2" sx={{ fontWeight: 600, color: 'warning.main' }}>
        {counts[candidates.length] ?? candidates.length} {things} were written while some of you had not seen the other yet.
      </Typography>
      <Box component="ul" sx={{ m: 0, my: 1, pl: 0, listStyle: 'none' }}>
        {candidates.map(({ entry, value, by, at }) => (
          <Typography key={entry} component="li" variant="body2">
            <strong>{inWords(value)}</strong>{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              written by {by}, {clockTime(at)}
            </Box>
          </Typography>
        ))}
      </Box>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        {candidates.map(({ entry, value }) => (
          <Button key={entry} size="small" variant="outlined" onClick={() => keep(value)}>
            Keep {inWords(value)}
          </Button>
        ))}
      </Stack>
    </Box>
  )
}
