import { DraftsProvider } from '../huddle/live/drafts.tsx'
import { AppFrame } from './AppFrame.tsx'
import { Places } from './Places.tsx'
import { useDesk } from './session-context.tsx'

/** Everything behind the lock screen. */
export default function Inside() {
  const { guest } = useDesk()
  return (
    <DraftsProvider>
      <AppFrame>
        <Places guest={guest} />
      </AppFrame>
    </DraftsProvider>
  )
}
