import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import type { Register } from '../../../core/doc/register.ts'
import { heldValue, type NamedPerson } from '../../../core/model/decision.ts'
import type { EntryId } from '../../../core/model/ids.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { besidesName, isSameName, nameAmong } from '../live/tell-apart.ts'
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

/** Somebody here by their card, or anybody else by the name as typed; nobody is picked of two with one name. */
function readName(text: string, here: readonly StaffCard[]): NamedPerson | 'either of two' | undefined {
  const name = text.trim().slice(0, 120)
  if (!name) return undefined
  const [match, another] = here.filter((card) => isSameName(card.name, name))
  if (match && another) return 'either of two'
  return match ? named(match) : { name, role: '' }
}

const unlessTyped = notTypedYet(({ name }: NamedPerson) => name)

/** The field is narrow, and emptying it by keyboard clears it: the name has the room. */
const nameStyles = { '& .MuiAutocomplete-endAdornment': { display: 'none' }, '&& .MuiOutlinedInput-root': { pr: 1 } }

const isSame = (one: NamedPerson | string, other: NamedPerson | string): boolean =>
  typeof one !== 'string' && typeof other !== 'string' && one.name === other.name && one.device === other.device

export function NamedPersonField({ register, label, things, here, by }: NamedPersonFieldProps) {
  const held = useDocValue(register, () => register.read())
  const field = useFocusAfter<HTMLDivElement>(held.kind === 'conflict')
  if (held.kind === 'conflict') {
    const several = held.candidates.map((each) => each.value)
    return <ConflictNote things={things} candidates={held.candidates} inWords={(one) => nameAmong(one, several, here)} onKeep={(kept) => register.write(kept, by)} />
  }
  return (
    <Box ref={field}>
      <OneName register={register} label={label} here={here} by={by} value={heldValue(held)} />
    </Box>
  )
}

/** The field while one name stands, or none. It goes when there are two: what was half typed is not written beside the one that is kept. */
function OneName({ register, label, here, by, value }: Omit<NamedPersonFieldProps, 'things'> & { readonly value: NamedPerson | undefined }) {
  /** What is being typed here and not yet anybody's name; undefined while the field shows what is held. */
  const [typed, setTyped] = useState<string | undefined>()
  /** What stood in the field when typing began: what a colleague writes meanwhile is not replaced unseen. */
  const [seen, setSeen] = useState<readonly EntryId[] | undefined>()
  const [unclear, setUnclear] = useState(false)

  const type = (text: string): void => {
    if (typed === undefined) setSeen(register.seen())
    setTyped(text)
    setUnclear(false)
  }
  const commit = (next: NamedPerson | undefined): void => {
    setTyped(undefined)
    setSeen(undefined)
    setUnclear(false)
    if (next && (next.name !== value?.name || next.device !== value.device)) register.write(next, by, seen)
    else if (!next && value) register.clear(by, seen)
  }
  const commitTyped = (text: string): void => {
    const next = readName(text, here)
    if (next !== 'either of two') commit(next)
    else if (value && isSameName(value.name, text.trim())) commit(value)
    else setUnclear(true)
  }
  const namesakes = value ? here.filter(({ name }) => isSameName(name, value.name)) : []
  const note = !value?.device ? 'Not in this huddle: ask before relying on it' : namesakes.length > 1 ? besidesName(value, here) : ''
  return (
    <Box>
      <Autocomplete
        freeSolo
        selectOnFocus
        handleHomeEndKeys
        filterOptions={unlessTyped}
        sx={nameStyles}
        options={here.map(named)}
        getOptionKey={(option) => (typeof option === 'string' ? option : (option.device ?? option.name))}
        getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
        isOptionEqualToValue={isSame}
        value={value ?? null}
        inputValue={typed ?? value?.name ?? ''}
        onInputChange={(_, text, reason) => reason !== 'reset' && type(text)}
        onChange={(_, next) => (typeof next === 'string' ? commitTyped(next) : commit(next ?? undefined))}
        onBlur={() => typed !== undefined && commitTyped(typed)}
        renderOption={({ key, ...props }, option) => <PersonOption key={key} {...props} name={option.name} besides={besidesName(option, here)} />}
        renderInput={({ slotProps, ...params }) => (
          <TextField
            {...params}
            label={label}
            error={unclear}
            helperText={unclear ? 'Two people here have this name: choose one of them from the list.' : undefined}
            slotProps={{ ...slotProps, htmlInput: { ...slotProps.htmlInput, maxLength: 120 } }}
          />
        )}
      />
      {value && note && (
        <Typography variant="caption" color="textSecondary">
          {note}
        </Typography>
      )}
    </Box>
  )
}
