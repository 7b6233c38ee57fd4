import { Box, Button, List, ListItem, ListItemText, Stack, TextField, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { mostIceServers } from '../../core/model/meeting-servers.ts'
import { useNotify } from '../shell/Notices.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

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
          : 'Used from the next huddle that you begin, join or resume.'}
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
  const notify = useNotify()
  const [urls, setUrls] = useState('')
  const [username, setUsername] = useState('')
  const [credential, setCredential] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(await attempt(() => meeting.addIceServer({ urls, username, credential })))) return
    notify('It is used from the next huddle that you begin, join or resume.')
    onClose()
  }
  return (
    <Box component="form" noValidate onSubmit={(event) => void save(event)} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      <TextField
        id="ice-address"
        label="Address of the server"
        value={urls}
        onChange={({ target }) => setUrls(target.value)}
        helperText="For example turn:turn.example.nhs.uk:3478, or turns: where it speaks TLS"
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 300 } }}
      />
      <TextField
        id="ice-username"
        label="User name at the server"
        autoComplete="off"
        value={username}
        onChange={({ target }) => setUsername(target.value)}
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 500 } }}
      />
      <TextField
        id="ice-credential"
        label="Credential"
        type="password"
        autoComplete="off"
        value={credential}
        onChange={({ target }) => setCredential(target.value)}
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 500 } }}
      />
      <ProblemNote problem={problem} />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" loading={busy} disabled={urls.trim() === ''}>
          Use this server
        </Button>
        <Button onClick={onClose} disabled={busy}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}
