import { Autocomplete, Box, TextField } from '@mui/material'

interface ChoiceFilterProps {
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly count: number }[]
  /** Empty for any. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One of the needs or areas that there are, with how many services have it; found as one types. */
export function ChoiceFilter({ label, choices, value, onChange }: ChoiceFilterProps) {
  return (
    <Autocomplete
      autoHighlight
      options={choices}
      value={choices.find((choice) => choice.value === value) ?? null}
      onChange={(_event, choice) => onChange(choice?.value ?? '')}
      getOptionKey={(choice) => choice.value}
      getOptionLabel={(choice) => choice.value}
      noOptionsText="Nothing of that name"
      sx={{ flex: '1 1 150px', maxWidth: 220 }}
      renderOption={({ key, ...props }, choice) => (
        <Box key={key} {...props} component="li" sx={{ justifyContent: 'space-between !important', gap: 2 }}>
          <span>{choice.value}</span>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {choice.count.toLocaleString('en-GB')}
          </Box>
        </Box>
      )}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  )
}
