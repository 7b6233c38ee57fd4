import Check from '@mui/icons-material/Check'
import HourglassEmpty from '@mui/icons-material/HourglassEmpty'
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutlined'
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import type { StaffCard } from '../../../core/model/team.ts'

interface SignersListProps {
  readonly signed: readonly StaffCard[]
  readonly declined?: readonly { readonly card: StaffCard; readonly because: string }[]
  readonly waitingFor: readonly StaffCard[]
}

function Line({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <Typography component="li" variant="body2" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box component="span" aria-hidden sx={{ display: 'inline-flex', pt: '3px', color: 'text.secondary' }}>
        {icon}
      </Box>
      <span>{children}</span>
    </Typography>
  )
}

/** Who has answered, and how; in words as well as by sign. */
export function SignersList({ signed, declined, waitingFor }: SignersListProps) {
  return (
    <Box component="ul" aria-label="Who has signed" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {signed.map(({ device, name, role }) => (
        <Line key={device} icon={<Check sx={{ fontSize: 16 }} />}>
          <strong>{name}</strong> signed, {role}
        </Line>
      ))}
      {declined?.map(({ card: { device, name }, because }) => (
        <Line key={device} icon={<RemoveCircleOutline sx={{ fontSize: 16 }} />}>
          <strong>{name}</strong> does not sign: “{because}”
        </Line>
      ))}
      {waitingFor.map(({ device, name }) => (
        <Line key={device} icon={<HourglassEmpty sx={{ fontSize: 16 }} />}>
          {name} has not answered yet
        </Line>
      ))}
    </Box>
  )
}
