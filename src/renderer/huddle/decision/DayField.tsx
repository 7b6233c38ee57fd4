import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import { format, isValid, parseISO } from 'date-fns'
import type { Register } from '../../../core/doc/register.ts'
import { calendarDate, clinicalDate, type CalendarDate } from '../../../core/model/dates.ts'
import { heldValue } from '../../../core/model/decision.ts'
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
  const change = (day: Date | null): void => {
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
  return (
    <DatePicker
      label={label}
      format="dd-MMM-yyyy"
      value={value ? parseISO(value) : null}
      onChange={change}
      slotProps={{ textField: { size: 'small', fullWidth: true, className: 'day-field' } }}
    />
  )
}
