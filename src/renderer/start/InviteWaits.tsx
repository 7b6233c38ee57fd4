import ContentCopy from '@mui/icons-material/ContentCopy'
import { Button, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { StartFrame } from './StartFrame.tsx'

/** Where an invite's link leads in a browser that did not open MDT Huddle: nothing can be joined here, but the invite is kept at hand. */
export function InviteWaits({ code }: { readonly code: string }) {
  const { attempt, problem } = useAttempt()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => setCopied(await attempt(() => navigator.clipboard.writeText(code)))
  return (
    <StartFrame
      heading="You are invited to a huddle"
      about="MDT Huddle runs on this computer, and opens in its own window. Copy the invite, go to that window, and paste it under “Join by invite”."
      foot="The invite was taken out of this page’s address. Nothing has been joined yet."
    >
      <Stack spacing={2}>
        <TextField
          label="Invite"
          value={code}
          slotProps={{ input: { readOnly: true } }}
          onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        />
        <Button variant="contained" startIcon={<ContentCopy />} onClick={() => void copy()} sx={{ alignSelf: 'flex-start' }}>
          {copied ? 'Copied' : 'Copy the invite'}
        </Button>
        <Typography variant="body2" color="textSecondary">
          No window of MDT Huddle open? Start it first: it opens one.
        </Typography>
        <ProblemNote problem={problem} />
      </Stack>
    </StartFrame>
  )
}
