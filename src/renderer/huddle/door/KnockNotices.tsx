import { Alert, AlertTitle, Box, Button, Stack } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { leadsAt } from '../../../core/model/roster.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { Digits } from '../../team/Digits.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { useLiveView } from '../live/use-live-view.ts'
import { attendeeNamed } from '../live/words.ts'
import { wouldSeeInWords } from './knock-words.ts'

/** Who waits to be let in and what each would see; the answers are the chair's. Nothing of any document reaches them before. */
export function KnockNotices() {
  const { knocks, me } = useLive()
  const waiting = useObservable(knocks.waiting)
  const keeper = useObservable(knocks.keeper)
  const { about } = useLiveView()
  useKnocksAnnounced(waiting)
  // Whoever waits outside meets others who wait, and has nothing to say to them.
  if (!about || waiting.length === 0) return null
  return (
    <Stack spacing={1} sx={{ p: 1.5, pb: 0 }}>
      {waiting.map((card) => (keeper.device === me.device ? <KnockToAnswer key={card.device} card={card} /> : <KnockForAnother key={card.device} card={card} keeper={keeper.device} />))}
    </Stack>
  )
}

function KnockToAnswer({ card }: { readonly card: StaffCard }) {
  const { knocks } = useLive()
  const { rosters } = useDesk()
  const standing = useObservable(rosters.standing)
  const { profile } = useDesk()
  const { attempt, busy, problem } = useAttempt()
  const [adding, setAdding] = useState(false)
  const mayAdd = !card.guest && standing !== undefined && leadsAt(standing.roster, profile.get().card.device)
  return (
    <Alert severity="info" variant="outlined" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
      <AlertTitle sx={{ mb: 0.25 }}>{card.name} asks to come in</AlertTitle>
      <Box component="p" sx={{ m: 0 }}>
        {card.role}, {card.organisation} ({card.organisationKind}){card.guest && ', as a guest who keeps nothing'}. {wouldSeeInWords(knocks.describe(card))}
      </Box>
      {adding && (
        <Box sx={{ mt: 1 }}>
          {card.name} reads these digits to you, from “My staff card” under Team: <Digits card={card} />
        </Box>
      )}
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" size="small" onClick={() => knocks.admit(card.device)}>
          Let {card.name} in
        </Button>
        <Button size="small" onClick={() => knocks.decline(card.device)}>
          Do not let {card.name} in
        </Button>
        {mayAdd && !adding && (
          <Button size="small" onClick={() => setAdding(true)}>
            Add {card.name} to the team
          </Button>
        )}
        {adding && (
          <Button size="small" disabled={busy} onClick={() => void attempt(() => rosters.change({ kind: 'add-member', id: rosters.newMember(), card }))}>
            The digits are the same: add {card.name} to the team
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Everybody sees that somebody waits, and who can let them in. */
function KnockForAnother({ card, keeper }: { readonly card: StaffCard; readonly keeper: string }) {
  const { attendees, reachable } = useLiveView()
  const name = attendeeNamed(attendees, keeper)
  const away = !reachable.some((device) => device === keeper)
  return (
    <Alert severity="info" variant="outlined">
      {card.name} waits to be let in. {name} has the door{away ? ', and cannot be reached just now: nobody else can open it.' : '.'}
    </Alert>
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
