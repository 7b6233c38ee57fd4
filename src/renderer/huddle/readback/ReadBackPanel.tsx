import { Alert, Box, Divider, Stack, Typography } from '@mui/material'
import { useEffect, useId, useRef } from 'react'
import { openComments } from '../../../core/doc/comments.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { openSuggestions } from '../../../core/doc/suggestions.ts'
import { clockTime } from '../../../core/model/dates.ts'
import type { ReadBack } from '../../../core/session/live-huddle.ts'
import type { OpenItem } from '../live/open-item.ts'
import { UnsentNote } from '../live/UnsentNote.tsx'
import { useDocValue } from '../live/use-doc-value.ts'
import { useMyPart } from '../live/use-live-view.ts'
import { AnswerButtons } from './AnswerButtons.tsx'
import { ChairButtons } from './ChairButtons.tsx'
import { ReadBackText } from './ReadBackText.tsx'
import { SignersList } from './SignersList.tsx'

const counted = (count: number, what: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${what} is still open in the formulation.` : `${count} ${what}s are still open in the formulation.`]

/** What is still open in the formulation; empty where nothing is. What stands is what is read, not what is suggested. */
function stillOpenInWords({ formulationComments, formulationSuggestions }: PersonDoc): string {
  const suggestions = openSuggestions(formulationSuggestions.list()).length
  return [
    ...counted(openComments(formulationComments.list()).length, 'comment'),
    ...counted(suggestions, 'suggestion'),
    ...(suggestions > 0 ? ['What you sign is the text as it stands; what is suggested is named beside it as open.'] : []),
  ].join(' ')
}

/**
 * The reading-back, in the decision's place: everybody can still see the person's words and the formulation beside
 * what they are asked to sign. It blocks nothing.
 */
export function ReadBackPanel({ item, open, reading }: OpenItem & { readonly reading: ReadBack }) {
  const { leads } = useMyPart()
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const stillOpen = useDocValue(open.person, () => stillOpenInWords(open.person))
  const closed = item.state === 'closed'
  // Whoever reads it back goes on from here; nobody else is taken away from where they type.
  useEffect(() => {
    if (leads) heading.current?.focus()
  }, [leads])

  return (
    <Box component="section" aria-labelledby={headingId} sx={{ px: 2.25, py: 2 }}>
      <Typography id={headingId} ref={heading} tabIndex={-1} variant="h2" sx={{ '&:focus': { outline: 'none' } }}>
        {closed ? 'Decided' : 'Read back'}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {closed ? 'This discussion is closed. ' : ''}Read back at {clockTime(reading.outcome.readBackAt)}.{' '}
        {closed ? '' : 'You sign what stands here, word for word, and with it the formulation, the options considered, what was agreed about sharing and who is here.'}
      </Typography>
      {reading.changedSince && !closed && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 1.5 }}>
          Somebody has written since this was read. Read it back again before it is signed.
        </Alert>
      )}
      {stillOpen && !closed && (
        <Alert severity="info" variant="outlined" sx={{ mb: 1.5 }}>
          {stillOpen}
        </Alert>
      )}
      <ReadBackText outcome={reading.outcome} />
      <Divider sx={{ my: 2 }} />
      <SignersList {...reading} />
      <Stack spacing={1.5} sx={{ mt: 2 }}>
        {closed && <UnsentNote items={[item]} kinds={['challenge', 'refusal']} />}
        {!closed && <AnswerButtons item={item} reading={reading} />}
        <ChairButtons item={item} open={open} reading={reading} />
      </Stack>
    </Box>
  )
}
