import { Button } from '@mui/material'
import type { ReactNode } from 'react'
import type { Person } from '../../core/model/person.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

interface PersonGateProps {
  /** As the address names them. */
  readonly id: string
  /** Of the page that says that nobody is there. */
  readonly heading: string
  readonly children: (person: Person) => ReactNode
}

/** Shows what is behind it for a person of this computer's caseload, and says so where there is none. */
export function PersonGate({ id, heading, children }: PersonGateProps) {
  const person = useObservable(useDesk().people).find((each) => each.id === id)
  if (person) return children(person)
  return (
    <Page heading={heading}>
      <EmptyNote
        action={
          <Button variant="contained" href={hashHref(routes.caseload())}>
            See the caseload
          </Button>
        }
      >
        This person is not on this computer’s caseload.
      </EmptyNote>
    </Page>
  )
}
