import { useEffect, useEffectEvent } from 'react'
import { useHeldImport } from '../caseload/import/held-import.tsx'
import { wouldBeLost } from '../caseload/import/import-draft.ts'
import { useUnsent } from '../huddle/live/drafts.tsx'
import { useDesk } from './session-context.tsx'

/** Has the browser ask before this window goes with words that are kept nowhere else: not written to the disk, or not sent. */
export function useAskBeforeLeaving(): void {
  const desk = useDesk()
  const unsent = useUnsent()
  const held = useHeldImport()
  const ask = useEffectEvent((event: BeforeUnloadEvent) => {
    if (desk.unsaved.get() || desk.leaving.unkept.get() || unsent.length > 0 || wouldBeLost(held.get())) event.preventDefault()
  })
  useEffect(() => {
    const onLeaving = (event: BeforeUnloadEvent): void => ask(event)
    window.addEventListener('beforeunload', onLeaving)
    return () => window.removeEventListener('beforeunload', onLeaving)
  }, [])
}
