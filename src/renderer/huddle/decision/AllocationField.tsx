import Add from '@mui/icons-material/Add'
import { Checkbox, Chip, ListItemText, Menu, MenuItem, Stack } from '@mui/material'
import { useId, useState } from 'react'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { allocationOptions } from '../../../core/model/decision.ts'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useDocValue } from '../live/use-doc-value.ts'

export function AllocationField({ person, discussion }: { readonly person: PersonDoc; readonly discussion: Discussion }) {
  const chosen = useDocValue(person, () => discussion.allocation())
  const labelId = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <FieldFrame label="Where this leads" labelId={labelId}>
      <Stack direction="row" useFlexGap spacing={0.75} sx={{ flexWrap: 'wrap' }}>
        {chosen.map((option) => (
          <Chip key={option} size="small" label={option} onDelete={() => discussion.setAllocation(option, false)} />
        ))}
        <Chip
          size="small"
          variant="outlined"
          icon={<Add />}
          label="Choose"
          aria-label="Choose where this leads"
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        />
      </Stack>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {allocationOptions.map((option) => (
          <MenuItem
            key={option}
            dense
            role="menuitemcheckbox"
            aria-checked={chosen.includes(option)}
            onClick={() => discussion.setAllocation(option, !chosen.includes(option))}
          >
            <Checkbox
              size="small"
              edge="start"
              tabIndex={-1}
              checked={chosen.includes(option)}
              slotProps={{ input: { 'aria-hidden': true } }}
              sx={{ p: 0.5 }}
            />
            <ListItemText>{option}</ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </FieldFrame>
  )
}
