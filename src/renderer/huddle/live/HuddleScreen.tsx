import { Alert, Box, Button, Tab, Tabs, Typography, useMediaQuery } from '@mui/material'
import { useState } from 'react'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { AgendaColumn } from '../agenda/AgendaColumn.tsx'
import { ClosingPanel } from '../closing/ClosingPanel.tsx'
import { DecisionColumn } from '../decision/DecisionColumn.tsx'
import { OutsideNote } from '../door/OutsideNote.tsx'
import { HuddleBanner } from '../person/HuddleBanner.tsx'
import { PersonColumn } from '../person/PersonColumn.tsx'
import { ReadBackNotice } from '../readback/ReadBackNotice.tsx'
import { HuddleStatus } from './HuddleStatus.tsx'
import { ItemGate } from './ItemGate.tsx'
import { useLive } from './live-context.ts'
import type { OpenItem } from './open-item.ts'
import { screenStyles } from './screen-styles.ts'
import { useChosenItem } from './use-chosen-item.ts'
import { columns, useColumns } from './use-columns.ts'
import { useItemAccess } from './use-item-access.ts'
import { useLiveView } from './use-live-view.ts'

const columnNames = { agenda: 'Agenda', person: 'Person', decision: 'Decision' } as const

/** The huddle: agenda, person and decision side by side, or one at a time where there is no room. */
export function HuddleScreen() {
  const live = useLive()
  const { about, agenda } = useLiveView()
  const { item, room, choose, rejoin } = useChosenItem()
  const access = useItemAccess(item?.id)
  const narrow = useMediaQuery((theme) => theme.breakpoints.down('md'))
  const { front, show, go, ref } = useColumns()
  const [wantsToClose, setWantsToClose] = useState(false)
  const { attempt } = useAttempt()
  if (!about) return <OutsideNote />

  const open: OpenItem | undefined = item && access.kind === 'open' ? { item, open: access } : undefined
  const closing = wantsToClose || about.state !== 'open'
  const closeHuddle = (): void => {
    setWantsToClose(true)
    if (agenda.every(({ state }) => state === 'closed' || state === 'parked')) void attempt(() => live.close())
  }
  const goTo = (next: (typeof agenda)[number]): void => {
    choose(next)
    setWantsToClose(false)
    go('person')
  }
  return (
    <Box sx={screenStyles}>
      {narrow && front !== 'agenda' && (
        <Typography component="h1" className="visually-hidden">
          {about.title}
        </Typography>
      )}
      {narrow && (
        <Tabs
          value={front}
          onChange={(_, next: (typeof columns)[number]) => show(next)}
          aria-label="Parts of the huddle"
          variant="fullWidth"
          className="part-tabs"
        >
          {columns.map((column) => (
            <Tab key={column} value={column} label={columnNames[column]} />
          ))}
        </Tabs>
      )}
      <Box
        component="section"
        ref={ref('agenda')}
        tabIndex={-1}
        aria-label="Agenda"
        className="agenda-column"
        hidden={narrow && front !== 'agenda'}
      >
        <AgendaColumn chosen={item?.id} current={open} onChoose={goTo} onCloseHuddle={closeHuddle} />
      </Box>
      <Box className="talk" hidden={narrow && front === 'agenda'}>
        {closing ? (
          <Box component="section" ref={ref('person')} tabIndex={-1} aria-label="Closing" className="closing-column">
            <ClosingPanel onGoTo={goTo} onBack={() => setWantsToClose(false)} />
          </Box>
        ) : (
          <>
            {open && <HuddleBanner {...open} />}
            {room && (
              <Alert severity="info" variant="outlined" className="elsewhere" action={<Button onClick={rejoin}>Go there</Button>}>
                The room is talking about {room.initials}.
              </Alert>
            )}
            {open && narrow && front !== 'decision' && <ReadBackNotice {...open} onShow={() => go('decision')} />}
            <Box
              component="section"
              ref={ref('person')}
              tabIndex={-1}
              aria-label="The person"
              className="person-column"
              hidden={narrow && front !== 'person'}
            >
              {open && <PersonColumn key={open.item.id} {...open} />}
              {!item && <ItemGate>Choose somebody on the agenda to begin with.</ItemGate>}
              {item && access.kind === 'opening' && <ItemGate>Opening the discussion of {item.initials}.</ItemGate>}
              {item && access.kind === 'not-shared' && <ItemGate>{access.because}</ItemGate>}
            </Box>
            <Box
              component="section"
              ref={ref('decision')}
              tabIndex={-1}
              aria-label="Decision"
              className="decision-column"
              hidden={narrow && front !== 'decision'}
            >
              {open && <DecisionColumn key={open.item.id} {...open} />}
            </Box>
          </>
        )}
      </Box>
      <HuddleStatus current={open} />
    </Box>
  )
}
