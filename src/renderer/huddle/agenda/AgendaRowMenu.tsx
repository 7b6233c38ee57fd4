import { Dialog, DialogContent, DialogTitle, Divider, ListSubheader, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { isFocusLost } from '../live/use-focus.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { usePark } from './use-park.ts'

/** Follows whoever was parked or brought back to where they stand now: their row there is a new one. */
const followTo = ({ id }: AgendaItem): void =>
  void requestAnimationFrame(() => {
    if (isFocusLost()) document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus()
  })

const minuteChoices = [5, 10, 15, 20, 30]

interface AgendaRowMenuProps {
  readonly item: AgendaItem
  readonly anchor: HTMLElement | null
  readonly onClose: () => void
}

export function AgendaRowMenu({ item, anchor, onClose }: AgendaRowMenuProps) {
  const live = useLive()
  const announce = useAnnounce()
  const [parking, setParking] = useState(false)
  const why = useDraft({ item: item.id, kind: 'parking' })
  const then = (step: () => void) => (): void => {
    step()
    onClose()
  }
  const { park, problem } = usePark()
  const bringBack = (): void => {
    live.resume(item.id)
    announce(`${item.initials} is back on the agenda.`)
    followTo(item)
  }
  const startParking = (): void => {
    why.begin()
    setParking(true)
  }
  const giveUp = (): void => {
    why.drop()
    setParking(false)
  }
  const parkHere = async (because: string): Promise<void> => {
    if (!(await park(item, because))) return
    why.drop()
    setParking(false)
    followTo(item)
  }
  return (
    <>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={onClose}>
        {item.state === 'parked' && <MenuItem onClick={then(bringBack)}>Bring back to the agenda</MenuItem>}
        {(item.state === 'waiting' || item.state === 'open') && (
          <MenuItem onClick={then(startParking)}>Park until the next huddle…</MenuItem>
        )}
        <Divider />
        <ListSubheader sx={{ lineHeight: 2, backgroundColor: 'transparent' }}>Time set aside</ListSubheader>
        {minuteChoices.map((minutes) => (
          <MenuItem
            key={minutes}
            role="menuitemradio"
            aria-checked={item.minutes === minutes}
            selected={item.minutes === minutes}
            onClick={then(() => live.changeMinutes(item.id, minutes))}
          >
            {minutes} minutes
          </MenuItem>
        ))}
      </Menu>
      <Dialog open={parking} onClose={() => setParking(false)} aria-labelledby={`park-${item.id}`}>
        <DialogTitle id={`park-${item.id}`}>Park {item.initials}</DialogTitle>
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <ProblemNote problem={problem} sx={{ mb: 2 }} />
          <ReasonForm
            label="Why it waits"
            helper="It is carried over to the next huddle with this reason, which only those read who may see this person; what was written stays."
            verb="Park"
            onSubmit={(because) => void parkHere(because)}
            held={why}
            onCancel={giveUp}
          />
        </DialogContent>
      </Dialog>
    </>
  )
}
