import { Button, Typography } from '@mui/material'
import { useState } from 'react'
import { Panel } from '../../shell/Panel.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { AskPassphrase } from './AskPassphrase.tsx'
import { useWaysIn } from './use-ways-in.ts'

/** Whether this computer's own key store may open the vault beside the passphrase. */
export function ComputerPanel() {
  const desk = useDesk()
  const [asking, setAsking] = useState(false)
  const [ways, lookAgain] = useWaysIn()
  if (!ways) return null
  const { computer: trusted, computerAbsence } = ways
  return (
    <Panel
      heading="This computer’s key store"
      {...((trusted || computerAbsence === '') && {
        action: (
          <Button variant="outlined" onClick={() => setAsking(true)}>
            {trusted ? 'No longer let it open' : 'Let it open'}
          </Button>
        ),
      })}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {computerAbsence !== ''
          ? `${computerAbsence} Your passphrase opens what is kept here.`
          : trusted
            ? 'Whoever is signed in to this computer as you can unlock without the passphrase.'
            : 'It can unlock in place of the passphrase for whoever is signed in to this computer as you.'}
      </Typography>
      {asking && (
        <AskPassphrase
          heading={trusted ? 'No longer let this computer open it?' : 'Let this computer open it?'}
          why={trusted ? 'From then on only the passphrase and the recovery code open it.' : 'Do this only on a computer that nobody else signs in to as you.'}
          verb={trusted ? 'Passphrase only' : 'Let it open'}
          onClose={() => setAsking(false)}
          onPassphrase={async (passphrase) => {
            await desk.trustComputer(passphrase, !trusted)
            lookAgain()
            setAsking(false)
          }}
        />
      )}
    </Panel>
  )
}
