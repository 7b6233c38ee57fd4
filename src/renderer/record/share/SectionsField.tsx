import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material'
import { optionalSections, usualSections, type OptionalSection } from '../../../core/session/outcome-reading.ts'
import type { RecipientDraft } from './RecipientFields.tsx'

const names = {
  'own-words': 'The person’s own words',
  wants: 'What the person wants',
  question: 'The question',
  options: 'Options considered',
  why: 'Why',
  actions: 'Who does what, by when',
  told: 'Who will be told',
  formulation: 'How we understand it together',
} as const satisfies Record<OptionalSection, string>

interface SectionsFieldProps {
  readonly kind: RecipientDraft['kind']
  readonly chosen: readonly OptionalSection[]
  readonly onChange: (next: readonly OptionalSection[]) => void
}

/** Starts from what a recipient of this kind needs; whoever adds to it sees that they do. */
export function SectionsField({ kind, chosen, onChange }: SectionsFieldProps) {
  const usual: readonly OptionalSection[] = usualSections[kind]
  const more = chosen.filter((key) => !usual.includes(key))
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">Sections</FormLabel>
      <FormGroup>
        {optionalSections.map((key) => (
          <FormControlLabel
            key={key}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(key)}
                onChange={(_event, on) => onChange(on ? [...chosen, key] : chosen.filter((each) => each !== key))}
              />
            }
            label={names[key]}
          />
        ))}
      </FormGroup>
      <FormHelperText sx={{ mx: 0 }}>
        The decision, any challenge to it, the keyworker, who signed and how to reach the team always go.
        {more.length > 0 && ` This is more than is usually needed: ${more.map((key) => names[key].toLowerCase()).join(', ')}.`}
      </FormHelperText>
    </FormControl>
  )
}
