import { Button } from '@mui/material'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { hashHref, routes } from '../shell/routes.ts'

/** Where an address names an outcome that is not here. */
export function NoOutcome() {
  return (
    <Page heading="Outcome">
      <EmptyNote
        action={
          <Button variant="contained" href={hashHref(routes.record())}>
            See the record
          </Button>
        }
      >
        This computer does not hold that outcome. It may stand in a colleague’s records folder.
      </EmptyNote>
    </Page>
  )
}
