import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Register } from '../../../core/doc/register.ts'
import { heldValue, longestName, type NamedPerson } from '../../../core/model/decision.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { useDraft, type DraftPlace, type HeldDraft } from '../live/drafts.tsx'
import { besidesName, isSameName, nameAmong } from '../live/tell-apart.ts'
import { notTypedYet } from '../live/not-typed-yet.ts'
import { PersonOption } from '../live/PersonOption.tsx'
import { tooLongInWords } from '../live/too-long.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ConflictNote } from './ConflictNote.tsx'
import { halfTypedInWords, typeName, writeName } from './half-typed-name.ts'

interface NamedPersonFieldProps {
  readonly register: Register<NamedPerson>
  readonly label: string
  /** `keyworkers`, `owners`. */
  readonly things: string
  readonly here: readonly StaffCard[]
  readonly by: string
  /** Where what is half typed is kept while the field comes and goes. */
  readonly place: DraftPlace
}

const named = ({ name, role, device }: StaffCard): NamedPerson => ({ name, role, device })

/** Somebody here by their card, or anybody else by the name as typed; nobody is picked of two with one name. */
function readName(text: string, here: readonly StaffCard[]): NamedPerson | 'either of two' | undefined {
  const name = text.trim()
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

export function NamedPersonField({ register, label, things, here, by, place }: NamedPersonFieldProps) {
  const held = useDocValue(register, () => register.read())
  const half = useDraft(place)
  const several = held.kind === 'conflict'
  const giveUp = useEffectEvent(half.drop)
  // What was half typed is not written beside the one that is kept.
  useEffect(() => {
    if (several) giveUp()
  }, [several])
  const field = useFocusAfter<HTMLDivElement>(several)
  if (held.kind === 'conflict') {
    const names = held.candidates.map((each) => each.value)
    return <ConflictNote things={things} candidates={held.candidates} inWords={(one) => nameAmong(one, names, here)} onKeep={(kept) => register.write(kept, by)} />
  }
  return (
    <Box ref={field}>
      <OneName register={register} label={label} here={here} by={by} half={half} value={heldValue(held)} />
    </Box>
  )
}

interface OneNameProps extends Omit<NamedPersonFieldProps, 'things' | 'place'> {
  readonly value: NamedPerson | undefined
  /** What is being typed here and is not yet anybody's name; without it the field shows what is held. */
  readonly half: HeldDraft
}

/** The field while one name stands, or none. */
function OneName({ register, label, here, by, half, value }: OneNameProps) {
  const typed = half.draft?.text
  const tooLong = tooLongInWords(typed ?? '', longestName)
  const [typing, setTyping] = useState(false)
  const [unclear, setUnclear] = useState(false)

  const type = (text: string): void => {
    half.begin(typeName(register, text, half.draft))
    setUnclear(false)
  }
  const commit = (next: NamedPerson | undefined): void => {
    writeName(register, by, next, half.draft)
    half.drop()
    setUnclear(false)
  }
  const commitTyped = (text: string): void => {
    if (tooLongInWords(text, longestName) !== undefined) return
    const next = readName(text, here)
    if (next !== 'either of two') commit(next)
    else if (value && isSameName(value.name, text.trim())) commit(value)
    else setUnclear(true)
  }
  const stopTyping = (): void => {
    setTyping(false)
    if (typed !== undefined) commitTyped(typed)
  }
  const remark = tooLong ?? (unclear ? 'Two people here have this name: choose one of them from the list.' : typed !== undefined && !typing ? halfTypedInWords(value) : undefined)
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
        onFocus={() => setTyping(true)}
        onBlur={stopTyping}
        renderOption={({ key, ...props }, option) => <PersonOption key={key} {...props} name={option.name} besides={besidesName(option, here)} />}
        renderInput={(params) => (
          <TextField
            {...params}
            label={label}
            error={unclear || tooLong !== undefined}
            helperText={remark}
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
