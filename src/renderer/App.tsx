import { LockScreen } from './start/LockScreen.tsx'
import { StartPage } from './start/StartPage.tsx'
import { AppFrame } from './shell/AppFrame.tsx'
import { Places } from './shell/Places.tsx'
import { DeskProvider, useDesk, useSession } from './shell/session-context.tsx'
import { useObservable } from './shell/use-observable.ts'
import { Starting } from './start/Starting.tsx'

/** One window of the app, whatever it has come to: starting, nothing here yet, locked, or open. */
export function App() {
  return (
    <DeskProvider otherwise={<WayIn />}>
      <Inside />
    </DeskProvider>
  )
}

function Inside() {
  const { guest } = useDesk()
  return (
    <AppFrame>
      <Places guest={guest} />
    </AppFrame>
  )
}

function WayIn() {
  const { kind } = useObservable(useSession().phase)
  switch (kind) {
    case 'starting':
    case 'open':
      return <Starting />
    case 'new':
      return <StartPage practiceWaits={false} />
    case 'locked-practice':
      return <StartPage practiceWaits />
    case 'locked':
      return <LockScreen />
  }
}
