import { TextField, type TextFieldProps } from '@mui/material'
import { tooLongInWords } from '../huddle/live/too-long.ts'

type LimitedFieldProps = Omit<TextFieldProps, 'value' | 'select'> & {
  readonly value: string
  /** Characters that are kept. */
  readonly longest: number
}

/** A field that says by how much its text is too long, where a browser's own limit would cut a paste unseen. Its form does not send what is too long. */
export function LimitedField({ longest, value, error, helperText, ...props }: LimitedFieldProps) {
  const tooLong = tooLongInWords(value, longest)
  return <TextField {...props} value={value} error={error === true || tooLong !== undefined} helperText={tooLong ?? helperText} />
}
