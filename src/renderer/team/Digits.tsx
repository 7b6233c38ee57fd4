import { Box } from '@mui/material'
import type { StaffCard } from '../../core/model/team.ts'
import { useSafetyNumber } from './use-safety-number.ts'

/** Six groups of five digits, for two people to read to each other. */
export function Digits({ card }: { readonly card: StaffCard }) {
  const digits = useSafetyNumber(card)
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600, letterSpacing: '0.04em' }}>
      {digits.split(' ').map((group, place) => (
        <Box component="span" key={`${place + 1}`} sx={{ display: 'inline-block', mr: 1.25 }}>
          {group}
        </Box>
      ))}
    </Box>
  )
}
