import { Box, Button, Stack, Typography } from '@mui/material'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { Suggestion } from '../../../core/model/suggestion.ts'
import type { SuggestedBy } from '../../../core/session/suggested-by.ts'

export interface NamedSuggestion extends Suggestion {
  readonly made: SuggestedBy
}

interface SuggestionCardProps {
  readonly suggestion: NamedSuggestion
  readonly onShow: () => void
  readonly onAccept: () => void
  readonly onDecline: () => void
  readonly onReopen: () => void
}

const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words)

/** What a suggestion would change, in words, for the card's own name. */
function changeInWords({ quote, standing, adds }: Suggestion): string {
  const out = standing || quote
  return [...(out ? [`take out “${shortened(out)}”`] : []), ...(adds ? [`put in “${shortened(adds)}”`] : [])].join(', ')
}

function Words({ verb, as, words }: { readonly verb: string; readonly as: 'ins' | 'del'; readonly words: string }) {
  return (
    <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {verb} “<Box component={as}>{words}</Box>”
    </Typography>
  )
}

/** One suggestion: who would change what, and how it ended. */
export function SuggestionCard({ suggestion, onShow, onAccept, onDecline, onReopen }: SuggestionCardProps) {
  const { made, at, quote, standing, adds, settled } = suggestion
  const gone = quote !== '' && standing === ''
  return (
    <Box component="li" aria-label={`Suggestion by ${made.by.name}: ${changeInWords(suggestion)}`} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Typography variant="caption" component="div" color="textSecondary">
        <strong>{made.by.name}</strong>, {made.by.role} · {clinicalDateTime(at)}
        {!made.proved && ' · no device has proved this name'}
      </Typography>
      {quote !== '' && <Words verb="Take out" as="del" words={standing || quote} />}
      {adds !== '' && <Words verb="Put in" as="ins" words={adds} />}
      {gone && !settled && (
        <Typography variant="caption" component="p" sx={{ fontWeight: 600, m: 0 }}>
          Those words were taken out since
        </Typography>
      )}
      {settled && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 0.5 }}>
          {settled.how === 'accepted' ? 'Accepted' : 'Declined'} by {settled.by}, {clinicalDateTime(settled.at)}
        </Typography>
      )}
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', ml: -1, '& .MuiButton-root': { px: 1, minWidth: 0 } }}>
        {!settled && (
          <>
            <Button onClick={onShow}>Show in the text</Button>
            <Button onClick={onAccept}>Accept</Button>
            <Button onClick={onDecline}>Decline</Button>
          </>
        )}
        {settled?.how === 'declined' && <Button onClick={onReopen}>Open again</Button>}
      </Stack>
    </Box>
  )
}
