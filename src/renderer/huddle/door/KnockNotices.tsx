import { Alert, AlertTitle, Box, Button, Stack } from '@mui/material'
import { useEffect, useRef } from 'react'
import type { StaffCard } from '../../../core/model/team.ts'
import { useObservable } from '../../shell/use-observable.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { wouldSeeInWords } from './knock-words.ts'

/** Who waits to be let in, what each would see, and the two answers. Nothing of any document reaches them before. */
export function KnockNotices() {
  const { knocks } = useLive()
  const waiting = useObservable(knocks.waiting)
  useKnocksAnnounced(waiting)
  if (waiting.length === 0) return null
  return (
    <Stack spacing={1} sx={{ p: 1.5, pb: 0 }}>
      {waiting.map((card) => (
        <Alert key={card.device} severity="info" variant="outlined" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
          <AlertTitle sx={{ mb: 0.25 }}>{card.name} asks to come in</AlertTitle>
          <Box component="p" sx={{ m: 0 }}>
            {card.role}, {card.organisation} ({card.organisationKind}){card.guest && ', as a guest'}. {wouldSeeInWords(knocks.describe(card))}
          </Box>
          <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
            <Button variant="contained" size="small" onClick={() => knocks.admit(card.device)}>
              Let {card.name} in
            </Button>
            <Button size="small" onClick={() => knocks.decline(card.device)}>
              Do not let {card.name} in
            </Button>
          </Stack>
        </Alert>
      ))}
    </Stack>
  )
}

function useKnocksAnnounced(waiting: readonly StaffCard[]): void {
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const came = waiting.filter(({ device }) => !known.current.has(device))
    known.current = new Set(waiting.map(({ device }) => device))
    for (const { name } of came) announce(`${name} asks to come in.`)
  }, [waiting, announce])
}
