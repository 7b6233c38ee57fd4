import { Alert, Button } from '@mui/material'
import { Link } from 'wouter'
import { routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** For somebody who has a staff card and is not in a team yet. */
export function JoiningNote() {
  const { joining } = useObservable(useDesk().profile)
  if (!joining) return null
  return (
    <Alert
      severity="info"
      variant="outlined"
      sx={{ mb: 2 }}
      action={
        <Button component={Link} href={routes.joinTeam()} color="inherit">
          Go on joining
        </Button>
      }
    >
      You are not in a team yet: whoever leads it adds you by your request, and you accept its roster.
    </Alert>
  )
}
