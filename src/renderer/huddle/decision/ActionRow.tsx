import Close from '@mui/icons-material/Close'
import { Box, IconButton, Tooltip } from '@mui/material'
import { useMemo } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { ActionId } from '../../../core/model/ids.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { LiveText } from '../text/LiveText.tsx'
import { DayField } from './DayField.tsx'
import { pairStyles } from './pair-styles.ts'
import { NamedPersonField } from './NamedPersonField.tsx'

interface ActionRowProps {
  readonly discussion: Discussion
  readonly awareness: Awareness
  readonly id: ActionId
  readonly number: number
  readonly me: StaffCard
  readonly here: readonly StaffCard[]
  readonly onRemove: () => void
}

/** One promise: what, who, by when. */
export function ActionRow({ discussion, awareness, id, number, me, here, onRemove }: ActionRowProps) {
  const action = useMemo(() => discussion.actions().find((candidate) => candidate.id === id), [discussion, id])
  if (!action) return null
  return (
    <Box component="li" sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0, pr: 1 }}>
          <LiveText fragment={action.what} awareness={awareness} me={me} hideLabel label={`Action ${number}`} placeholder="What will be done" />
        </Box>
        <Tooltip title="Remove this action">
          <IconButton size="small" aria-label={`Remove action ${number}`} onClick={onRemove}>
            <Close fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ ...pairStyles, mt: 1.25 }}>
        <NamedPersonField
          register={action.owner}
          label={`Owner of action ${number}`}
          things="owners"
          here={here}
          by={me.name}
          place={{ item: discussion.item, kind: 'owner', which: id }}
        />
        <DayField register={action.due} label={`By when, action ${number}`} things="dates" by={me.name} lies="ahead" />
      </Box>
    </Box>
  )
}
