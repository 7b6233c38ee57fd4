import { Box, Button, Link, Stack, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import { standingWords, type OwnWords } from '../../../core/model/words.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft } from '../live/drafts.tsx'
import type { OpenItem } from '../live/open-item.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { OwnWordsForm } from './OwnWordsForm.tsx'
import { useAddWords } from './use-add-words.ts'

function earlierOf(words: OwnWords, all: readonly OwnWords[]): OwnWords | undefined {
  return all.find(({ id }) => id === words.corrects)
}

interface WordsProps {
  readonly words: OwnWords
  readonly all: readonly OwnWords[]
  /** Undefined while something else is being written down. */
  readonly onCorrect: (() => void) | undefined
}

function Words({ words, all, onCorrect }: WordsProps) {
  const [showEarlier, setShowEarlier] = useState(false)
  const earlier = earlierOf(words, all)
  return (
    <Box sx={{ '& + &': { mt: 1.25 } }}>
      <Typography variant="caption" component="div" sx={{ fontWeight: 600, color: 'text.secondary' }}>
        Given {words.given}, written down by {words.writtenDownBy}, {clinicalDateTime(words.at)}
      </Typography>
      <Typography sx={{ fontSize: '1rem', whiteSpace: 'pre-line' }}>“{words.text}”</Typography>
      <Stack direction="row" spacing={2} sx={{ typography: 'caption' }}>
        {onCorrect && (
          <Link component="button" type="button" variant="caption" onClick={onCorrect}>
            Correct this
          </Link>
        )}
        {earlier && (
          <Link component="button" type="button" variant="caption" aria-expanded={showEarlier} onClick={() => setShowEarlier(!showEarlier)}>
            {showEarlier ? 'Hide what it corrects' : 'Show what it corrects'}
          </Link>
        )}
      </Stack>
      {earlier && showEarlier && (
        <Typography variant="body2" color="textSecondary" sx={{ pl: 1.5, mt: 0.5, borderLeft: '2px solid', borderColor: 'divider' }}>
          “{earlier.text}” given {earlier.given}, written down by {earlier.writtenDownBy}, {clinicalDateTime(earlier.at)}
        </Typography>
      )}
    </Box>
  )
}

/** The person's own words, always first. They are added to and corrected, never overwritten. */
export function OwnWordsCard({ item, open }: OpenItem) {
  const announce = useAnnounce()
  const all = useDocValue(open.person, () => open.person.words())
  const standing = standingWords(all)
  const addWords = useAddWords(open.person)
  const held = useDraft({ item: item.id, kind: 'words' })
  const { attempt, problem } = useAttempt()
  const writing = held.draft !== undefined
  const button = useFocusAfter<HTMLButtonElement>(writing)
  const headingId = useId()
  const add = async (words: { readonly text: string; readonly given: string }): Promise<void> => {
    const corrects = all.find(({ id }) => id === held.draft?.answers)?.id
    if (!(await attempt(() => addWords({ ...words, ...(corrects && { corrects }) })))) return
    held.drop()
    announce('Their words are written down.')
  }
  return (
    <Box
      component="section"
      aria-labelledby={headingId}
      sx={{ backgroundColor: 'surfaces.words', border: '1px solid', borderColor: 'surfaces.wordsBorder', borderRadius: 2.5, px: 2, py: 1.5 }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
        <Typography id={headingId} variant="subtitle2" component="h2">
          In my words
        </Typography>
        {!writing && (
          <Button ref={button} onClick={() => held.begin()} sx={{ my: -0.75, mr: -1 }}>
            Add their words
          </Button>
        )}
      </Box>
      {standing.length === 0 && !writing && (
        <Typography variant="body2" color="textSecondary">
          Nothing from them yet. What do they want said here, and do they know that they are talked about today?
        </Typography>
      )}
      {standing.map((words) => (
        <Words key={words.id} words={words} all={all} onCorrect={writing ? undefined : () => held.begin({ text: words.text, given: words.given, answers: words.id })} />
      ))}
      {writing && (
        <>
          <OwnWordsForm held={held} onAdd={(words) => void add(words)} />
          <ProblemNote problem={problem} sx={{ mt: 1 }} />
        </>
      )}
    </Box>
  )
}
