import { Box, Button, Typography } from '@mui/material'
import { useLocation } from 'wouter'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { HuddleRecord } from '../../../core/model/huddle-record.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'

function cameOf({ agenda }: HuddleRecord): string {
  const decided = agenda.filter(({ state }) => state === 'closed').length
  const parked = agenda.filter(({ state }) => state === 'parked').length
  return `${decided} of ${agenda.length} decided${parked > 0 ? `, ${parked} carried over` : ''}`
}

interface HuddlesListProps {
  readonly heading: string
  readonly huddles: readonly HuddleRecord[]
}

/** Huddles with what came of each; an open one can be gone on with. */
export function HuddlesList({ heading, huddles }: HuddlesListProps) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { attempt, busy, problem } = useAttempt()
  if (huddles.length === 0) return null
  const resume = (id: HuddleRecord['id']): void =>
    void attempt(async () => {
      await desk.resumeHuddle(id)
      navigate(routes.liveHuddle(id))
    })
  return (
    <Panel heading={heading}>
      <ProblemNote problem={problem} />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {huddles.map((record) => (
          <Box
            component="li"
            key={record.id}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, py: 1, '& + &': { borderTop: '1px solid', borderColor: 'divider' } }}
          >
            <Box sx={{ flex: 1, minWidth: 180 }}>
              <Typography sx={{ fontWeight: 600 }}>{record.about.title}</Typography>
              <Typography variant="body2" color="textSecondary">
                {clinicalDateTime(record.about.startedAt)} · {cameOf(record)}
              </Typography>
            </Box>
            <Button variant={record.about.state === 'closed' ? 'text' : 'outlined'} disabled={busy} onClick={() => resume(record.id)}>
              {record.about.state === 'closed' ? 'Look back' : 'Go on with it'}
            </Button>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
