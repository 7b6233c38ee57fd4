import { Box, Typography } from '@mui/material'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { OwnWords } from '../../core/model/words.ts'

/** The person's own words, first on their page; they are added to in a huddle, never edited here. */
export function OwnWordsPanel({ words }: { readonly words: readonly OwnWords[] }) {
  return (
    <Box
      component="section"
      aria-labelledby="own-words"
      sx={{ bgcolor: 'surfaces.words', border: 1, borderColor: 'surfaces.wordsBorder', borderRadius: 2.5, px: 2.5, py: 2 }}
    >
      <Typography id="own-words" variant="h2" sx={{ mb: 0.5 }}>
        In my words
      </Typography>
      {words.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing from them yet. What they say is written down in a huddle, as they said it.
        </Typography>
      )}
      {words.map(({ id, text, given, writtenDownBy, at }) => (
        <Box component="blockquote" key={id} sx={{ m: 0, '& + &': { mt: 1.5 } }}>
          <Typography sx={{ fontSize: '1rem', whiteSpace: 'pre-line' }}>“{text}”</Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            Given {given}, written down by {writtenDownBy}, {clinicalDateTime(at)}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
