import MoreHoriz from '@mui/icons-material/MoreHoriz'
import { Divider, IconButton, ListSubheader, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { useDesk } from '../../shell/session-context.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { useLiveView, useMyPart, usePeopleHere } from '../live/use-live-view.ts'
import { openSeat } from './open-seat.ts'

/** What is needed now and then: a second seat, handing over, leaving. */
export function HuddleMenu() {
  const live = useLive()
  const desk = useDesk()
  const announce = useAnnounce()
  const { about } = useLiveView()
  const { chair, leads } = useMyPart()
  const here = usePeopleHere()
  const { attempt, problem } = useAttempt()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const then = (step: () => unknown) => (): void => {
    setAnchor(null)
    void attempt(async () => {
      await step()
    })
  }
  const handOver = (part: 'chair' | 'noteKeeper', words: string) =>
    here
      .filter(({ device }) => device !== about?.[part])
      .map(({ device, name }) => (
        <MenuItem
          key={`${part}:${device}`}
          onClick={then(async () => {
            await live.handOver(part, device)
            announce(`${name} now ${words}.`)
          })}
        >
          {name} {words}
        </MenuItem>
      ))
  return (
    <>
      <IconButton
        aria-label="More for this huddle"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHoriz fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {!desk.guest && <MenuItem onClick={then(() => openSeat(desk))}>Open a second seat on this computer</MenuItem>}
        {leads && here.length > 1 && <Divider />}
        {leads && here.length > 1 && <ListSubheader sx={{ lineHeight: 2, backgroundColor: 'transparent' }}>Hand over</ListSubheader>}
        {chair && handOver('chair', 'chairs')}
        {leads && handOver('noteKeeper', 'keeps the notes')}
        <Divider />
        <MenuItem onClick={then(() => live.leave())}>Leave the huddle</MenuItem>
      </Menu>
      <ProblemNote problem={problem} />
    </>
  )
}
