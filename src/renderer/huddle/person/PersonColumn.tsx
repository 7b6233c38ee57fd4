import { Box, Tab, Tabs } from '@mui/material'
import { useId, useState } from 'react'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { useCatchLostFocus } from '../live/use-focus.ts'
import { CarePlanTab } from './CarePlanTab.tsx'
import { FormulationTab } from '../formulation/FormulationTab.tsx'
import { LastTimeList } from './LastTimeList.tsx'
import { OwnWordsCard } from './OwnWordsCard.tsx'
import { StoryTab } from './StoryTab.tsx'

const tabs = [
  // Hidden, not gone: what can be undone stays with the editor.
  { name: 'Formulation', Content: FormulationTab, stays: true },
  { name: 'Care plan', Content: CarePlanTab, stays: false },
  { name: 'Story so far', Content: StoryTab, stays: false },
] as const

/** The person and the talk: their words, what came of last time, then the shared writing. */
export function PersonColumn(props: OpenItem) {
  const [shown, setShown] = useState(0)
  const id = useId()
  const start = useCatchLostFocus<HTMLDivElement>()
  const { person } = props.open
  const lastTime = useDocValue(person, () => person.lastTime())
  return (
    <Box ref={start} tabIndex={-1} sx={{ px: { xs: 2, sm: 3 }, pt: 2, pb: 4, '&:focus': { outline: 'none' } }}>
      <OwnWordsCard {...props} />
      <LastTimeList lastTime={lastTime} />
      <Tabs
        value={shown}
        onChange={(_, next: number) => setShown(next)}
        aria-label="About this person"
        sx={{ mt: 1, mx: { xs: -2, sm: -3 }, px: { xs: 1, sm: 1.5 }, borderBottom: '1px solid', borderColor: 'divider' }}
      >
        {tabs.map(({ name }, index) => (
          <Tab key={name} label={name} id={`${id}-tab-${index}`} aria-controls={`${id}-panel-${index}`} />
        ))}
      </Tabs>
      {tabs.map(({ name, Content, stays }, index) => (
        <Box key={name} role="tabpanel" id={`${id}-panel-${index}`} aria-labelledby={`${id}-tab-${index}`} hidden={index !== shown} sx={{ pt: 1.5 }}>
          {(stays || index === shown) && <Content {...props} />}
        </Box>
      ))}
    </Box>
  )
}
