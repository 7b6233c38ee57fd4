import '@fontsource-variable/inter'
import { createRoot } from 'react-dom/client'
import { problemOf } from '../core/model/problem.ts'
import { App } from './App.tsx'
import { connectToHost, isHost } from './host-connection.ts'
import { makeStyleCache } from './shell/style-cache.ts'
import { Root } from './shell/Root.tsx'
import { SessionProvider } from './shell/session-context.tsx'
import { inviteIn } from './shell/routes.ts'
import { CannotStart } from './start/CannotStart.tsx'
import { InviteWaits } from './start/InviteWaits.tsx'
import { Starting } from './start/Starting.tsx'
import { startSession } from './start-session.ts'

/** Milliseconds for which an empty window is better than a page that says that it starts. */
const patience = 150

const place = document.getElementById('root')
if (place) {
  const connection = connectToHost()
  const cache = makeStyleCache(document)
  const root = createRoot(place)
  const show = (page: React.ReactNode): void => root.render(<Root cache={cache}>{page}</Root>)
  if (!isHost(connection)) {
    // An invite's link may have opened this window: it must neither be lost nor stay in the address.
    const invite = inviteIn(window.location.hash.slice(1))
    if (invite !== undefined) window.history.replaceState(null, '', '/')
    show(invite === undefined ? <CannotStart problem={connection.problem} /> : <InviteWaits code={invite} />)
  } else {
    const waiting = setTimeout(() => show(<Starting />), patience)
    startSession(connection)
      .then(
        (session) =>
          show(
            <SessionProvider session={session}>
              <App />
            </SessionProvider>,
          ),
        (error: unknown) => show(<CannotStart problem={problemOf(error)} />),
      )
      .finally(() => clearTimeout(waiting))
  }
}
