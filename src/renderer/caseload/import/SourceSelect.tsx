import { NativeSelect, InputBase } from '@mui/material'
import { type CaseloadField, choicesFor, fieldLabel, type FieldSource } from '../../../core/model/caseload-columns.ts'
import { plainDate, type CalendarDate } from '../../../core/model/dates.ts'

interface SourceSelectProps {
  readonly field: CaseloadField
  readonly columns: readonly string[]
  readonly source: FieldSource | undefined
  readonly today: CalendarDate
  readonly onChange: (source: FieldSource | undefined) => void
}

/** Where one field comes from: a column, one value for everybody, or nowhere. */
export function SourceSelect({ field, columns, source, today, onChange }: SourceSelectProps) {
  const shared = field === 'referredOn' ? [today] : (choicesFor(field) ?? [])
  const value = !source ? '' : source.kind === 'column' ? `column:${source.index}` : `always:${source.text}`
  return (
    <NativeSelect
      fullWidth
      value={value}
      onChange={({ target }) => onChange(sourceFrom(target.value))}
      input={<InputBase sx={{ border: 1, borderColor: 'text.disabled', borderRadius: 1, px: 1, minHeight: 34 }} />}
      inputProps={{ 'aria-label': `Column for ${fieldLabel(field)}` }}
    >
      <option value="">Not in this file</option>
      {columns.map((column, index) => (
        <option key={column} value={`column:${index}`}>
          {column}
        </option>
      ))}
      {shared.map((text) => (
        <option key={text} value={`always:${text}`}>
          The same for everybody: {field === 'referredOn' ? plainDate(today) : text}
        </option>
      ))}
    </NativeSelect>
  )
}

function sourceFrom(value: string): FieldSource | undefined {
  const [, kind, rest = ''] = /^(column|always):(.*)$/s.exec(value) ?? []
  if (kind === 'column') return { kind, index: Number(rest) }
  return kind === 'always' ? { kind, text: rest } : undefined
}
