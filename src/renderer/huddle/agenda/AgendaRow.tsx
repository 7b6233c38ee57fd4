import { Box, ButtonBase, Typography } from '@mui/material'
import type { KeyboardEvent } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { forcedColours } from '../../shell/component-defaults.ts'
import { useNow } from '../live/use-now.ts'
import { itemStateInWords, itemTimeInWords } from '../live/words.ts'
import { AgendaRowTools } from './AgendaRowTools.tsx'

interface AgendaRowProps {
  readonly item: AgendaItem
  readonly chosen: boolean
  /** Whether the room talks about them now. */
  readonly running: boolean
  readonly settled: boolean
  /** The question, where this window may know it. */
  readonly question: string
  readonly onChoose: () => void
  readonly onMove: (to: 'earlier' | 'later') => void
}

/** One person's place on the agenda: initials only, because several people share this list. */
export function AgendaRow({ item, chosen, running, settled, question, onChoose, onMove }: AgendaRowProps) {
  const now = useNow(15_000, running)
  const quiet = item.state === 'closed' || item.state === 'parked'
  const detail = quiet ? itemStateInWords(item) : [item.reason, question].filter(Boolean).join('. ')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (settled || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? 'earlier' : 'later')
  }
  return (
    <Box
      component="li"
      data-item={item.id}
      tabIndex={-1}
      sx={{
        position: 'relative',
        borderRadius: 2,
        border: '1px solid',
        borderColor: chosen ? 'divider' : 'transparent',
        backgroundColor: chosen ? 'background.paper' : 'transparent',
        boxShadow: (theme) => (chosen ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none'),
        '& .row-tools': { opacity: 0 },
        [forcedColours]: { borderStyle: chosen ? 'solid' : 'none', ...(chosen && { borderWidth: 2, borderColor: 'Highlight' }) },
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
          <Typography component="span" sx={{ fontWeight: 600, color: quiet ? 'text.secondary' : 'text.primary' }}>
            {item.initials}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {item.state === 'closed' ? '' : itemTimeInWords(item, now, running)}
          </Typography>
        </Box>
        <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block', lineHeight: 1.4, pr: 3 }}>
          {detail}
        </Typography>
      </ButtonBase>
      {!settled && <AgendaRowTools item={item} onMove={onMove} />}
    </Box>
  )
}
