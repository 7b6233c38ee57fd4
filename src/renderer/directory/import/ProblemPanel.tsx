import { Box, Typography } from '@mui/material'
import type { EntryProblem } from '../../../core/model/open-referral.ts'
import { Panel } from '../../shell/Panel.tsx'

interface ProblemPanelProps {
  readonly problems: readonly EntryProblem[]
  /** Beyond those. */
  readonly more: number
}

/** What is wrong in the files, each with its place and what to do; what keeps an entry out comes first. */
export function ProblemPanel({ problems, more }: ProblemPanelProps) {
  const ordered = problems.toSorted((a, b) => Number(b.out) - Number(a.out))
  return (
    <Panel heading={`What is wrong in the files · ${problems.length + more}`}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {ordered.map(({ place, name, wrong, remedy, out }) => (
          <Box component="li" key={`${place} ${wrong}`} sx={{ py: 0.75, overflowWrap: 'anywhere', '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Typography sx={{ fontWeight: 550 }}>
              {name === '' ? place : `${name} · ${place}`}
              {out && <Box component="span" sx={{ fontWeight: 400 }}> · cannot come in</Box>}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {wrong} {remedy}
            </Typography>
          </Box>
        ))}
      </Box>
      {more > 0 && <Typography variant="body2">And {more.toLocaleString('en-GB')} more.</Typography>}
    </Panel>
  )
}
