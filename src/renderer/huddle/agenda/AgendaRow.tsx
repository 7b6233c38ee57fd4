import ArrowDownward from '@mui/icons-material/ArrowDownward'
import ArrowUpward from '@mui/icons-material/ArrowUpward'
import MoreVert from '@mui/icons-material/MoreVert'
import { Box, ButtonBase, IconButton, Tooltip, Typography } from '@mui/material'
import { useState, type KeyboardEvent } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { useNow } from '../live/use-now.ts'
import { itemStateInWords, itemTimeInWords } from '../live/words.ts'
import { AgendaRowMenu } from './AgendaRowMenu.tsx'

interface AgendaRowProps {
  readonly item: AgendaItem
  readonly chosen: boolean
  /** The question, where this window may know it. */
  readonly question: string
  readonly onChoose: () => void
  readonly onMove: (to: 'earlier' | 'later') => void
}

/** One person's place on the agenda: initials only, because several people share this list. */
export function AgendaRow({ item, chosen, question, onChoose, onMove }: AgendaRowProps) {
  const now = useNow(15_000, item.state === 'open')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const settled = item.state === 'closed' || item.state === 'parked'
  const detail = settled ? itemStateInWords(item) : [item.reason, question].filter(Boolean).join('. ')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? 'earlier' : 'later')
  }
  return (
    <Box
      component="li"
      data-item={item.id}
      sx={{
        position: 'relative',
        borderRadius: 2,
        border: '1px solid',
        borderColor: chosen ? 'divider' : 'transparent',
        backgroundColor: chosen ? 'background.paper' : 'transparent',
        boxShadow: (theme) => (chosen ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none'),
        '& .row-tools': { opacity: 0 },
        '&:hover .row-tools, &:focus-within .row-tools': { opacity: 1 },
        '@media (hover: none)': { '& .row-tools': { opacity: 1 } },
      }}
    >
      <ButtonBase
        aria-current={chosen || undefined}
        onClick={onChoose}
        onKeyDown={onKeyDown}
        sx={{ display: 'block', width: '100%', textAlign: 'left', borderRadius: 2, px: 1.5, py: 1 }}
      >
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
          <Typography component="span" sx={{ fontWeight: 600, color: settled ? 'text.secondary' : 'text.primary' }}>
            {item.initials}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {item.state === 'closed' ? '' : itemTimeInWords(item, now)}
          </Typography>
        </Box>
        <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block', lineHeight: 1.4, pr: 3 }}>
          {detail}
        </Typography>
      </ButtonBase>
      <Box
        className="row-tools"
        sx={{ position: 'absolute', right: 4, bottom: 4, display: 'flex', borderRadius: 1, backgroundColor: 'background.paper' }}
      >
        <Tooltip title="Earlier (Alt+Up)">
          <IconButton aria-label={`Move ${item.initials} earlier`} onClick={() => onMove('earlier')} sx={{ minWidth: 26, minHeight: 26, p: 0 }}>
            <ArrowUpward sx={{ fontSize: 16 }} />
          </IconButton>
        </Tooltip>
        <Tooltip title="Later (Alt+Down)">
          <IconButton aria-label={`Move ${item.initials} later`} onClick={() => onMove('later')} sx={{ minWidth: 26, minHeight: 26, p: 0 }}>
            <ArrowDownward sx={{ fontSize: 16 }} />
          </IconButton>
        </Tooltip>
        <Tooltip title="More">
          <IconButton
            aria-label={`More for ${item.initials}`}
            aria-haspopup="menu"
            aria-expanded={menu !== null}
            onClick={(event) => setMenu(event.currentTarget)}
            sx={{ minWidth: 26, minHeight: 26, p: 0 }}
          >
            <MoreVert sx={{ fontSize: 16 }} />
          </IconButton>
        </Tooltip>
      </Box>
      <AgendaRowMenu item={item} anchor={menu} onClose={() => setMenu(null)} />
    </Box>
  )
}
