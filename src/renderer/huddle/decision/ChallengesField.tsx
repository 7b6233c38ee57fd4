import { Box, Button, Typography } from '@mui/material'
import { useId } from 'react'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { clockTime } from '../../../core/model/dates.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft } from '../live/drafts.tsx'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useLive } from '../live/live-context.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'

/** Who sees it differently, by name, in the same size as the decision. */
export function ChallengesField({ person, discussion }: { readonly person: PersonDoc; readonly discussion: Discussion }) {
  const live = useLive()
  const announce = useAnnounce()
  const challenges = useDocValue(person, () => discussion.challenges())
  const held = useDraft({ item: discussion.item, kind: 'challenge' })
  const { attempt, problem } = useAttempt()
  const writing = held.draft !== undefined
  const button = useFocusAfter<HTMLButtonElement>(writing)
  const labelId = useId()
  const record = async (text: string): Promise<void> => {
    if (!(await attempt(() => live.challenge(discussion.item, text)))) return
    held.drop()
    announce('Your challenge is recorded.')
  }
  return (
    <FieldFrame label="Challenges, by name" labelId={labelId}>
      {challenges.map(({ by, text, at }) => (
        <Typography key={`${at}:${by.name}`} sx={{ mb: 0.5 }}>
          {by.name}: “{text}”{' '}
          <Box component="span" sx={{ color: 'text.secondary', typography: 'body2' }}>
            {clockTime(at)}
          </Box>
        </Typography>
      ))}
      {writing ? (
        <Box sx={{ mt: 1 }}>
          <ReasonForm
            label="What you see differently"
            helper={`Recorded under your name, ${live.me.name}, as plainly as the decision.`}
            verb="Record my challenge"
            maximum={2000}
            held={held}
            onCancel={held.drop}
            onSubmit={(text) => void record(text)}
          />
          <ProblemNote problem={problem} sx={{ mt: 1 }} />
        </Box>
      ) : (
        <Button size="small" ref={button} onClick={() => held.begin()} sx={{ ml: -0.5 }}>
          Add a challenge
        </Button>
      )}
    </FieldFrame>
  )
}
