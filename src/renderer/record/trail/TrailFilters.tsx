import { MenuItem, Stack, TextField } from '@mui/material'
import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns'
import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import { isValid, parseISO } from 'date-fns'
import { enGB } from 'date-fns/locale/en-GB'
import { useState } from 'react'
import { auditKinds, type AuditEntry } from '../../../core/model/audit.ts'
import { dayOf, type CalendarDate } from '../../../core/model/dates.ts'
import type { PersonId } from '../../../core/model/ids.ts'
import { kindInWords, type TrailFilter } from '../../../core/model/trail.ts'

interface TrailFiltersProps {
  readonly trail: readonly AuditEntry[]
  readonly filter: TrailFilter
  readonly nameOf: (person: PersonId) => string
  readonly onChange: (filter: TrailFilter) => void
}

const everything = ''

/** Narrows the list by person, colleague, kind and days; only what occurs in it can be chosen. */
export function TrailFilters({ trail, filter, nameOf, onChange }: TrailFiltersProps) {
  const people = [...new Set(trail.flatMap(({ person }) => person ?? []))].map((id) => ({ id, name: nameOf(id) })).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  const colleagues = [...new Set(trail.map(({ by }) => by))].toSorted((a, b) => a.localeCompare(b, 'en-GB'))
  const kinds = auditKinds.filter((kind) => trail.some((entry) => entry.kind === kind))
  return (
    <LocalizationProvider dateAdapter={AdapterDateFns} adapterLocale={enGB}>
      <Stack component="fieldset" direction="row" aria-label="What to show" sx={{ flexWrap: 'wrap', gap: 1.5, border: 0, m: 0, p: 0, minWidth: 0 }}>
        <Choice label="Person" value={filter.person ?? everything} all="Everybody" options={people.map(({ id, name }) => [id, name])} onChange={(id) => onChange({ ...filter, person: people.find((each) => each.id === id)?.id })} />
        <Choice label="Colleague" value={filter.by ?? everything} all="Everybody" options={colleagues.map((name) => [name, name])} onChange={(by) => onChange({ ...filter, by: by || undefined })} />
        <Choice label="What" value={filter.kind ?? everything} all="Everything" options={kinds.map((kind) => [kind, kindInWords(kind)])} onChange={(chosen) => onChange({ ...filter, kind: kinds.find((kind) => kind === chosen) })} />
        <Day label="From" day={filter.from} onChange={(from) => onChange({ ...filter, from })} />
        <Day label="Until" day={filter.until} onChange={(until) => onChange({ ...filter, until })} />
      </Stack>
    </LocalizationProvider>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly all: string
  readonly options: readonly (readonly [value: string, words: string])[]
  readonly onChange: (value: string) => void
}

function Choice({ label, value, all, options, onChange }: ChoiceProps) {
  return (
    <TextField select label={label} value={options.some(([each]) => each === value) ? value : everything} onChange={({ target }) => onChange(target.value)} sx={{ width: 210 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
      <MenuItem value={everything}>{all}</MenuItem>
      {options.map(([each, words]) => (
        <MenuItem key={each} value={each}>
          {words}
        </MenuItem>
      ))}
    </TextField>
  )
}

interface DayProps {
  readonly label: string
  readonly day: CalendarDate | undefined
  readonly onChange: (day: CalendarDate | undefined) => void
}

function Day({ label, day, onChange }: DayProps) {
  /** As it is being typed, half a year included. */
  const [typed, setTyped] = useState<Date | null>(day ? parseISO(day) : null)
  const change = (next: Date | null): void => {
    setTyped(next)
    onChange(next && isValid(next) && next.getFullYear() >= 2000 ? dayOf(next.getTime()) : undefined)
  }
  return <DatePicker label={label} format="dd-MMM-yyyy" value={typed} onChange={change} slotProps={{ field: { clearable: true }, textField: { size: 'small', sx: { width: 190 } } }} />
}
