import { Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useLive } from '../live/live-context.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { itemStateInWords } from '../live/words.ts'

interface OpenItemsListProps {
  readonly items: readonly AgendaItem[]
  readonly onGoTo: (item: AgendaItem) => void
}

/** Who is still without a decision: each is decided or carried over with a reason, so that nobody falls out. */
export function OpenItemsList({ items, onGoTo }: OpenItemsListProps) {
  const live = useLive()
  const { attempt, problem } = useAttempt()
  const [parking, setParking] = useState<AgendaItem['id'] | undefined>()
  return (
    <>
      {/* Not in a row of the list: whoever was parked has none any more. */}
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Box component="ul" aria-label="Still open" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {items.map((item) => (
          <Box component="li" key={item.id} sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
              <Box sx={{ flex: 1 }}>
                <Typography sx={{ fontWeight: 600 }}>{item.initials}</Typography>
                <Typography variant="body2" color="textSecondary">
                  {item.reason} · {itemStateInWords(item)}
                </Typography>
              </Box>
              <Button onClick={() => onGoTo(item)}>Talk about {item.initials}</Button>
              <Button onClick={() => setParking(item.id)}>Park {item.initials}</Button>
            </Stack>
            {parking === item.id && (
              <Box sx={{ mt: 1 }}>
                <ReasonForm label="Why it waits" verb="Park" onCancel={() => setParking(undefined)} onSubmit={(because) => void attempt(() => live.park(item.id, because))} />
              </Box>
            )}
          </Box>
        ))}
      </Box>
    </>
  )
}
