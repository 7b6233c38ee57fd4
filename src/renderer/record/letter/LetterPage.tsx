import { Box, Button } from '@mui/material'
import { useEffect } from 'react'
import type { FiledOutcome } from '../../../core/model/filed-outcome.ts'
import type { Letter } from '../../../core/model/letter.ts'
import { spokenName } from '../../../core/model/person.ts'
import { Page } from '../../shell/Page.tsx'
import { PersonBanner } from '../../shell/PersonBanner.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { QuietProgress } from '../../shell/QuietProgress.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { NoOutcome } from '../NoOutcome.tsx'
import { Replacements } from '../Replacements.tsx'
import { GivenLetters } from './GivenLetters.tsx'
import { GivePanel } from './GivePanel.tsx'
import { LetterView } from './LetterView.tsx'
import { ReadingEaseNote } from './ReadingEaseNote.tsx'
import { useDraft } from './use-draft.ts'
import { WordsPanel } from './WordsPanel.tsx'

/** A letter to the person about one outcome: its words, how easily it reads, and how it was given. */
export default function LetterPage({ id }: { readonly id: string }) {
  const desk = useDesk()
  const found = useObservable(desk.outcomes).find((each) => each.id === id)
  return found ? <LetterAbout filed={found} /> : <NoOutcome />
}

function LetterAbout({ filed }: { readonly filed: FiledOutcome }) {
  const { leaving } = useDesk()
  const letters = useObservable(leaving.letters).filter(({ outcome }) => outcome === filed.id)
  const draft = letters.find(({ givings }) => givings.length === 0)
  const given = letters.filter(({ givings }) => givings.length > 0)
  const { problem, busy, attempt } = useAttempt()
  const nothingYet = letters.length === 0
  useEffect(() => {
    if (nothingYet) void attempt(() => leaving.writeLetter(filed.id))
  }, [leaving, filed.id, nothingYet, attempt])
  return (
    <>
      <PersonBanner person={filed.outcome.person} />
      <Page
        heading={`A letter to ${spokenName(filed.outcome.person)}`}
        windowTitle="A letter"
        about="It comes from the signed outcome, which stays as it is. Put it into words that are theirs, then give it."
        actions={
          <>
            {!draft && given.length > 0 && (
              <Button variant="outlined" loading={busy} onClick={() => void attempt(() => leaving.writeLetter(filed.id))}>
                Write another letter
              </Button>
            )}
            <Button variant="outlined" href={hashHref(routes.share(filed.id))}>
              What is withheld
            </Button>
            <Button variant="outlined" href={hashHref(routes.outcome(filed.id))}>
              Back to the outcome
            </Button>
          </>
        }
      >
        <Replacements outcome={filed.outcome} />
        <ProblemNote problem={problem} sx={{ mb: 2 }} />
        <GivenLetters letters={given} />
        {draft ? <DraftOf key={draft.id} letter={draft} /> : nothingYet && !problem && <QuietProgress>Writing the letter</QuietProgress>}
      </Page>
    </>
  )
}

function DraftOf({ letter }: { readonly letter: Letter }) {
  const draft = useDraft(letter)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 2fr) minmax(0, 3fr)' }, alignItems: 'start' }}>
      <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
        <WordsPanel draft={draft} />
        <GivePanel draft={draft} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <ReadingEaseNote ease={draft.reading.ease} />
        <LetterView text={draft.reading.text} />
      </Box>
    </Box>
  )
}
