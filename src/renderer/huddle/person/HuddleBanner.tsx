import { Box, Typography } from '@mui/material'
import { bannerBorn, bannerName, bannerNhsNumber } from '../../../core/model/person.ts'
import { useToday } from '../../shell/clock.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'

/** The banner of the one person being talked about; only initials while the screen is private. */
export function HuddleBanner({ item, open }: OpenItem) {
  const identity = useDocValue(open.person, () => open.person.identity())
  const today = useToday()
  const { on } = usePrivateScreen()
  return (
    <Box sx={{ px: 3, py: 1.25, borderBottom: '1px solid', borderColor: 'divider', display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
      <Typography sx={{ fontWeight: 700 }}>{identity && !on ? bannerName(identity) : item.initials}</Typography>
      {identity && !on && (
        <Typography>
          Born {bannerBorn(identity, today)} Gender {identity.gender} NHS No. {bannerNhsNumber(identity)}
        </Typography>
      )}
    </Box>
  )
}
