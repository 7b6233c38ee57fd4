import { Button, Stack, Typography } from '@mui/material'
import { isFiledBy, waits, type FiledOutcome } from '../../core/model/filed-outcome.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { useNotify } from '../shell/Notices.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { BreakGlassPanel } from './BreakGlassPanel.tsx'
import { CopiesPanel } from './CopiesPanel.tsx'
import { DeliveriesPanel } from './DeliveriesPanel.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import { RecordsFolderPanel } from './RecordsFolderPanel.tsx'
import { VerifyPanel } from './VerifyPanel.tsx'

/** Everything that huddles decided: what waits, what is filed, where, and whether it still holds. */
export default function RecordPage() {
  const outcomes = useObservable(useDesk().outcomes)
  const waiting = outcomes.filter(waits)
  const filed = outcomes.filter((each) => !waiting.includes(each))
  return (
    <Page
      heading="Record"
      actions={
        <Button variant="outlined" href={hashHref(routes.trail())}>
          Who saw and changed what
        </Button>
      }
      about="What was decided and signed. Nothing here is ever edited: a change is a new outcome that names the one it replaces."
    >
      <Stack spacing={2}>
        {waiting.length > 0 && <WaitingPanel waiting={waiting} />}
        <Panel heading={filed.length > 0 ? `Filed · ${filed.length}` : 'Filed'}>
          {filed.length > 0 ? (
            <OutcomeTable outcomes={filed} />
          ) : (
            <EmptyNote
              action={
                <Button variant="contained" href={hashHref(routes.huddle())}>
                  Start a huddle
                </Button>
              }
            >
              Nothing has been filed yet. When a huddle closes, each outcome goes into its person’s record.
            </EmptyNote>
          )}
        </Panel>
        <BreakGlassPanel />
        <DeliveriesPanel />
        <CopiesPanel />
        <RecordsFolderPanel />
        <VerifyPanel />
      </Stack>
    </Page>
  )
}

function WaitingPanel({ waiting }: { readonly waiting: readonly FiledOutcome[] }) {
  const desk = useDesk()
  const notify = useNotify()
  const { busy, problem, attempt } = useAttempt()
  const { device } = useObservable(desk.profile).card
  const others = [...new Set(waiting.filter((each) => !isFiledBy(each, device)).map(({ outcome }) => outcome.huddle.chair.name))]
  const file = async () => {
    if (await attempt(() => desk.fileWaiting())) notify(others.length === 0 ? 'Filed into the record.' : 'What is filed at this computer is in the record.')
  }
  return (
    <Panel
      heading={`Waiting to be filed · ${waiting.length}`}
      action={
        waiting.some((each) => isFiledBy(each, device)) && (
          <Button variant="contained" loading={busy} onClick={() => void file()}>
            File them now
          </Button>
        )
      }
    >
      {others.length > 0 && <Typography sx={{ mb: 1.5 }}>What {others.join(', ')} chaired is filed at their own computer.</Typography>}
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <OutcomeTable outcomes={waiting} />
    </Panel>
  )
}
