import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import type { RecordServer } from '../../core/model/leaving.ts'
import { useNotify } from '../shell/Notices.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** The record system that outcomes can be sent to. Its token is kept in the vault and shown to nobody. */
export function RecordServerPanel() {
  const { leaving } = useDesk()
  const server = useObservable(leaving.server)
  const [changing, setChanging] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Panel
      heading="Record system (FHIR)"
      action={
        !changing && (
          <Stack direction="row" spacing={1}>
            {server && (
              <Button disabled={busy} onClick={() => void attempt(() => leaving.setServer(undefined))}>
                Stop using {server.name}
              </Button>
            )}
            <Button variant="outlined" onClick={() => setChanging(true)}>
              {server ? 'Change it' : 'Set one'}
            </Button>
          </Stack>
        )
      }
    >
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {server
          ? `${server.name}, at ${server.base}, ${server.token ? 'with a token from this vault' : 'without a token'}.`
          : 'None is set. Outcomes are filed in the records folder, and can be sent to a FHIR R4 server as well.'}
      </Typography>
      {changing && <ServerForm from={server} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function ServerForm({ from, onClose }: { readonly from: RecordServer | undefined; readonly onClose: () => void }) {
  const { leaving } = useDesk()
  const notify = useNotify()
  const [name, setName] = useState(from?.name ?? '')
  const [base, setBase] = useState(from?.base ?? '')
  const [token, setToken] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const kept = await attempt(() => leaving.setServer({ name, base, token: token || (from?.base === base ? from.token : '') }))
    if (!kept) return
    notify('Outcomes can be sent there from now on.')
    onClose()
  }
  return (
    <Box component="form" noValidate onSubmit={(event) => void save(event)} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      <TextField id="server-name" label="What you call it" value={name} onChange={({ target }) => setName(target.value)} slotProps={{ htmlInput: { maxLength: 120 } }} />
      <TextField
        id="server-base"
        label="Base address of its FHIR service"
        value={base}
        onChange={({ target }) => setBase(target.value)}
        helperText="For example https://records.example.nhs.uk/fhir"
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 1000 } }}
      />
      <TextField
        id="server-token"
        label="Bearer token"
        type="password"
        autoComplete="off"
        value={token}
        onChange={({ target }) => setToken(target.value)}
        helperText={from?.token ? 'Leave it empty to keep the one that is in the vault, unless the address changes.' : 'Leave it empty if the server asks for none.'}
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 4096 } }}
      />
      <ProblemNote problem={problem} />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" loading={busy} disabled={base.trim() === ''}>
          Use this server
        </Button>
        <Button onClick={onClose} disabled={busy}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}
