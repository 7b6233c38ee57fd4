import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Person } from '../../core/model/person.ts'
import { spokenName } from '../../core/model/person.ts'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { PersonBanner } from '../shell/PersonBanner.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { QuietProgress } from '../shell/QuietProgress.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { KeptPanel } from './KeptPanel.tsx'
import { LookedList } from './LookedList.tsx'
import { OwnWordsPanel } from './OwnWordsPanel.tsx'
import { PersonActions } from './PersonActions.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { PersonGate } from './PersonGate.tsx'
import { TimelineList } from './TimelineList.tsx'
import { usePersonStory } from './use-person-story.ts'

/** One person: their words, who is involved, what was promised, and their story. */
export default function PersonPlace({ id }: { readonly id: string }) {
  return (
    <PersonGate id={id} heading="Person">
      {(person) => <PersonPage person={person} />}
    </PersonGate>
  )
}

function PersonPage({ person }: { readonly person: Person }) {
  const desk = useDesk()
  const { story, problem } = usePersonStory(person.id)
  const actions = useObservable(desk.actions).filter(({ personId }) => personId === person.id)
  return (
    <>
      <PersonBanner person={person} />
      <Page heading={`${spokenName(person)}’s story`} windowTitle="A person’s story" actions={<AddToHuddle person={person} />}>
        <ProblemNote problem={problem} sx={{ mb: 2 }} />
        {story ? (
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '3fr 2fr' }, alignItems: 'start' }}>
            <Stack spacing={2} sx={{ minWidth: 0 }}>
              <OwnWordsPanel words={story.words} />
              <Panel heading="Story so far">
                <TimelineList events={story.timeline} />
              </Panel>
            </Stack>
            <Stack spacing={2} sx={{ minWidth: 0 }}>
              <PersonFacts person={person} />
              <Panel heading="Who does what, by when">
                <PersonActions actions={actions} />
              </Panel>
              <Panel
                heading="Who looked"
                action={
                  <Button href={hashHref(routes.trail(person.id))}>
                    All of it<span className="visually-hidden">: who saw and changed what</span>
                  </Button>
                }
              >
                <LookedList looked={story.looked} />
              </Panel>
              <KeptPanel person={person} />
            </Stack>
          </Box>
        ) : (
          !problem && <QuietProgress>Opening the story</QuietProgress>
        )}
      </Page>
    </>
  )
}

/** Onto the agenda of the huddle that is on, or the first of a new one. */
function AddToHuddle({ person }: { readonly person: Person }) {
  const desk = useDesk()
  const live = useObservable(desk.live)
  const [, navigate] = useLocation()
  const { attempt, busy, problem } = useAttempt()
  const [added, setAdded] = useState(false)
  const add = async (): Promise<void> => {
    if (live && (await attempt(() => live.addItem(person.id, 'Raised by a member')))) setAdded(true)
    if (live) return
    if (await attempt(() => desk.startHuddle('Huddle', [{ id: person.id, reason: 'Raised by a member' }]))) navigate(routes.huddle())
  }
  return (
    <>
      <ProblemNote problem={problem} />
      <Button variant="contained" disabled={busy || added} onClick={() => void add()}>
        {added ? 'On the agenda' : live ? 'Add to the huddle' : 'Start a huddle'}
      </Button>
    </>
  )
}
