import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Stack } from '@mui/material'
import { Panel } from '../shell/Panel.tsx'
import { useAppearance, type ContrastChoice, type SchemeChoice } from '../shell/appearance.tsx'

const schemes = [
  ['system', 'As this computer does'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const satisfies readonly (readonly [SchemeChoice, string])[]

const contrasts = [
  ['system', 'As this computer does'],
  ['more', 'More contrast'],
] as const satisfies readonly (readonly [ContrastChoice, string])[]

export function AppearancePanel() {
  const { scheme, chooseScheme, contrast, chooseContrast } = useAppearance()
  return (
    <Panel heading="Appearance">
      <Stack direction="row" sx={{ columnGap: 6, rowGap: 2, flexWrap: 'wrap' }}>
        <Choice legend="Light or dark" value={scheme} choices={schemes} onChoose={chooseScheme} />
        <Choice legend="Contrast" value={contrast} choices={contrasts} onChoose={chooseContrast} />
      </Stack>
    </Panel>
  )
}

interface ChoiceProps<T extends string> {
  readonly legend: string
  readonly value: T
  readonly choices: readonly (readonly [T, string])[]
  readonly onChoose: (choice: T) => void
}

function Choice<T extends string>({ legend, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{legend}</FormLabel>
      <RadioGroup
        name={legend}
        value={value}
        onChange={(_event, text) => {
          const chosen = choices.find(([each]) => each === text)
          if (chosen) onChoose(chosen[0])
        }}
      >
        {choices.map(([each, words]) => (
          <FormControlLabel key={each} value={each} control={<Radio size="small" />} label={words} />
        ))}
      </RadioGroup>
    </FormControl>
  )
}
