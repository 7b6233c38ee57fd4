import { Box, Typography } from '@mui/material'
import { PersonBanner } from '../../shell/PersonBanner.tsx'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'

/** The banner of the one person being talked about; only initials while the screen is private. */
export function HuddleBanner({ item, open }: OpenItem) {
  const identity = useDocValue(open.person, () => open.person.identity())
  const { on } = usePrivateScreen()
  if (identity && !on) return <PersonBanner person={identity} />
  return (
    <Box component="section" aria-label={`About ${item.initials}`} sx={{ px: 3, py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
      <Typography component="span" sx={{ fontWeight: 700, fontSize: '1.125rem' }}>
        {item.initials}
      </Typography>
      <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 2 }}>
        {on ? 'The rest is hidden while the screen is private' : 'Their name has not arrived yet'}
      </Typography>
    </Box>
  )
}
