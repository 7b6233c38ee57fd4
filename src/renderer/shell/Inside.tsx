import { ImportProvider } from '../caseload/import/held-import.tsx'
import { DraftsProvider } from '../huddle/live/drafts.tsx'
import { SuggestingProvider } from '../huddle/suggestions/suggesting.tsx'
import { AppFrame } from './AppFrame.tsx'
import { Places } from './Places.tsx'
import { useDesk } from './session-context.tsx'
import { useAskBeforeLeaving } from './use-ask-before-leaving.ts'

/** Everything behind the lock screen. */
export default function Inside() {
  return (
    <DraftsProvider>
      <SuggestingProvider>
        <ImportProvider>
          <Frame />
        </ImportProvider>
      </SuggestingProvider>
    </DraftsProvider>
  )
}

function Frame() {
  const { guest } = useDesk()
  useAskBeforeLeaving()
  return (
    <AppFrame>
      <Places guest={guest} />
    </AppFrame>
  )
}
