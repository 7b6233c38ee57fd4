import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import type { RecordServer } from '../../core/model/leaving.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { ServerField, ServerForm } from './ServerForm.tsx'

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
      {changing && <RecordServerForm from={server} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function RecordServerForm({ from, onClose }: { readonly from: RecordServer | undefined; readonly onClose: () => void }) {
  const { leaving } = useDesk()
  const [name, setName] = useState(from?.name ?? '')
  const [base, setBase] = useState(from?.base ?? '')
  const [token, setToken] = useState('')
  return (
    <ServerForm
      use="Use this server"
      ready={base.trim() !== ''}
      keep={() => leaving.setServer({ name, base, token: token || (from?.base === base ? from.token : '') })}
      kept="Outcomes can be sent there from now on."
      onClose={onClose}
    >
      <ServerField id="server-name" label="What you call it" value={name} longest={120} onChange={setName} />
      <ServerField id="server-base" label="Base address of its FHIR service" value={base} longest={1000} help="For example https://records.example.nhs.uk/fhir" onChange={setBase} />
      <ServerField
        id="server-token"
        label="Bearer token"
        secret
        value={token}
        longest={4096}
        help={from?.token ? 'Leave it empty to keep the one that is in the vault, unless the address changes.' : 'Leave it empty if the server asks for none.'}
        onChange={setToken}
      />
    </ServerForm>
  )
}
