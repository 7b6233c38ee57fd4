import { Box, ToggleButton, ToggleButtonGroup, Typography, useMediaQuery, type Theme } from '@mui/material'

export interface Choice<T> {
  readonly value: T
  readonly label: string
}

interface ChooseOneProps<T> {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly chosen: T
  readonly onChoose: (value: T) => void
}

/** A few choices, of which one holds: side by side, or beneath each other where the window is narrow. */
export function ChooseOne<T extends string | number>({ id, label, choices, chosen, onChoose }: ChooseOneProps<T>) {
  const narrow = useMediaQuery(({ breakpoints }: Theme) => breakpoints.down('sm'))
  return (
    <Box>
      <Typography id={id} variant="subtitle2" component="div" color="textSecondary" sx={{ mb: 0.5 }}>
        {label}
      </Typography>
      <ToggleButtonGroup exclusive orientation={narrow ? 'vertical' : 'horizontal'} aria-labelledby={id} value={chosen} onChange={(_, value: T | null) => value !== null && onChoose(value)}>
        {choices.map(({ value, label: words }) => (
          <ToggleButton key={value} value={value}>
            {words}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}
