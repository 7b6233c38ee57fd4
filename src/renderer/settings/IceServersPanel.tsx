import { Button, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useState } from 'react'
import { mostIceServers } from '../../core/model/meeting-servers.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { ServerField, ServerForm } from './ServerForm.tsx'

/** TURN and STUN servers, by which computers that cannot reach each other connect. Credentials are kept in the vault and shown to nobody. */
export function IceServersPanel() {
  const { meeting } = useDesk()
  const { iceServers } = useObservable(meeting.servers)
  const [adding, setAdding] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Panel
      heading="Connecting across networks (TURN)"
      action={
        !adding && iceServers.length < mostIceServers && (
          <Button variant="outlined" onClick={() => setAdding(true)}>
            Add a server
          </Button>
        )
      }
    >
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {iceServers.length === 0
          ? 'None is set. Colleagues connect where their computers reach each other. A TURN server carries what they write, still sealed, where they do not.'
          : 'Used from the next huddle that you begin, join or resume. Your invites for colleagues carry them, sealed to the team.'}
      </Typography>
      {iceServers.length > 0 && (
        <List dense disablePadding aria-label="Servers in use" sx={{ mt: 1 }}>
          {iceServers.map(({ urls, username }) => (
            <ListItem
              key={urls}
              disableGutters
              secondaryAction={
                <Button size="small" disabled={busy} aria-label={`Remove ${urls}`} onClick={() => void attempt(() => meeting.removeIceServer(urls))}>
                  Remove
                </Button>
              }
              sx={{ pr: 12 }}
            >
              <ListItemText
                primary={urls}
                secondary={username && `as ${username}, with its credential from this vault`}
                slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } }, secondary: { sx: { overflowWrap: 'anywhere' } } }}
              />
            </ListItem>
          ))}
        </List>
      )}
      {adding && <IceServerForm onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function IceServerForm({ onClose }: { readonly onClose: () => void }) {
  const { meeting } = useDesk()
  const [urls, setUrls] = useState('')
  const [username, setUsername] = useState('')
  const [credential, setCredential] = useState('')
  return (
    <ServerForm
      use="Use this server"
      ready={urls.trim() !== ''}
      keep={() => meeting.addIceServer({ urls, username, credential })}
      kept="It is used from the next huddle that you begin, join or resume."
      onClose={onClose}
    >
      <ServerField
        id="ice-address"
        label="Address of the server"
        value={urls}
        longest={300}
        help="For example turn:turn.example.nhs.uk:3478, or turns: where it speaks TLS"
        onChange={setUrls}
      />
      <ServerField id="ice-username" label="User name at the server" value={username} longest={500} onChange={setUsername} />
      <ServerField id="ice-credential" label="Credential" secret value={credential} longest={500} onChange={setCredential} />
    </ServerForm>
  )
}
