import { Box, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { dayOf } from '../../../core/model/dates.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import type { TimelineEvent } from '../../../core/model/timeline.ts'
import { standingWords } from '../../../core/model/words.ts'
import { DayText } from '../../shell/DayText.tsx'
import { keyed } from '../../shell/keyed.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { nameOfEvent } from '../../shell/story-event.ts'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'

const kinds = { referred: 'Referral', outcome: 'Decided', left: 'Given or shared', 'own-words': 'In their words', 'review-due': 'Review' } as const

const wordsAsEvents = (person: PersonDoc): TimelineEvent[] =>
  standingWords(person.words())
    .map(({ text, at }): TimelineEvent => ({ kind: 'own-words', on: dayOf(Date.parse(at)), text }))
    .toReversed()

/** The story as this desk's own record tells it, or as far as the shared document does for a guest. */
function useStory({ item, open }: OpenItem): readonly TimelineEvent[] {
  const desk = useDesk()
  const ours = useObservable(desk.people).some(({ id }) => id === item.personId)
  const shared = useDocValue(open.person, () => wordsAsEvents(open.person))
  const [recorded, setRecorded] = useState<readonly TimelineEvent[] | undefined>()
  useEffect(() => {
    let current = true
    if (ours)
      void desk.timeline(item.personId).then(
        (events) => current && setRecorded(events),
        () => current && setRecorded(undefined),
      )
    return () => {
      current = false
    }
  }, [desk, ours, item.personId])
  return recorded ?? shared
}

export function StoryTab(props: OpenItem) {
  const story = useStory(props)
  if (story.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        Nothing is recorded before today.
      </Typography>
    )
  }
  return (
    <Box component="ol" aria-label="Story so far" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {keyed(story, nameOfEvent).map(({ key, item: event }) => (
        <Box
          component="li"
          key={key}
          sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '96px 1fr' }, columnGap: 2, py: 0.75 }}
        >
          <Typography variant="body2" component="div" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
            <DayText day={event.on} />
          </Typography>
          <Box>
            <Typography variant="subtitle2" component="div">
              {kinds[event.kind]}
            </Typography>
            <Typography variant="body2">{event.text}</Typography>
          </Box>
        </Box>
      ))}
    </Box>
  )
}
