import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import type { NearView } from '../../../core/session/near-desk.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useNear } from './use-near.ts'

/** This team’s huddles on the local network, and the two lines to type where none is found by itself. */
export function NearPanel() {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const view = useNear()
  const { attempt, busy, problem } = useAttempt()
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const join = (invite: () => Promise<string>): void =>
    void attempt(async () => {
      const live = await desk.joinHuddle(await invite())
      navigate(routes.liveHuddle(live.id))
    })
  return (
    <Panel heading="Huddles found near you">
      <Found view={view} busy={busy} onJoin={(invite) => join(() => Promise.resolve(invite))} />
      <Box
        component="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          join(() => desk.near.ask(address, code))
        }}
        sx={{ mt: 1.5 }}
      >
        <Typography variant="body2" color="textSecondary">
          Not found by itself? Type what your colleague’s screen shows.
        </Typography>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={{ xs: 1.5, sm: 1 }} sx={{ mt: 1.5, alignItems: { xs: 'stretch', sm: 'center' } }}>
          <TextField label="Address" value={address} onChange={({ target }) => setAddress(target.value.slice(0, 100))} slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }} />
          <TextField label="Short code" value={code} onChange={({ target }) => setCode(target.value.slice(0, 100))} slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }} />
          <Button type="submit" variant="outlined" disabled={busy || address.trim() === '' || code.trim() === ''} sx={{ flexShrink: 0 }}>
            Join by code
          </Button>
        </Stack>
      </Box>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
    </Panel>
  )
}

interface FoundProps {
  readonly view: NearView | undefined
  readonly busy: boolean
  readonly onJoin: (invite: string) => void
}

function Found({ view, busy, onJoin }: FoundProps) {
  useFoundAnnounced(view)
  if (!view) return <Typography variant="body2">Looking on this network.</Typography>
  const { open, huddles, others } = view
  return (
    <>
      {!open && <Typography variant="body2">This network lets MDT Huddle listen for nothing, so no huddle appears here by itself.</Typography>}
      {open && huddles.length === 0 && <Typography variant="body2">None so far. It appears here as soon as a colleague opens a huddle to this network.</Typography>}
      <Box component="ul" aria-label="Huddles found near you" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {huddles.map(({ huddle, title, address, invite }) => (
          <Box component="li" key={huddle} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, py: 1, '& + &': { borderTop: '1px solid', borderColor: 'divider' } }}>
            <Box sx={{ flex: 1, minWidth: 180 }}>
              <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
              <Typography variant="body2" color="textSecondary">
                At {address}
              </Typography>
            </Box>
            <Button variant="contained" disabled={busy} onClick={() => onJoin(invite)}>
              Join {title}
            </Button>
          </Box>
        ))}
      </Box>
      {others > 0 && (
        <Typography variant="body2" color="textSecondary">
          {others === 1 ? 'One more huddle is' : `${others} more huddles are`} near, and not your team’s.
        </Typography>
      )}
    </>
  )
}

function useFoundAnnounced(view: NearView | undefined): void {
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const came = (view?.huddles ?? []).filter(({ huddle }) => !known.current.has(huddle))
    known.current = new Set((view?.huddles ?? []).map(({ huddle }) => huddle))
    for (const { title } of came) announce(`${title} was found near you.`)
  }, [view, announce])
}
