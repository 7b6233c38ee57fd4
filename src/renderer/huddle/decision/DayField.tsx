import { Box } from '@mui/material'
import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import { format, isValid, parseISO } from 'date-fns'
import { useState, type FocusEvent } from 'react'
import type { Register } from '../../../core/doc/register.ts'
import { calendarDate, clinicalDate, type CalendarDate } from '../../../core/model/dates.ts'
import { heldValue } from '../../../core/model/decision.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ConflictNote } from './ConflictNote.tsx'

interface DayFieldProps {
  readonly register: Register<CalendarDate>
  readonly label: string
  /** `review dates`, `dates`. */
  readonly things: string
  readonly by: string
}

/** A year that is still being typed reads as the year 2 or 202; it is not a date yet. */
const isWholeYear = (day: Date): boolean => day.getFullYear() >= 2000 && day.getFullYear() < 2200

export function DayField({ register, label, things, by }: DayFieldProps) {
  const held = useDocValue(register, () => register.read())
  const value = heldValue(held)
  const field = useFocusAfter<HTMLDivElement>(held.kind === 'conflict')
  /** The field as it is being typed in, half a year included; undefined while it shows what is held. */
  const [typing, setTyping] = useState<Date | null | undefined>()
  const change = (day: Date | null): void => {
    setTyping(day)
    if (day === null) {
      if (value) register.clear(by)
      return
    }
    if (!isValid(day) || !isWholeYear(day)) return
    const next = calendarDate.parse(format(day, 'yyyy-MM-dd'))
    if (next !== value) register.write(next, by)
  }
  if (held.kind === 'conflict') {
    return <ConflictNote things={things} candidates={held.candidates} inWords={clinicalDate} onKeep={(kept) => register.write(kept, by)} />
  }
  const shown = value ? parseISO(value) : null
  const stopTyping = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setTyping(undefined)
  }
  return (
    <Box ref={field} onBlur={stopTyping}>
      <DatePicker
        label={label}
        format="dd-MMM-yyyy"
        value={typing === undefined ? shown : typing}
        onChange={change}
        slotProps={{ textField: { size: 'small', fullWidth: true, className: 'day-field' } }}
      />
    </Box>
  )
}
