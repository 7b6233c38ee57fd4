import { Button, Stack, Typography } from '@mui/material'
import { useId } from 'react'
import type { StaffCard } from '../../../core/model/team.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import type { Attempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useLiveView, useMyPart } from '../live/use-live-view.ts'
import { listed } from '../live/words.ts'
import { SignersList } from '../readback/SignersList.tsx'

interface SignRecordProps {
  readonly waitingFor: readonly StaffCard[]
  readonly filing: Attempt
}

/** Everybody here signs what the huddle decided as one record; the chair files it with the signatures that are there. */
export function SignRecord({ waitingFor, filing }: SignRecordProps) {
  const live = useLive()
  const announce = useAnnounce()
  const { checkpoint, checkpointSignatures } = useLiveView()
  const { chair } = useMyPart()
  const { attempt, busy, problem } = filing
  const sentenceId = useId()
  const signed = checkpointSignatures.map(({ card }) => card).filter(({ device }) => !waitingFor.some((other) => other.device === device))
  const iSigned = signed.some(({ device }) => device === live.me.device)
  const answers = useFocusAfter<HTMLDivElement>(iSigned)
  const mayFile = chair && (iSigned || !checkpoint)
  const sentence = !checkpoint
    ? 'Nothing was decided in this huddle, so there is nothing to sign.'
    : !iSigned
      ? 'Sign first, then file.'
      : waitingFor.length === 0
        ? 'Everybody here has signed.'
        : `Without ${listed(waitingFor.map(({ name }) => name))} it can be filed too; their signature would then be missing.`
  const sign = async (): Promise<void> => {
    if (await attempt(() => live.signCheckpoint())) announce('You have signed the record of this huddle.')
  }
  return (
    <Stack ref={answers} tabIndex={-1} spacing={2}>
      {checkpoint && <SignersList signed={signed} waitingFor={waitingFor} />}
      <ProblemNote problem={problem} />
      {(chair || !checkpoint) && (
        <Typography id={sentenceId} variant="body2" color="textSecondary">
          {sentence}
        </Typography>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        {checkpoint && !iSigned && (
          <Button variant="contained" disabled={busy} onClick={() => void sign()}>
            Sign the record of this huddle
          </Button>
        )}
        {chair && (
          <Button
            variant={mayFile ? 'contained' : 'outlined'}
            aria-disabled={!mayFile || busy}
            aria-describedby={sentenceId}
            onClick={() => (mayFile ? void attempt(() => live.file()) : announce(sentence))}
          >
            File the record
          </Button>
        )}
        {!chair && iSigned && <Typography variant="body2">You have signed. The chair files the record.</Typography>}
      </Stack>
    </Stack>
  )
}
