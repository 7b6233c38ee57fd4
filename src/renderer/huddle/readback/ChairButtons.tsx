import { Button, Stack, Typography } from '@mui/material'
import { useId } from 'react'
import type { ReadBack } from '../../../core/session/live-huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { nextWaiting, useLiveView, useMyPart } from '../live/use-live-view.ts'
import { listed } from '../live/words.ts'

function closingSentence(reading: ReadBack, chairSigned: boolean): string {
  if (reading.changedSince) return 'It has changed since it was read: read it back again.'
  if (!chairSigned) return 'It closes once the chair has signed.'
  const waiting = reading.waitingFor.map(({ name }) => name)
  return waiting.length === 0 ? 'Everybody here has answered.' : `${listed(waiting)} ${waiting.length === 1 ? 'has' : 'have'} not answered yet.`
}

/** What the chair does with a reading-back, and where the room goes after it. */
export function ChairButtons({ item, reading }: OpenItem & { readonly reading: ReadBack }) {
  const live = useLive()
  const announce = useAnnounce()
  const { about, agenda } = useLiveView()
  const { chair, leads } = useMyPart()
  const { attempt, busy, problem } = useAttempt()
  const sentenceId = useId()
  if (!leads) return null

  if (item.state === 'closed') {
    const next = nextWaiting(agenda, item)
    return next ? (
      <Button variant="outlined" onClick={() => live.discuss(next.id)}>
        Go on with {next.initials}
      </Button>
    ) : (
      <Typography variant="body2">Nobody else waits on the agenda{chair ? ': close the huddle when you are ready' : ''}.</Typography>
    )
  }
  const chairSigned = reading.signed.some(({ device }) => device === about?.chair)
  const mayClose = chairSigned && chair && !reading.changedSince
  const sentence = closingSentence(reading, chairSigned)
  const close = async (): Promise<void> => {
    if (!mayClose) announce(sentence)
    else if (await attempt(() => live.closeItem(item.id))) announce(`The discussion of ${item.initials} is closed.`)
  }
  const reopen = (): void => {
    live.reopen(item.id)
    announce('The decision is back on the table.')
  }
  return (
    <Stack spacing={1}>
      <ProblemNote problem={problem} />
      <Typography id={sentenceId} variant="body2" color="textSecondary">
        {sentence}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        {chair && (
          <Button
            variant={chairSigned ? 'contained' : 'outlined'}
            aria-disabled={!mayClose || busy}
            aria-describedby={sentenceId}
            onClick={() => void close()}
          >
            Close this discussion
          </Button>
        )}
        {reading.changedSince && (
          <Button variant="contained" onClick={() => void attempt(() => live.readBack(item.id))}>
            Read back again
          </Button>
        )}
        <Button onClick={reopen}>Back to the table</Button>
      </Stack>
    </Stack>
  )
}
