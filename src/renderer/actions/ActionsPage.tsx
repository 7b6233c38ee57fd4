import { Button, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { actionFilterNames, actionFilters, filterActions, type ActionFilter } from './action-lists.ts'
import { ActionsTable } from './ActionsTable.tsx'

const nothingThere = {
  mine: 'You have nothing to do from a huddle. What you take on there appears here.',
  open: 'Everything that was promised has been answered for.',
  done: 'Nothing has been marked as done or not done yet.',
  all: 'There are no actions yet. They come from the decisions of a huddle.',
} as const satisfies Record<ActionFilter, string>

/** Who does what by when, for whom, and from which decision. */
export function ActionsPage() {
  const desk = useDesk()
  const actions = useObservable(desk.actions)
  const { card } = useObservable(desk.profile)
  const [filter, setFilter] = useState<ActionFilter>('mine')
  const shown = filterActions(actions, filter, card)
  return (
    <Page
      heading="Actions"
      about="Who does what, by when. Each comes from a decision that people signed."
      actions={
        <ToggleButtonGroup exclusive value={filter} onChange={(_event, next: ActionFilter | null) => next && setFilter(next)} aria-label="Which actions">
          {actionFilters.map((each) => (
            <ToggleButton key={each} value={each}>
              {actionFilterNames[each]} · {filterActions(actions, each, card).length}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {shown.length > 0 ? (
        <ActionsTable actions={shown} />
      ) : (
        <EmptyNote
          action={
            filter === 'all' || actions.length === 0 ? (
              <Button variant="contained" href={hashHref(routes.huddle())}>
                Start a huddle
              </Button>
            ) : (
              <Button variant="outlined" onClick={() => setFilter('all')}>
                Show all actions
              </Button>
            )
          }
        >
          {nothingThere[filter]}
        </EmptyNote>
      )}
    </Page>
  )
}
