import { Box } from '@mui/material'
import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import { parseISO } from 'date-fns'
import { useState, type FocusEvent } from 'react'
import type { Register } from '../../../core/doc/register.ts'
import { clinicalDate, type CalendarDate } from '../../../core/model/dates.ts'
import { heldValue } from '../../../core/model/decision.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { useToday } from '../../shell/clock.ts'
import { ConflictNote } from './ConflictNote.tsx'
import { dayRemark, type DayLies } from './day-remark.ts'
import { typeDay, type HalfTypedDay } from './half-typed-day.ts'

interface DayFieldProps {
  readonly register: Register<CalendarDate>
  readonly label: string
  /** `review dates`, `dates`. */
  readonly things: string
  readonly by: string
  readonly lies: DayLies
}

export function DayField({ register, label, things, by, lies }: DayFieldProps) {
  const held = useDocValue(register, () => register.read())
  const field = useFocusAfter<HTMLDivElement>(held.kind === 'conflict')
  if (held.kind === 'conflict') {
    return <ConflictNote things={things} candidates={held.candidates} inWords={clinicalDate} onKeep={(kept) => register.write(kept, by)} />
  }
  return (
    <Box ref={field}>
      <OneDay register={register} label={label} value={heldValue(held)} by={by} lies={lies} />
    </Box>
  )
}

/** The field while one day stands, or none: it shows that one except while another is half typed. */
function OneDay({ register, label, value, by, lies }: Omit<DayFieldProps, 'things'> & { readonly value: CalendarDate | undefined }) {
  const [half, setHalf] = useState<HalfTypedDay | undefined>()
  const remark = dayRemark(value, lies, useToday())
  const shown = value ? parseISO(value) : null
  const stopTyping = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setHalf(undefined)
  }
  return (
    <Box onBlur={stopTyping}>
      <DatePicker
        label={label}
        format="dd-MMM-yyyy"
        value={half ? half.day : shown}
        onChange={(day) => setHalf(typeDay(register, by, day, half))}
        slotProps={{ textField: { size: 'small', fullWidth: true, className: 'day-field', ...(remark !== undefined && { helperText: remark }) } }}
      />
    </Box>
  )
}
