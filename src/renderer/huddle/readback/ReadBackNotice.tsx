import { Alert, Button } from '@mui/material'
import type { OpenItem } from '../live/open-item.ts'
import { useReadBack } from '../live/use-live-view.ts'

/** Where the decision is not in view: that it is being read back, and the way there. */
export function ReadBackNotice({ onShow, ...item }: OpenItem & { readonly onShow: () => void }) {
  const reading = useReadBack(item)
  if (!reading || item.item.state === 'closed') return null
  return (
    <Alert severity="info" variant="outlined" className="elsewhere" action={<Button onClick={onShow}>See it and answer</Button>}>
      The decision is being read back.
    </Alert>
  )
}
