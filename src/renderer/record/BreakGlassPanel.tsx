import { Box, Button, Stack, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { clinicalDateTime } from '../../core/model/dates.ts'
import { longestReason, longestReviewer, type BreakGlass } from '../../core/model/leaving.ts'
import { bannerName, personInitials } from '../../core/model/person.ts'
import { recipientInWords } from '../../core/model/recipient.ts'
import { LimitedField } from '../shell/LimitedField.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { tooLongInWords } from '../huddle/live/too-long.ts'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** Each time that somebody looked at what a recipient would get without the person's agreement, until a colleague has reviewed it, and after. */
export function BreakGlassPanel() {
  const all = useObservable(useDesk().leaving.breakGlass)
  const [open, done] = [all.filter(({ review }) => !review), all.filter(({ review }) => review)]
  return (
    <>
      {open.length > 0 && (
        <Panel heading={`Looked at without agreement: to review · ${open.length}`}>
          <Rows rows={open} />
        </Panel>
      )}
      {done.length > 0 && (
        <Panel heading={`Looked at without agreement: reviewed · ${done.length}`}>
          <Rows rows={done} />
        </Panel>
      )}
    </>
  )
}

function Rows({ rows }: { readonly rows: readonly BreakGlass[] }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {rows.map((row) => (
        <BreakGlassRow key={row.id} row={row} />
      ))}
    </Box>
  )
}

function BreakGlassRow({ row: { id, outcome: of, to, because, by, at, review } }: { readonly row: BreakGlass }) {
  const { outcome, leaving } = useDesk()
  const { on } = usePrivateScreen()
  const person = outcome(of)?.outcome.person
  const sent = useObservable(leaving.disclosures).filter((each) => each.outcome === of && recipientInWords(each.to) === recipientInWords(to))
  return (
    <Box component="li" sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' }, overflowWrap: 'anywhere' }}>
      <Typography>
        {person ? (on ? personInitials(person) : bannerName(person)) : 'Somebody'}, for {recipientInWords(to)}
      </Typography>
      <Typography variant="body2">“{because}”</Typography>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
        {by}, {clinicalDateTime(at)} · {sent.length === 0 ? 'nothing was sent' : `sent ${clinicalDateTime(sent[0]?.at ?? at)}`}
      </Typography>
      {review ? (
        <Typography variant="body2">
          Reviewed by {review.by}, {clinicalDateTime(review.at)}: {review.conclusion}
        </Typography>
      ) : (
        <ReviewForm id={id} />
      )}
    </Box>
  )
}

function ReviewForm({ id }: { readonly id: BreakGlass['id'] }) {
  const { leaving } = useDesk()
  const [by, setBy] = useState('')
  const [conclusion, setConclusion] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const tooLong = tooLongInWords(conclusion, longestReason) ?? tooLongInWords(by, longestReviewer)
  const review = (event: SubmitEvent) => {
    event.preventDefault()
    if (tooLong === undefined) void attempt(() => leaving.review(id, by, conclusion))
  }
  return (
    <Box component="form" noValidate onSubmit={review} sx={{ mt: 1 }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' }}>
        <LimitedField id={`review-by-${id}`} label="Reviewed by" value={by} longest={longestReviewer} onChange={({ target }) => setBy(target.value)} sx={{ flex: '1 1 180px' }} />
        <LimitedField
          id={`review-conclusion-${id}`}
          longest={longestReason}
          label="Conclusion"
          value={conclusion}
          onChange={({ target }) => setConclusion(target.value)}
          multiline
          sx={{ flex: '3 1 300px' }}
        />
        <Button type="submit" variant="outlined" loading={busy} sx={{ minHeight: 40 }}>
          Close the review
        </Button>
      </Stack>
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Box>
  )
}
