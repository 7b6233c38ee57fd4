import { Box, Typography, type SxProps, type Theme } from '@mui/material'
import { writtenRuns, type WrittenRun } from '../../../core/doc/writers.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import type { KnownWriters } from '../../../core/session/live-huddle.ts'
import { useObservable } from '../../shell/use-observable.ts'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'

/** One line under the words for each writer; the name stands there as well, so that nobody needs to tell them apart. */
const patterns = ['solid', 'dashed', 'dotted', 'double', 'wavy'] as const

const patternStyles: Record<string, object> = Object.fromEntries(
  patterns.map((pattern, index) => [`& .written-${index}`, { textDecorationStyle: pattern }]),
)

const styles: SxProps<Theme> = {
  ...patternStyles,
  '& .written': { textDecorationLine: 'underline', textDecorationThickness: '2px', textUnderlineOffset: '4px', whiteSpace: 'pre-wrap' },
  '& .written-unknown': { textDecorationLine: 'none', fontStyle: 'italic' },
  '& .writer': { typography: 'caption', fontWeight: 600, color: 'text.secondary', border: '1px solid', borderColor: 'divider', borderRadius: 1, px: 0.5, mx: 0.5 },
  '& ul': { m: 0, mb: 1.5, p: 0, listStyle: 'none' },
}

interface Stretch {
  readonly card: StaffCard | undefined
  readonly text: string
}

/** One person writes with a new client each time that they come: their stretches side by side are one. */
function stretchesOf(line: readonly WrittenRun[], known: KnownWriters): Stretch[] {
  const stretches: Stretch[] = []
  for (const { client, text } of line) {
    const card = known.get(client)
    const last = stretches.at(-1)
    if (last && last.card?.device === card?.device) stretches[stretches.length - 1] = { card, text: last.text + text }
    else stretches.push({ card, text })
  }
  return stretches
}

/** The formulation with the name of whoever wrote each stretch of it, as their devices have signed. */
export function WhoWrote({ open }: OpenItem) {
  const known = useObservable(open.writers)
  const lines = useDocValue(open.person, () => writtenRuns(open.person.formulation)).map((line) => stretchesOf(line, known))
  const writers = [...new Map(lines.flat().flatMap(({ card }) => (card ? [[card.device, card] as const] : []))).values()]
  const classOf = (card: StaffCard | undefined): string =>
    card ? `written written-${writers.findIndex(({ device }) => device === card.device) % patterns.length}` : 'written written-unknown'
  const someUnknown = lines.some((line) => line.some(({ card }) => !card))
  return (
    <Box component="section" aria-label="Who wrote this" sx={styles}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        Each name stands before what that person wrote, as their own device has signed. Whoever splits, moves or reformats a line counts
        as the writer of what they set in anew.
      </Typography>
      <ul aria-label="Writers">
        {writers.map((card) => (
          <Typography key={card.device} component="li" variant="body2">
            <span className={classOf(card)}>{card.name}</span>, {card.role}, {card.organisation}
          </Typography>
        ))}
        {someUnknown && (
          <Typography component="li" variant="body2">
            <span className="written written-unknown">Not known</span>: written before names were signed, or by a device that has not
            proved whose it is
          </Typography>
        )}
      </ul>
      {lines.length === 0 && <Typography variant="body2">Nothing is written yet.</Typography>}
      {lines.map((line, index) => (
        <Typography key={`${index}:${line.length}`} component="p" sx={{ m: 0, mb: 0.75 }}>
          {line.map(({ card, text }, place) => (
            <span key={`${place}:${card?.device ?? ''}`}>
              <span className="writer">{card?.name ?? 'Not known'}</span>
              <span className={classOf(card)}>{text}</span>
            </span>
          ))}
        </Typography>
      ))}
    </Box>
  )
}
