import { List, ListItem, ListItemText } from '@mui/material'

/** Sentences, one to a point. */
export function Points({ points }: { readonly points: readonly string[] }) {
  return (
    <List dense disablePadding sx={{ listStyle: 'disc', pl: 2.5 }}>
      {points.map((point, index) => (
        <ListItem key={`${index}:${point}`} disableGutters disablePadding sx={{ display: 'list-item' }}>
          <ListItemText primary={point} sx={{ overflowWrap: 'anywhere' }} />
        </ListItem>
      ))}
    </List>
  )
}
