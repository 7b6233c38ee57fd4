import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useEffect, useId } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'
import { UnsentNote } from '../live/UnsentNote.tsx'
import { isFocusLost, useFocusAfter } from '../live/use-focus.ts'
import { useLiveView, useMyPart } from '../live/use-live-view.ts'
import { FiledNote } from './FiledNote.tsx'
import { OpenItemsList } from './OpenItemsList.tsx'
import { OutcomesList } from './OutcomesList.tsx'
import { SignRecord } from './SignRecord.tsx'

interface ClosingPanelProps {
  readonly onGoTo: (item: AgendaItem) => void
  readonly onBack: () => void
}

/** The end of a huddle: nobody left open, everybody's signature, then the record. */
export function ClosingPanel({ onGoTo, onBack }: ClosingPanelProps) {
  const live = useLive()
  const { about, agenda } = useLiveView()
  const { chair } = useMyPart()
  const state = useObservable(live.closing)
  const attempt = useAttempt()
  const headingId = useId()
  const open = agenda.filter((item) => item.state === 'open' || item.state === 'waiting')
  const closing = about?.state === 'closing'
  const heading = useFocusAfter<HTMLHeadingElement>(`${state.kind} ${about?.state} ${open.length === 0}`)
  // Whoever closes the huddle goes on from here; nobody else is taken away from where they type.
  useEffect(() => {
    if (chair || isFocusLost()) heading.current?.focus()
  }, [chair, heading])

  const failed = state.kind === 'failed' && !attempt.problem ? { code: 'closing-failed', ...state } : attempt.problem
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ px: { xs: 2, sm: 4 }, py: 3, maxWidth: 720 }}>
      <Typography id={headingId} ref={heading} tabIndex={-1} variant="h1" component="h2" sx={{ mb: 0.5, '&:focus': { outline: 'none' } }}>
        {state.kind === 'filed' ? 'The huddle is closed' : 'Closing the huddle'}
      </Typography>
      {about?.state !== 'open' && <UnsentNote items={agenda} />}
      {state.kind === 'filed' ? (
        <Box sx={{ mt: 2 }}>
          <FiledNote folder={state.folder} outcomes={state.outcomes} agenda={agenda} />
        </Box>
      ) : (
        <Stack spacing={2}>
          <Typography color="textSecondary">
            {open.length > 0 && !closing
              ? 'Each person is decided or carried over before the huddle closes, so that nobody is lost.'
              : 'This is what came of it. Everybody here signs it as one record, then the chair files it.'}
          </Typography>
          {open.length > 0 && !closing ? <OpenItemsList items={open} onGoTo={onGoTo} /> : <OutcomesList agenda={agenda} />}
          {state.kind === 'filing' && (
            <Box component="output">
              <Typography variant="body2">{state.step}</Typography>
              <LinearProgress aria-label={state.step} sx={{ mt: 1 }} />
            </Box>
          )}
          {closing ? (
            <SignRecord waitingFor={state.kind === 'signing' ? state.waitingFor : []} filing={{ ...attempt, problem: failed }} />
          ) : (
            state.kind !== 'filing' && (
              <>
                <ProblemNote problem={failed} />
                <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
                  {chair && (
                    <Button variant="contained" disabled={open.length > 0 || attempt.busy} onClick={() => void attempt.attempt(() => live.close())}>
                      {failed ? 'Try to close again' : 'Ask everybody to sign'}
                    </Button>
                  )}
                  <Button onClick={onBack}>Back to the discussion</Button>
                </Stack>
              </>
            )
          )}
        </Stack>
      )}
    </Box>
  )
}
