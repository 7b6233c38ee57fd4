import { Box, Button, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import type { OutcomeId } from '../../../core/model/ids.ts'
import { longestReason } from '../../../core/model/leaving.ts'
import type { Recipient } from '../../../core/model/recipient.ts'
import { tooLongInWords } from '../../huddle/live/too-long.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'

/** The way past a missing agreement: a stated reason, noted before anything opens, and reviewed by somebody else. */
export function BreakGlassForm({ outcome, to }: { readonly outcome: OutcomeId; readonly to: Recipient }) {
  const { leaving } = useDesk()
  const [because, setBecause] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const tooLong = tooLongInWords(because, longestReason)
  const open = (event: SubmitEvent) => {
    event.preventDefault()
    if (tooLong === undefined) void attempt(() => leaving.goWithoutAgreement(outcome, to, because))
  }
  return (
    <Box component="form" noValidate onSubmit={open} sx={{ mt: 2 }}>
      <Typography variant="body2" sx={{ mb: 1.5 }}>
        If it cannot wait until they are asked, say why. Your reason is kept with your name, and a colleague reviews it under Record.
      </Typography>
      <LimitedField
        id="without-agreement"
        longest={longestReason}
        label="Why it cannot wait"
        value={because}
        onChange={({ target }) => setBecause(target.value)}
        multiline
        minRows={2}
      />
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      <Button type="submit" variant="outlined" color="warning" loading={busy} sx={{ mt: 1.5 }}>
        Look without agreement
      </Button>
    </Box>
  )
}
