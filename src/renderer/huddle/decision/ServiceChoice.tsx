import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import type { CalendarDate } from '../../../core/model/dates.ts'
import { findServices } from '../../../core/model/directory-search.ts'
import type { Service } from '../../../core/model/service.ts'
import { ageInWords, lastLookedAt, reachInWords, standingInWords } from '../../../core/model/service-words.ts'
import { useFocusOnArrival } from '../live/use-focus.ts'

interface ServiceChoiceProps {
  readonly services: readonly Service[]
  readonly chosen: Service | undefined
  readonly today: CalendarDate
  readonly onChoose: (service: Service | undefined) => void
}

const shownAtOnce = 30

/** A service by any of its words: its name, who runs it, what it helps with, its area. */
export function ServiceChoice({ services, chosen, today, onChoose }: ServiceChoiceProps) {
  const field = useFocusOnArrival<HTMLInputElement>()
  return (
    <Autocomplete
      autoHighlight
      options={services}
      value={chosen ?? null}
      onChange={(_event, next) => onChoose(next ?? undefined)}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      filterOptions={(options, { inputValue }) => findServices(options, { words: inputValue === chosen?.name ? '' : inputValue, need: '', area: '' }).slice(0, shownAtOnce)}
      noOptionsText="Nothing in the directory says all of that."
      renderOption={({ key: _key, ...props }, each) => (
        <Box key={each.id} {...props} component="li" sx={{ display: 'block !important' }}>
          <Typography sx={{ fontWeight: 550 }}>{each.name}</Typography>
          <Typography variant="caption" component="div" color="textSecondary">
            {[each.organisation === each.name ? '' : each.organisation, each.needs.join(', '), standingInWords(each)].filter((part) => part !== '').join(' · ')}
          </Typography>
          <Typography variant="caption" component="div" color="textSecondary">
            {[reachInWords(each), lastLookedAt(each) === undefined ? '' : `looked at ${ageInWords(each, today).toLocaleLowerCase('en-GB')}`].filter((part) => part !== '').join(' · ')}
          </Typography>
        </Box>
      )}
      renderInput={(params) => <TextField {...params} inputRef={field} label="Service" placeholder="Its name, what it helps with, or an area" />}
    />
  )
}
