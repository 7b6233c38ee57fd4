import { Alert, Button, Snackbar } from '@mui/material'
import { useDesk } from '../session-context.tsx'
import { useAutoLock } from './use-auto-lock.ts'

/** Locks this window when nobody uses it, and says so half a minute before. Any key or movement keeps it open. */
export function AutoLock() {
  const desk = useDesk()
  const left = useAutoLock(!desk.guest, () => void desk.lock().catch(() => undefined))
  return (
    <Snackbar open={left !== undefined} anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }} sx={{ mb: { xs: 8, sm: 4 } }}>
      <Alert severity="warning" variant="filled" action={<Button color="inherit">Stay</Button>}>
        Nobody has used this window for a while. It locks in half a minute. What stands in a huddle or a record is saved; what is typed in a form and not sent is given up.
      </Alert>
    </Snackbar>
  )
}
