import { Box, Link, Typography } from '@mui/material'
import type { TimelineEvent } from '../../core/model/timeline.ts'
import { DayText } from '../shell/DayText.tsx'
import { keyed } from '../shell/keyed.ts'
import { hashHref, routes } from '../shell/routes.ts'
import { nameOfEvent } from '../shell/story-event.ts'

const names = { referred: 'Referral', outcome: 'Decided in a huddle', left: 'Given or shared', 'own-words': 'In their words', 'review-due': 'Review' } as const

/** A person's story, newest first; each decision leads to its outcome. */
export function TimelineList({ events }: { readonly events: readonly TimelineEvent[] }) {
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {keyed(events, nameOfEvent).map(({ key, item: event }) => (
        <Box
          component="li"
          key={key}
          sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '104px 1fr' }, columnGap: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}
        >
          <Typography variant="body2" component="div" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
            <DayText day={event.on} />
          </Typography>
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="subtitle2" component="h3">
              {names[event.kind]}
            </Typography>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{event.kind === 'own-words' ? `“${event.text}”` : event.text}</Typography>
            {event.kind === 'outcome' && <OutcomeLine event={event} />}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function OutcomeLine({ event }: { readonly event: Extract<TimelineEvent, { kind: 'outcome' }> }) {
  const signers = event.signers.length > 0 ? `Signed by ${event.signers.join(', ')}` : 'Nobody signed it at the table'
  const later = event.signedLater.length > 0 ? `, later by ${event.signedLater.join(', ')}` : ''
  return (
    <>
      {event.replaces && <Typography variant="body2">It replaces an earlier decision: {event.replaces.because}</Typography>}
      {event.replacedBy.map((id) => (
        <Typography key={id} variant="body2">
          Replaced since. <Link href={hashHref(routes.outcome(id))}>Read the later outcome</Link>
        </Typography>
      ))}
      {event.declined.map(({ name, because }) => (
        <Typography key={name} variant="body2">
          {name} did not sign: “{because}”
        </Typography>
      ))}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {signers}
        {later} · {event.filed ? 'in the record' : 'waits to be filed'} · <Link href={hashHref(routes.outcome(event.outcome))}>Read the outcome</Link>
      </Typography>
    </>
  )
}
