import { Autocomplete, createFilterOptions, TextField } from '@mui/material'
import { bannerName, bannerNhsNumber, type Person } from '../../../core/model/person.ts'
import { useToday } from '../../shell/clock.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { PersonOption } from '../live/PersonOption.tsx'
import { besidesPerson } from './besides-person.ts'

/** Enough to see that it goes on, few enough to stay quick with thousands of people. */
const filter = createFilterOptions<Person>({
  limit: 30,
  stringify: (someone) =>
    `${bannerName(someone)} ${someone.givenName} ${someone.familyName} ${someone.preferredName} ${bannerNhsNumber(someone)} ${
      someone.nhsNumber.kind === 'known' ? someone.nhsNumber.number : ''
    }`,
})

interface PersonPickerProps {
  readonly label: string
  readonly value: Person | null
  readonly onChange: (person: Person | null) => void
}

/** Finds anybody of the caseload by name or NHS number. */
export function PersonPicker({ label, value, onChange }: PersonPickerProps) {
  const people = useObservable(useDesk().people)
  const { on, shown } = usePrivateScreen()
  const today = useToday()
  const besides = (someone: Person): string => besidesPerson(someone, today, on)
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
      renderOption={({ key, ...props }, someone) => <PersonOption key={key} {...props} name={nameOf(someone)} besides={besides(someone)} />}
      renderInput={(params) => <TextField {...params} label={label} placeholder="Name or NHS number" helperText={value ? besides(value) : undefined} />}
    />
  )
}
