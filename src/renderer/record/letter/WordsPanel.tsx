import { Box, Button, Typography } from '@mui/material'
import { useEffect } from 'react'
import { longestLetterText, type LetterSectionKey } from '../../../core/model/letter.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import type { Draft } from './use-draft.ts'

/** Milliseconds without a key after which what was typed is kept. */
const keptAfter = 1000

const repeated = 'This repeats something that is withheld. Take it out before the letter can be given.'

/** What stands with a section and is not for rewording. */
const beside: Partial<Record<LetterSectionKey, string>> = {
  'told-us': 'Their own words stand above this as they were said.',
  crisis: 'That they can ring 111, or 999, stands below this.',
}

/** A covering paragraph, and each section in the team's own words where they want others; quotes are not for rewording. */
export function WordsPanel({ draft: { words, reading, typed, change, keep, giveUp } }: { readonly draft: Draft }) {
  const { repeats, text } = reading
  const { problem, attempt, forget } = useAttempt()
  const takeTheirs = (): void => {
    giveUp()
    forget()
  }
  useEffect(() => {
    if (!typed || typed.refused) return undefined
    const resting = setTimeout(() => void attempt(keep), keptAfter)
    return () => clearTimeout(resting)
  }, [typed, attempt, keep])
  const reword = (key: LetterSectionKey, next: string | undefined) => {
    const { [key]: _before, ...others } = words.reworded
    change({ ...words, reworded: next === undefined ? others : { ...others, [key]: next } })
  }
  return (
    <Panel heading="Its words">
      <ProblemNote
        problem={typed?.refused ?? problem}
        sx={{ mb: 1.5 }}
        action={
          typed?.refused && (
            <Button color="inherit" onClick={takeTheirs}>
              Take the other words
            </Button>
          )
        }
      />
      <Box sx={{ display: 'grid', gap: 2 }} onBlur={() => void attempt(keep)}>
        <LimitedField
          id="letter-covering"
          label="A covering paragraph"
          value={words.covering}
          onChange={({ target }) => change({ ...words, covering: target.value })}
          multiline
          minRows={2}
          error={repeats.includes('covering')}
          helperText={repeats.includes('covering') ? repeated : 'How you would begin if you were sitting together. It may stay empty.'}
          longest={longestLetterText}
        />
        {text.sections.map(({ key, title, text: written }) => (
          <Box key={key}>
            <LimitedField
              id={`letter-${key}`}
              label={title}
              value={written}
              onChange={({ target }) => reword(key, target.value)}
              multiline
              maxRows={10}
              error={repeats.includes(key)}
              helperText={repeats.includes(key) ? repeated : beside[key]}
              longest={longestLetterText}
            />
            {words.reworded[key] !== undefined && (
              <Button onClick={() => reword(key, undefined)} aria-label={`Back to the outcome’s words: ${title}`}>
                Back to the outcome’s words
              </Button>
            )}
          </Box>
        ))}
      </Box>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1.5 }}>
        Speak to them: “you” and “we”, short sentences, everyday words, no abbreviations.
      </Typography>
    </Panel>
  )
}
