import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import type { Relay } from '../../core/model/meeting-servers.ts'
import { useNotify } from '../shell/Notices.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

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
  const notify = useNotify()
  const [address, setAddress] = useState(from?.address ?? '')
  const [key, setKey] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const kept = await attempt(() => meeting.setRelay({ address, key: key || (from?.address === address ? from.key : '') }))
    if (!kept) return
    notify('Colleagues anywhere can be invited from now on.')
    onClose()
  }
  return (
    <Box component="form" noValidate onSubmit={(event) => void save(event)} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      <TextField
        id="relay-address"
        label="Address of the relay"
        value={address}
        onChange={({ target }) => setAddress(target.value)}
        helperText="For example wss://relay.example.nhs.uk. Without TLS, as ws://, whoever watches the network sees which computers meet."
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 200 } }}
      />
      <TextField
        id="relay-key"
        label="Key of the relay"
        type="password"
        autoComplete="off"
        value={key}
        onChange={({ target }) => setKey(target.value)}
        helperText={from ? 'Leave it empty to keep the one that is in the vault, unless the address changes.' : 'Whoever runs the relay has it. Those who only join huddles do not need it.'}
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 100 } }}
      />
      <ProblemNote problem={problem} />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" loading={busy} disabled={address.trim() === ''}>
          Use this relay
        </Button>
        <Button onClick={onClose} disabled={busy}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}
