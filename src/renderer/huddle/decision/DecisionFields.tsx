import { Box, Stack } from '@mui/material'
import type { DiscussionField } from '../../../core/doc/discussion.ts'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { usePeopleHere } from '../live/use-live-view.ts'
import { LiveText } from '../text/LiveText.tsx'
import { ActionsField } from './ActionsField.tsx'
import { AllocationField } from './AllocationField.tsx'
import { AmendsNote } from './AmendsNote.tsx'
import { ChallengesField } from './ChallengesField.tsx'
import { DayField } from './DayField.tsx'
import { pairStyles } from './pair-styles.ts'
import { NamedPersonField } from './NamedPersonField.tsx'
import { ToTellField } from './ToTellField.tsx'

const texts: readonly { readonly name: DiscussionField; readonly label: string; readonly placeholder: string }[] = [
  { name: 'question', label: 'Question', placeholder: 'What is being asked of this huddle?' },
  { name: 'personWants', label: 'What the person wants', placeholder: 'What they hope for from today' },
  { name: 'options', label: 'Options considered', placeholder: 'What else could help' },
  { name: 'decision', label: 'Decision', placeholder: 'What was decided' },
  { name: 'why', label: 'Why', placeholder: 'What makes this the right thing now' },
]

/** The decision while people talk: everything in it can still change, and everybody here can change it. */
export function DecisionFields({ open }: OpenItem) {
  const { me } = useLive()
  const here = usePeopleHere()
  const { person, discussion, awareness } = open
  return (
    <Stack spacing={1.75}>
      <AmendsNote person={person} discussion={discussion} />
      {texts.map(({ name, label, placeholder }) => (
        <LiveText key={name} fragment={discussion.field(name)} awareness={awareness} me={me} label={label} placeholder={placeholder} />
      ))}
      <ActionsField person={person} discussion={discussion} awareness={awareness} me={me} here={here} />
      <Box sx={pairStyles}>
        <NamedPersonField register={discussion.keyworker} label="Keyworker" things="keyworkers" here={here} by={me.name} place={{ item: discussion.item, kind: 'keyworker' }} />
        <DayField register={discussion.reviewOn} label="Review date" things="review dates" by={me.name} lies="ahead" />
      </Box>
      <AllocationField person={person} discussion={discussion} />
      <ToTellField person={person} discussion={discussion} by={me.name} />
      <ChallengesField person={person} discussion={discussion} />
    </Stack>
  )
}
