import { Autocomplete, Box, createFilterOptions, TextField, Typography } from '@mui/material'
import { dayOf } from '../../../core/model/dates.ts'
import { bannerBorn, bannerName, bannerNhsNumber, type Person } from '../../../core/model/person.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useDesk } from '../../shell/session-context.tsx'

const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())

/** Enough to see that it goes on, few enough to stay quick with thousands of people. */
const filter = createFilterOptions<Person>({
  limit: 30,
  stringify: (someone) =>
    `${bannerName(someone)} ${someone.givenName} ${someone.familyName} ${someone.preferredName} ${bannerNhsNumber(someone)} ${
      someone.nhsNumber.kind === 'known' ? someone.nhsNumber.number : ''
    }`,
})

/** Enough to tell two people with the same initials apart on a screen that others see. */
const numberEnding = (someone: Person): string =>
  someone.nhsNumber.kind === 'known' ? `NHS No. ends ${someone.nhsNumber.number.slice(-4)}` : `NHS No. ${bannerNhsNumber(someone)}`

interface PersonPickerProps {
  readonly label: string
  readonly value: Person | null
  readonly onChange: (person: Person | null) => void
}

/** Finds anybody of the caseload by name or NHS number. */
export function PersonPicker({ label, value, onChange }: PersonPickerProps) {
  const people = useObservable(useDesk().people)
  const { on, shown } = usePrivateScreen()
  const nameOf = (someone: Person): string => (on ? shown(`${someone.givenName} ${someone.familyName}`) : bannerName(someone))
  return (
    <Autocomplete
      options={people}
      filterOptions={filter}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      value={value}
      onChange={(_, chosen) => onChange(chosen)}
      noOptionsText="Nobody of that name or number in the caseload"
      renderOption={({ key, ...props }, someone) => (
        <Box component="li" key={key} {...props}>
          <Box>
            {nameOf(someone)}
            <Typography variant="caption" component="div" color="textSecondary">
              {on ? numberEnding(someone) : `Born ${bannerBorn(someone, today())} · NHS No. ${bannerNhsNumber(someone)}`}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => <TextField {...params} label={label} placeholder="Name or NHS number" />}
    />
  )
}
