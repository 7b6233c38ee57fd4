import { useState } from 'react'
import type { RecordServer } from '../../core/model/leaving.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { ServerField, ServerForm } from './ServerForm.tsx'
import { ServerPanel } from './ServerPanel.tsx'

/** The record system that outcomes can be sent to. Its token is kept in the vault and shown to nobody. */
export function RecordServerPanel() {
  const { leaving } = useDesk()
  const server = useObservable(leaving.server)
  return (
    <ServerPanel
      heading="Record system (FHIR)"
      standing={
        server
          ? `${server.name}, at ${server.base}, ${server.token ? 'with a token from this vault' : 'without a token'}.`
          : 'None is set. Outcomes are filed in the records folder, and can be sent to a FHIR R4 server as well.'
      }
      change={server ? 'Change it' : 'Set one'}
      stop={server && { label: `Stop using ${server.name}`, run: () => leaving.setServer(undefined) }}
      renderForm={(onClose) => <RecordServerForm from={server} onClose={onClose} />}
    />
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
