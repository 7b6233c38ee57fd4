import { Button, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { lockChoices, type LockAfter } from '../../../core/session/idle-lock.ts'
import { keepLockAfter, readLockAfter } from '../../shell/lock/lock-after.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'

/** Locking by hand, and by itself. */
export function LockPanel() {
  const desk = useDesk()
  const [minutes, setMinutes] = useState<LockAfter>(readLockAfter)
  const { busy, problem, attempt } = useAttempt()
  const choose = (text: string): void => {
    const chosen = lockChoices.find((each) => String(each) === text)
    if (!chosen) return
    keepLockAfter(chosen)
    setMinutes(chosen)
  }
  return (
    <Panel
      heading="Lock"
      action={
        <Button variant="outlined" loading={busy} onClick={() => void attempt(() => desk.lock('everywhere'))}>
          Lock now
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        Saves what is written, closes everything and forgets the keys. Your place in a huddle is kept: after unlocking you go on there. From
        anywhere: Ctrl, Shift and L together. It also locks when this computer has slept.
      </Typography>
      <TextField id="lock-after" select label="Lock by itself after" value={String(minutes)} onChange={({ target }) => choose(target.value)} sx={{ maxWidth: 280 }}>
        {lockChoices.map((each) => (
          <MenuItem key={each} value={String(each)}>
            {each} minutes without use
          </MenuItem>
        ))}
      </TextField>
      <ProblemNote problem={problem} sx={{ mt: 2 }} />
    </Panel>
  )
}
