import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { Page } from '../shell/Page.tsx'
import { routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { JoinHuddle } from './lobby/JoinHuddle.tsx'

/** Where an invite's link leads: the code is filled in, one button joins. */
export function JoinPlace({ code }: { readonly code: string }) {
  const live = useObservable(useDesk().live)
  const [, navigate] = useLocation()
  useEffect(() => {
    if (live) navigate(routes.liveHuddle(live.id), { replace: true })
  }, [live, navigate])
  return (
    <Page heading="Join a huddle" width="reading">
      <JoinHuddle code={code} />
    </Page>
  )
}
