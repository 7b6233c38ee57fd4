import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { bannerName, bannerNhsNumber, type PersonIdentity } from '../../core/model/person.ts'
import { ageOn } from '../../core/model/dates.ts'
import { useToday } from './clock.ts'
import { lowWindow } from './component-defaults.ts'
import { DayText } from './DayText.tsx'

/** Who the page is about, across its full width, in view while the page scrolls. Only where there is one person. */
export function PersonBanner({ person }: { readonly person: PersonIdentity }) {
  const today = useToday()
  return (
    <Box
      component="section"
      className="person-banner"
      aria-label={`About ${bannerName(person)}`}
      sx={{
        position: 'sticky',
        top: 0,
        [lowWindow]: { position: 'static' },
        zIndex: 'appBar',
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 3.5,
        rowGap: 0.25,
        px: 3,
        py: 1.5,
        bgcolor: person.died ? 'surfaces.sunken' : 'background.paper',
        borderBottom: person.died ? 4 : 1,
        borderColor: person.died ? 'text.primary' : 'divider',
      }}
    >
      <Typography component="span" sx={{ fontWeight: 700, fontSize: '1.125rem' }}>
        {bannerName(person)}
      </Typography>
      <Labelled label="Born">
        <DayText day={person.born} /> ({ageOn(person.born, person.died ?? today)})
      </Labelled>
      {person.died && (
        <Labelled label="Died">
          <DayText day={person.died} />
        </Labelled>
      )}
      <Labelled label="Gender">{person.gender}</Labelled>
      <Labelled label="NHS No.">{bannerNhsNumber(person)}</Labelled>
    </Box>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Typography component="span">
      <Box component="span" sx={{ typography: 'caption', color: 'text.secondary', mr: 0.75 }}>
        {label}
      </Box>
      {children}
    </Typography>
  )
}
