import { Box, Typography } from '@mui/material'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { useDocValue } from '../live/use-doc-value.ts'

/** Where this decision amends an earlier one: why, as the outcome will say it. */
export function AmendsNote({ person, discussion }: { readonly person: PersonDoc; readonly discussion: Discussion }) {
  const replaces = useDocValue(person, () => discussion.replaces())
  if (!replaces) return null
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" color="textSecondary">
        Amends an earlier decision
      </Typography>
      <Typography variant="body2">{replaces.because}</Typography>
    </Box>
  )
}
