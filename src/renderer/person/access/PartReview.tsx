import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material'
import type { AccessPreview } from '../../../core/session/subject-access.ts'
import { Panel } from '../../shell/Panel.tsx'

interface PartReviewProps {
  readonly part: AccessPreview['parts'][number]
  /** What somebody ticked, and with it everything in which that stands too. */
  readonly chosen: ReadonlySet<string>
  readonly withheld: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** One part of what is held, as it will be read; each text can be withheld, and those that may be about others are marked. */
export function PartReview({ part: { heading, texts }, chosen, withheld, onToggle }: PartReviewProps) {
  return (
    <Panel heading={heading}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {texts.map(({ id, label, text, lookAt, free }) => (
          <Box component="li" key={id} sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {label}
            </Typography>
            <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', ...(withheld.has(id) && { textDecoration: 'line-through', color: 'text.secondary' }) }}>{text}</Typography>
            {lookAt !== '' && (
              <Typography variant="body2" sx={{ mt: 0.5 }}>
                <strong>Look at this:</strong> it {lookAt}.
              </Typography>
            )}
            {free && (
              <FormControlLabel
                control={<Checkbox size="small" checked={withheld.has(id)} disabled={withheld.has(id) && !chosen.has(id)} onChange={() => onToggle(id)} />}
                label={
                  <Typography variant="body2">
                    Withhold this: it is about somebody else<span className="visually-hidden">: {label}</span>
                  </Typography>
                }
              />
            )}
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
