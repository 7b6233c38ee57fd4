import { Typography } from '@mui/material'
import type { LetterReading } from '../../../core/session/outcome-reading.ts'

/** How easily the letter reads, as a figure and in words; it helps whoever writes, and holds nothing back. */
export function ReadingEaseNote({ ease }: { readonly ease: LetterReading['ease'] }) {
  if (!ease) return null
  return (
    <Typography variant="body2" component="p" sx={{ mb: 1.5 }}>
      Reading ease {ease.ease} of 100, about the reading age of {ease.age}. {ease.meaning} Their own words are not counted. 60 and more is plain
      English.
    </Typography>
  )
}
