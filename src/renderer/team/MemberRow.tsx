import MoreHoriz from '@mui/icons-material/MoreHoriz'
import { Box, Chip, IconButton, Menu, MenuItem, TableCell, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { clinicalDateTime, type Instant } from '../../core/model/dates.ts'
import type { DeviceId } from '../../core/model/ids.ts'
import { nameOfMember, type RosterMember } from '../../core/model/roster.ts'
import type { Removal } from './RemoveDialog.tsx'
import { deviceName } from './team-words.ts'

interface MemberRowProps {
  readonly member: RosterMember
  readonly me: DeviceId
  readonly met: ReadonlyMap<DeviceId, Instant>
  /** Whether whoever looks may change the roster. */
  readonly mayChange: boolean
  readonly onLead: (leads: boolean) => void
  readonly onRemove: (removal: Removal) => void
}

/** One member: who they are, by which devices, when each was last met, and what a lead may do. */
export function MemberRow({ member, me, met, mayChange, onLead, onRemove }: MemberRowProps) {
  const card = member.devices.at(-1)
  const name = nameOfMember(member)
  if (!card) return null
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ verticalAlign: 'top' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          {name}
          {member.leads && <Chip label="Leads" size="small" variant="outlined" />}
        </Box>
      </TableCell>
      <TableCell sx={{ verticalAlign: 'top' }}>
        {card.role}
        <Typography variant="body2" color="textSecondary">
          {card.organisation}
        </Typography>
      </TableCell>
      <TableCell sx={{ verticalAlign: 'top' }}>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {member.devices.map(({ device }) => (
            <Box component="li" key={device} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
              <Box component="span" sx={{ fontFamily: 'monospace', fontSize: '0.8125rem' }}>
                {deviceName(device)}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {device === me ? 'this device' : metInWords(met.get(device))}
              </Box>
            </Box>
          ))}
        </Box>
      </TableCell>
      {mayChange && (
        <TableCell align="right" sx={{ verticalAlign: 'top' }}>
          <MemberMenu member={member} onLead={onLead} onRemove={onRemove} />
        </TableCell>
      )}
    </TableRow>
  )
}

const metInWords = (at: Instant | undefined): string => (at ? `last met ${clinicalDateTime(at)}` : 'not met yet')

function MemberMenu({ member, onLead, onRemove }: Pick<MemberRowProps, 'member' | 'onLead' | 'onRemove'>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = nameOfMember(member)
  const then = (step: () => void) => (): void => {
    setAnchor(null)
    step()
  }
  return (
    <>
      <IconButton aria-label={`Change ${name}’s place in the team`} aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
        <MoreHoriz fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={then(() => onLead(!member.leads))}>{member.leads ? `${name} no longer leads` : `Let ${name} lead too`}</MenuItem>
        {member.devices.length > 1 &&
          member.devices.map((device) => (
            <MenuItem key={device.device} onClick={then(() => onRemove({ member, device }))}>
              Remove the device {deviceName(device.device)}
            </MenuItem>
          ))}
        <MenuItem onClick={then(() => onRemove({ member }))}>Remove {name} from the team</MenuItem>
      </Menu>
    </>
  )
}
