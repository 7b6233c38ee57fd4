import { List, ListItem, ListItemButton, ListItemText, Typography } from '@mui/material'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { EntryId } from '../../../core/model/ids.ts'
import { versionName, type Version } from '../../../core/model/version.ts'

interface VersionsListProps {
  readonly versions: readonly Version[]
  readonly chosen: EntryId | undefined
  readonly onChoose: (id: EntryId) => void
}

/** Every version, newest first: why it was kept, by whom, when. */
export function VersionsList({ versions, chosen, onChoose }: VersionsListProps) {
  if (versions.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        No version has been kept yet. One is kept whenever a decision is read back, and whenever you keep one by hand.
      </Typography>
    )
  }
  return (
    <List aria-label="Versions" dense disablePadding>
      {versions.map((version) => (
        <ListItem key={version.id} disablePadding>
          <ListItemButton
            selected={version.id === chosen}
            aria-current={version.id === chosen ? 'true' : undefined}
            onClick={() => onChoose(version.id)}
            sx={{ px: 1.25 }}
          >
            <ListItemText
              primary={versionName(version)}
              secondary={`${version.by.name}${version.by.role && `, ${version.by.role}`} · ${clinicalDateTime(version.at)}`}
              slotProps={{ primary: { sx: { fontWeight: version.id === chosen ? 650 : 400, overflowWrap: 'anywhere' } } }}
            />
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  )
}
