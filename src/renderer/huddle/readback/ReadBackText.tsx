import { Box, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { clinicalDate } from '../../../core/model/dates.ts'
import type { Outcome } from '../../../core/model/outcome.ts'
import { spokenName } from '../../../core/model/person.ts'
import { standingWords } from '../../../core/model/words.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { decisionParagraph } from './paragraph.ts'

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" color="textSecondary">
        {label}
      </Typography>
      {children}
    </Box>
  )
}

/** What is signed, as it is read aloud: the person's words first, then the decision, then who does what. */
export function ReadBackText({ outcome }: { readonly outcome: Outcome }) {
  const { on, shown } = usePrivateScreen()
  const words = standingWords(outcome.ownWords)
  return (
    <Stack spacing={1.5}>
      {words.length > 0 && (
        <Part label="In their words">
          {words.map(({ id, text, given }) => (
            <Typography key={id} variant="body2">
              “{text}”{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                given {given}
              </Box>
            </Typography>
          ))}
        </Part>
      )}
      {outcome.replaces && (
        <Part label="It replaces an earlier decision">
          <Typography>{outcome.replaces.because}</Typography>
        </Part>
      )}
      <Part label="The decision">
        <Typography>{decisionParagraph(outcome, shown(spokenName(outcome.person)))}</Typography>
        {on && (
          <Typography variant="body2" color="textSecondary">
            The screen is private: what is signed has the person’s name.
          </Typography>
        )}
      </Part>
      <Part label="Who does what, by when">
        <Box component="ul" sx={{ m: 0, pl: 2.25 }}>
          {outcome.actions.map(({ id, what, owner, ownerWasPresent, due }) => (
            <Typography key={id} component="li" variant="body2">
              {what}{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {owner.name}
                {ownerWasPresent ? '' : ' (to be asked)'}, by {clinicalDate(due)}
              </Box>
            </Typography>
          ))}
        </Box>
      </Part>
      {outcome.allocation.length > 0 && (
        <Part label="Where this leads">
          <Typography variant="body2">{outcome.allocation.join(' · ')}</Typography>
        </Part>
      )}
      {outcome.toTell.length > 0 && (
        <Part label="Who will be told">
          {outcome.toTell.map(({ who, by }) => (
            <Typography key={`${who}:${by}`} variant="body2">
              {who}, by {by}
            </Typography>
          ))}
        </Part>
      )}
      {outcome.challenges.map(({ by, text, at }) => (
        <Part key={at + by.name} label={`Challenge by ${by.name}`}>
          <Typography>“{text}”</Typography>
        </Part>
      ))}
    </Stack>
  )
}
