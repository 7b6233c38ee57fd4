import { Box, Typography } from '@mui/material'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { Roster } from '../../core/model/roster.ts'
import { Panel } from '../shell/Panel.tsx'

/** What became of the roster, newest first. Where a device was removed, the team's keys were renewed. */
export function RosterHistory({ roster }: { readonly roster: Roster }) {
  const renewals = roster.epoch - 1
  return (
    <Panel heading="What changed">
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        Version {roster.version}.{' '}
        {renewals === 0 ? 'Nobody has been removed, so the keys are those of the beginning.' : `The keys were renewed ${renewals === 1 ? 'once' : `${renewals} times`}, each time without whoever was removed.`}
      </Typography>
      <Box component="ol" aria-label="Changes of the roster, newest first" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {roster.history.toReversed().map((step, index, steps) => {
          const renewed = step.epoch > (steps[index + 1]?.epoch ?? 1)
          return (
            <Box component="li" key={`${step.version} ${step.at} ${step.what}`} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 0.75, '& + &': { borderTop: '1px solid', borderColor: 'divider' } }}>
              <Typography variant="body2" color="textSecondary" sx={{ flex: '0 0 150px' }}>
                {clinicalDateTime(step.at)}
              </Typography>
              <Typography variant="body2" sx={{ flex: '1 1 260px' }}>
                {step.what}
                {renewed && ' Keys renewed.'}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                by {step.by}
              </Typography>
            </Box>
          )
        })}
      </Box>
    </Panel>
  )
}
