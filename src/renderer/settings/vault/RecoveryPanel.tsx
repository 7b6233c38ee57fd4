import { Button, Typography } from '@mui/material'
import { useState } from 'react'
import type { NewRecoveryCode } from '../../../core/session/vault-desk.ts'
import { Panel } from '../../shell/Panel.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { AskPassphrase } from './AskPassphrase.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'
import { useWaysIn } from './use-ways-in.ts'

/** A printed code that opens the vault when the passphrase is lost. */
export function RecoveryPanel() {
  const desk = useDesk()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<NewRecoveryCode>()
  const [ways, lookAgain] = useWaysIn()
  const hasOne = ways?.recoveryCode ?? false
  return (
    <Panel
      heading="Recovery code"
      action={
        <Button variant="outlined" onClick={() => setAsking(true)}>
          {hasOne ? 'Make a new recovery code' : 'Make a recovery code'}
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {hasOne
          ? 'There is one. A new one takes its place once you say that you have it on paper, and the former then opens nothing.'
          : 'There is none yet: without one, a lost passphrase closes what is kept here for good.'}{' '}
        It is shown once, to be printed and locked away.
      </Typography>
      {asking && (
        <AskPassphrase
          heading="Make a recovery code"
          why="Whoever holds the code can open what is kept on this computer. Say first that it is you."
          verb="Make the code"
          onClose={() => setAsking(false)}
          onPassphrase={async (passphrase) => {
            setMade(await desk.makeRecoveryCode(passphrase))
            setAsking(false)
          }}
        />
      )}
      {made && (
        <RecoverySheet
          made={made}
          former={hasOne}
          onDone={() => {
            setMade(undefined)
            lookAgain()
          }}
        />
      )}
    </Panel>
  )
}
