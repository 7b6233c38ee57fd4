import { Box, Typography } from '@mui/material'
import type { LetterReading } from '../../../core/session/outcome-reading.ts'
import { BlockOf } from '../OutcomeSection.tsx'

/** The letter as the person will read it. */
export function LetterView({ text: { title, to, date, greeting, covering, sections, from, practice } }: { readonly text: LetterReading['text'] }) {
  return (
    <Box
      component="article"
      aria-label="The letter as they will read it"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 2, px: { xs: 2, sm: 4 }, py: 3, fontSize: '1.0625rem', '& p, & li, & blockquote': { fontSize: '1.0625rem', lineHeight: 1.6 } }}
    >
      {practice && <Typography sx={{ fontWeight: 700, mb: 2 }}>Practice: not a real person</Typography>}
      <Typography>{to}</Typography>
      <Typography sx={{ mb: 2.5 }}>{date}</Typography>
      <Typography component="h2" sx={{ fontSize: '1.375rem', fontWeight: 700, mb: 2 }}>
        {title}
      </Typography>
      <Typography sx={{ mb: 1.5 }}>{greeting}</Typography>
      {covering && <Typography sx={{ whiteSpace: 'pre-line', mb: 1.5, overflowWrap: 'anywhere' }}>{covering}</Typography>}
      {sections.map(({ key, title: heading, blocks }) => (
        <Box key={key} component="section" aria-label={heading} sx={{ mt: 2.5 }}>
          <Typography component="h3" variant="h2" sx={{ mb: 0.5 }}>
            {heading}
          </Typography>
          {blocks.map((block, index) => (
            <BlockOf key={`${index}:${JSON.stringify(block)}`} block={block} />
          ))}
        </Box>
      ))}
      <Typography sx={{ mt: 3 }}>From {from.join(', ')}</Typography>
    </Box>
  )
}
