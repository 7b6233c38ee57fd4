import { Box, Button, Typography } from '@mui/material'
import { useId } from 'react'
import { stillMissing } from '../../../core/model/decision.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { useMyPart } from '../live/use-live-view.ts'
import { listed } from '../live/words.ts'

/** What is still missing, in words; the button says the same, can be reached, and explains itself. */
export function DecisionFoot({ item, open }: OpenItem) {
  const live = useLive()
  const announce = useAnnounce()
  const { leads } = useMyPart()
  const { attempt, busy, problem } = useAttempt()
  const missing = useDocValue(open.person, () => stillMissing(open.discussion.draft()))
  const missingId = useId()
  const waits = missing.length > 0 || !leads
  const sentence =
    missing.length > 0
      ? `Still missing: ${listed(missing)}.`
      : leads
        ? 'Nothing is missing. Read it aloud, then everybody here signs or says what they see differently.'
        : 'Nothing is missing. The chair or the note-keeper reads it back.'

  const readBack = (): void => {
    if (waits) announce(sentence)
    else void attempt(() => live.readBack(item.id))
  }
  return (
    <Box sx={{ borderRadius: 2, p: 1.5, backgroundColor: 'background.paper', border: '1px solid', borderColor: 'divider' }}>
      <Typography id={missingId} variant="body2" sx={{ mb: 1 }}>
        {missing.length > 0 ? (
          <>
            Still missing: <strong>{listed(missing)}</strong>.
          </>
        ) : (
          sentence
        )}
      </Typography>
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Button
        fullWidth
        variant="contained"
        aria-disabled={waits || busy}
        aria-describedby={missingId}
        onClick={readBack}
        sx={
          waits
            ? {
                px: 1,
                minHeight: 40,
                color: 'text.secondary',
                backgroundColor: 'action.disabledBackground',
                cursor: 'default',
                '&:hover': { backgroundColor: 'action.disabledBackground' },
              }
            : { px: 1, minHeight: 40 }
        }
      >
        Read back and close this discussion
      </Button>
    </Box>
  )
}
