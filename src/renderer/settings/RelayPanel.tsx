import { useState } from 'react'
import type { Relay } from '../../core/model/meeting-servers.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { ServerField, ServerForm } from './ServerForm.tsx'
import { ServerPanel } from './ServerPanel.tsx'

/** The team's relay, by which colleagues anywhere can be invited. Its key is kept in the vault and shown to nobody. */
export function RelayPanel() {
  const { meeting } = useDesk()
  const { relay } = useObservable(meeting.servers)
  return (
    <ServerPanel
      heading="Our relay"
      standing={
        relay
          ? `${relay.address}, with its key from this vault. Invites can be made for colleagues anywhere.`
          : 'None is set. Huddles meet at this computer or on its network. With a relay that your organisation runs, colleagues can join from anywhere.'
      }
      change={relay ? 'Change the relay' : 'Set a relay'}
      stop={relay && { label: 'Stop using the relay', run: () => meeting.setRelay(undefined) }}
      renderForm={(onClose) => <RelayForm from={relay} onClose={onClose} />}
    />
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
