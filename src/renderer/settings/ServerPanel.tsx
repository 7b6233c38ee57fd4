import { Button, Stack, Typography } from '@mui/material'
import { useState, type ReactNode } from 'react'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'

interface ServerPanelProps {
  readonly heading: string
  /** What is in use, in a sentence; or what none means. */
  readonly standing: string
  readonly change: string
  /** How the one in use is given up. */
  readonly stop?: { readonly label: string; readonly run: () => Promise<unknown> } | undefined
  readonly renderForm: (onClose: () => void) => ReactNode
}

/** The one server of its kind that this app uses: which it is, and setting, changing or giving it up. */
export function ServerPanel({ heading, standing, change, stop, renderForm }: ServerPanelProps) {
  const [changing, setChanging] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Panel
      heading={heading}
      action={
        !changing && (
          <Stack direction="row" spacing={1}>
            {stop && (
              <Button disabled={busy} onClick={() => void attempt(stop.run)}>
                {stop.label}
              </Button>
            )}
            <Button variant="outlined" onClick={() => setChanging(true)}>
              {change}
            </Button>
          </Stack>
        )
      }
    >
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {standing}
      </Typography>
      {changing && renderForm(() => setChanging(false))}
    </Panel>
  )
}
