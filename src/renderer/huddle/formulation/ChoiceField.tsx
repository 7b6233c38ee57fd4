import { MenuItem, TextField } from '@mui/material'
import type { Register } from '../../../core/doc/register.ts'
import { heldValue } from '../../../core/model/decision.ts'
import { ConflictNote } from '../decision/ConflictNote.tsx'
import { useDocValue } from '../live/use-doc-value.ts'

interface ChoiceFieldProps<T extends string> {
  readonly register: Register<T>
  readonly options: readonly T[]
  readonly label: string
  /** What is said where nothing is chosen. */
  readonly none: string
  /** `answers`: what may have been written twice. */
  readonly things: string
  readonly by: string
}

/** One of a few words that everybody here can choose; two chosen apart stand side by side. */
export function ChoiceField<T extends string>({ register, options, label, none, things, by }: ChoiceFieldProps<T>) {
  const held = useDocValue(register, () => register.read())
  if (held.kind === 'conflict') return <ConflictNote things={things} candidates={held.candidates} inWords={(value) => value} onKeep={(kept) => register.write(kept, by)} />
  const choose = (chosen: string): void => {
    const option = options.find((each) => each === chosen)
    if (option) register.write(option, by)
    else register.clear(by)
  }
  return (
    <TextField
      select
      label={label}
      value={heldValue(held) ?? ''}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      onChange={({ target }) => choose(target.value)}
    >
      <MenuItem value="">{none}</MenuItem>
      {options.map((option) => (
        <MenuItem key={option} value={option}>
          {option}
        </MenuItem>
      ))}
    </TextField>
  )
}
