import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import type { Register } from '../../../core/doc/register.ts'
import { heldValue, type NamedPerson } from '../../../core/model/decision.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { notTypedYet } from '../live/not-typed-yet.ts'
import { PersonOption } from '../live/PersonOption.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ConflictNote } from './ConflictNote.tsx'

interface NamedPersonFieldProps {
  readonly register: Register<NamedPerson>
  readonly label: string
  /** `keyworkers`, `owners`. */
  readonly things: string
  readonly here: readonly StaffCard[]
  readonly by: string
}

const named = ({ name, role, device }: StaffCard): NamedPerson => ({ name, role, device })

/** Somebody here by their card, or anybody else by the name as typed. */
function readName(text: string, here: readonly StaffCard[]): NamedPerson | undefined {
  const name = text.trim().slice(0, 120)
  if (!name) return undefined
  const match = here.find((card) => card.name.localeCompare(name, 'en-GB', { sensitivity: 'accent' }) === 0)
  return match ? named(match) : { name, role: '' }
}

const unlessTyped = notTypedYet(({ name }: NamedPerson) => name)

/** The field is narrow, and emptying it by keyboard clears it: the name has the room. */
const nameStyles = { '& .MuiAutocomplete-endAdornment': { display: 'none' }, '&& .MuiOutlinedInput-root': { pr: 1 } }

const isSame = (one: NamedPerson | string, other: NamedPerson | string): boolean =>
  typeof one !== 'string' && typeof other !== 'string' && one.name === other.name && one.device === other.device

export function NamedPersonField({ register, label, things, here, by }: NamedPersonFieldProps) {
  const held = useDocValue(register, () => register.read())
  const value = heldValue(held)
  const field = useFocusAfter<HTMLDivElement>(held.kind === 'conflict')
  /** What is being typed here and not yet anybody's name; undefined while the field shows what is held. */
  const [typed, setTyped] = useState<string | undefined>()

  const commit = (next: NamedPerson | undefined): void => {
    setTyped(undefined)
    if (next && (next.name !== value?.name || next.device !== value.device)) register.write(next, by)
    else if (!next && value) register.clear(by)
  }
  if (held.kind === 'conflict') {
    return <ConflictNote things={things} candidates={held.candidates} inWords={({ name }) => name} onKeep={(kept) => register.write(kept, by)} />
  }
  return (
    <Box ref={field}>
      <Autocomplete
        freeSolo
        selectOnFocus
        handleHomeEndKeys
        filterOptions={unlessTyped}
        sx={nameStyles}
        options={here.map(named)}
        getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
        isOptionEqualToValue={isSame}
        value={value ?? null}
        inputValue={typed ?? value?.name ?? ''}
        onInputChange={(_, text, reason) => reason !== 'reset' && setTyped(text)}
        onChange={(_, next) => commit(typeof next === 'string' ? readName(next, here) : (next ?? undefined))}
        onBlur={() => typed !== undefined && commit(readName(typed, here))}
        renderOption={({ key, ...props }, option) => <PersonOption key={key} {...props} person={option} />}
        renderInput={({ slotProps, ...params }) => (
          <TextField
            {...params}
            label={label}
            slotProps={{ ...slotProps, htmlInput: { ...slotProps.htmlInput, maxLength: 120 } }}
          />
        )}
      />
      {value && !value.device && (
        <Typography variant="caption" color="textSecondary">
          Not in this huddle: ask before relying on it
        </Typography>
      )}
    </Box>
  )
}
