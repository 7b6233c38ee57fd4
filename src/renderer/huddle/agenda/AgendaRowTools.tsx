import ArrowDownward from '@mui/icons-material/ArrowDownward'
import ArrowUpward from '@mui/icons-material/ArrowUpward'
import MoreVert from '@mui/icons-material/MoreVert'
import { Box, IconButton, Tooltip } from '@mui/material'
import { useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { AgendaRowMenu } from './AgendaRowMenu.tsx'

interface AgendaRowToolsProps {
  readonly item: AgendaItem
  readonly onMove: (to: 'earlier' | 'later') => void
}

const small = { minWidth: 26, minHeight: 26, p: 0 } as const

/** What can be done with a place on the agenda; shown when the row is pointed at or has the keyboard. */
export function AgendaRowTools({ item, onMove }: AgendaRowToolsProps) {
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  return (
    <Box className="row-tools" sx={{ position: 'absolute', right: 4, bottom: 4, display: 'flex', borderRadius: 1, bgcolor: 'background.paper' }}>
      <Tooltip title="Earlier (Alt+Up)">
        <IconButton aria-label={`Move ${item.initials} earlier`} onClick={() => onMove('earlier')} sx={small}>
          <ArrowUpward sx={{ fontSize: 16 }} />
        </IconButton>
      </Tooltip>
      <Tooltip title="Later (Alt+Down)">
        <IconButton aria-label={`Move ${item.initials} later`} onClick={() => onMove('later')} sx={small}>
          <ArrowDownward sx={{ fontSize: 16 }} />
        </IconButton>
      </Tooltip>
      <Tooltip title="More">
        <IconButton
          aria-label={`More for ${item.initials}`}
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          onClick={(event) => setMenu(event.currentTarget)}
          sx={small}
        >
          <MoreVert sx={{ fontSize: 16 }} />
        </IconButton>
      </Tooltip>
      <AgendaRowMenu item={item} anchor={menu} onClose={() => setMenu(null)} />
    </Box>
  )
}
