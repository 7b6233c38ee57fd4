import { Button, Divider, Stack, Typography } from '@mui/material'
import { useLocation } from 'wouter'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { HuddleRecord } from '../../core/model/huddle-record.ts'
import { present, quorumInWords } from '../../core/model/huddle.ts'
import type { LiveHuddle } from '../../core/session/live-huddle.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { JoinByInvite } from './JoinByInvite.tsx'
import { openHuddles } from './today-facts.ts'

/** The huddle that is on, those that were left open, and the ways into a new one. */
export function MyHuddle() {
  const desk = useDesk()
  const live = useObservable(desk.live)
  const left = openHuddles(useObservable(desk.huddles)).filter(({ id }) => id !== live?.id)
  return (
    <Panel
      heading="My huddle"
      action={
        (live || left.length > 0) && (
          <Button variant="outlined" href={hashHref(routes.huddle())}>
            Start another huddle
          </Button>
        )
      }
    >
      <Stack spacing={1.5}>
        {live && <LiveLine live={live} />}
        {left.map((record) => (
          <LeftOpen key={record.id} record={record} />
        ))}
        {!live && left.length === 0 && (
          <EmptyNote
            action={
              <Button variant="contained" href={hashHref(routes.huddle())}>
                Start a huddle
              </Button>
            }
          >
            No huddle is on. Choose who to talk about, and the agenda builds itself from what is due.
          </EmptyNote>
        )}
      </Stack>
      <Divider sx={{ my: 2 }} />
      <JoinByInvite />
    </Panel>
  )
}

function LiveLine({ live }: { readonly live: LiveHuddle }) {
  const { about, attendees, agenda } = useObservable(live.view)
  if (!about) return null
  const here = present(attendees).length
  const closed = agenda.filter(({ state }) => state === 'closed').length
  return (
    <Line
      title={about.title}
      detail={`${about.state === 'closed' ? 'Closed' : `On now · ${quorumInWords(here, about.team.quorum)}`} · ${closed} of ${agenda.length} discussed`}
      action={
        <Button variant="contained" href={hashHref(routes.liveHuddle(live.id))}>
          Go back to it
        </Button>
      }
    />
  )
}

function LeftOpen({ record: { id, about, agenda } }: { readonly record: HuddleRecord }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { busy, problem, attempt } = useAttempt()
  const open = agenda.filter(({ state }) => state !== 'closed').length
  const resume = () =>
    void attempt(async () => {
      await desk.resumeHuddle(id)
      navigate(routes.liveHuddle(id))
    })
  return (
    <>
      <Line
        title={about.title}
        detail={`Begun ${clinicalDateTime(about.startedAt)} · ${open === 1 ? '1 discussion' : `${open} discussions`} still open`}
        action={
          <Button variant="outlined" loading={busy} onClick={resume} aria-label={`Resume ${about.title}`}>
            Resume
          </Button>
        }
      />
      <ProblemNote problem={problem} />
    </>
  )
}

function Line({ title, detail, action }: { readonly title: string; readonly detail: string; readonly action: React.ReactNode }) {
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', columnGap: 2, rowGap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
      <div>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {detail}
        </Typography>
      </div>
      {action}
    </Stack>
  )
}
