import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import type { Relay } from '../../core/model/meeting-servers.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { ServerField, ServerForm } from './ServerForm.tsx'

/** The team's relay, by which colleagues anywhere can be invited. Its key is kept in the vault and shown to nobody. */
export function RelayPanel() {
  const { meeting } = useDesk()
  const { relay } = useObservable(meeting.servers)
  const [changing, setChanging] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Panel
      heading="Our relay"
      action={
        !changing && (
          <Stack direction="row" spacing={1}>
            {relay && (
              <Button disabled={busy} onClick={() => void attempt(() => meeting.setRelay(undefined))}>
                Stop using the relay
              </Button>
            )}
            <Button variant="outlined" onClick={() => setChanging(true)}>
              {relay ? 'Change the relay' : 'Set a relay'}
            </Button>
          </Stack>
        )
      }
    >
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {relay
          ? `${relay.address}, with its key from this vault. Invites can be made for colleagues anywhere.`
          : 'None is set. Huddles meet at this computer or on its network. With a relay that your organisation runs, colleagues can join from anywhere.'}
      </Typography>
      {changing && <RelayForm from={relay} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function RelayForm({ from, onClose }: { readonly from: Relay | undefined; readonly onClose: () => void }) {
  const { meeting } = useDesk()
  const [address, setAddress] = useState(from?.address ?? '')
  const [key, setKey] = useState('')
  return (
    <ServerForm
      use="Use this relay"
      ready={address.trim() !== ''}
      keep={() => meeting.setRelay({ address, key: key || (from?.address === address ? from.key : '') })}
      kept="Colleagues anywhere can be invited from now on."
      onClose={onClose}
    >
      <ServerField
        id="relay-address"
        label="Address of the relay"
        value={address}
        longest={200}
        help="For example wss://relay.example.nhs.uk. Without TLS, as ws://, whoever watches the network sees which computers meet."
        onChange={setAddress}
      />
      <ServerField
        id="relay-key"
        label="Key of the relay"
        secret
        value={key}
        longest={100}
        help={from ? 'Leave it empty to keep the one that is in the vault, unless the address changes.' : 'Whoever runs the relay has it. Those who only join huddles do not need it.'}
        onChange={setKey}
      />
    </ServerForm>
  )
}
