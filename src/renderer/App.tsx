import { lazy, Suspense } from 'react'
import { loadInside } from './shell/load-inside.ts'
import { PlaceBoundary } from './shell/PlaceBoundary.tsx'
import { DeskProvider, useSession } from './shell/session-context.tsx'
import { useObservable } from './shell/use-observable.ts'
import { LockScreen } from './start/LockScreen.tsx'
import { Starting } from './start/Starting.tsx'

const Inside = lazy(loadInside)
const StartPage = lazy(() => import('./start/StartPage.tsx'))

/** One window of the app, whatever it has come to: starting, nothing here yet, locked, or open. */
export function App() {
  return (
    <PlaceBoundary>
      <Suspense fallback={<Starting />}>
        <DeskProvider otherwise={<WayIn />}>
          <Inside />
        </DeskProvider>
      </Suspense>
    </PlaceBoundary>
  )
}

function WayIn() {
  const phase = useObservable(useSession().phase)
  switch (phase.kind) {
    case 'starting':
    case 'open':
      return <Starting />
    case 'new':
      return <StartPage practiceWaits={false} />
    case 'locked-practice':
      return <StartPage practiceWaits />
    case 'emptied':
      return <StartPage practiceWaits={phase.practice} copy={phase.copy} />
    case 'locked':
      return <LockScreen />
  }
}
