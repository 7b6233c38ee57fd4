import { Box, Button, Stack, Typography } from '@mui/material'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import type { ReadBack } from '../../../core/session/live-huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft, type HeldDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { useCatchLostFocus, useFocusAfter } from '../live/use-focus.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'

function SignedNote() {
  const note = useCatchLostFocus<HTMLParagraphElement>()
  return (
    <Typography ref={note} tabIndex={-1} variant="body2" sx={{ '&:focus': { outline: 'none' } }}>
      You have signed this as a true record.
    </Typography>
  )
}

/** What one can answer to a reading-back: sign, challenge, or say why not. */
export function AnswerButtons({ item, reading }: { readonly item: AgendaItem; readonly reading: ReadBack }) {
  const live = useLive()
  const announce = useAnnounce()
  const { attempt, busy, problem } = useAttempt()
  const challenge = useDraft({ item: item.id, kind: 'challenge' })
  const refusal = useDraft({ item: item.id, kind: 'refusal' })
  const answers = useFocusAfter<HTMLDivElement>(challenge.draft !== undefined || refusal.draft !== undefined)
  const isMe = ({ device }: { readonly device: string }): boolean => device === live.me.device
  if (reading.signed.some(isMe)) return <SignedNote />
  const declined = reading.declined.some(({ card }) => isMe(card))

  const sign = async (): Promise<void> => {
    if (await attempt(() => live.sign(item.id))) announce('You have signed this as a true record.')
  }
  const send = async (held: HeldDraft, action: () => Promise<void> | void, done: string): Promise<void> => {
    if (!(await attempt(action))) return
    held.drop()
    announce(done)
  }
  return (
    <Box ref={answers} tabIndex={-1}>
      <ProblemNote problem={problem} />
      {challenge.draft ? (
        <ReasonForm
          label="What you see differently"
          helper={`Recorded under your name, ${live.me.name}. The decision goes back to the table.`}
          verb="Record my challenge"
          maximum={2000}
          held={challenge}
          onCancel={challenge.drop}
          onSubmit={(text) => void send(challenge, () => live.challenge(item.id, text), 'Your challenge is recorded. The decision is back on the table.')}
        />
      ) : refusal.draft ? (
        <ReasonForm
          label="Why you do not sign"
          verb="Record that I do not sign"
          maximum={1000}
          held={refusal}
          onCancel={refusal.drop}
          onSubmit={(because) => void send(refusal, () => live.decline(item.id, because), 'It is recorded that you do not sign.')}
        />
      ) : (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button variant="contained" disabled={busy || reading.changedSince} onClick={() => void sign()}>
            Sign as a true record
          </Button>
          <Button variant="outlined" onClick={() => challenge.begin()}>
            Challenge
          </Button>
          {!declined && (
            <Button disabled={reading.changedSince} onClick={() => refusal.begin()}>
              I do not sign
            </Button>
          )}
        </Stack>
      )}
    </Box>
  )
}
