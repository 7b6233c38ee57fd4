import '@fontsource-variable/inter'
import { createRoot } from 'react-dom/client'
import { problemOf } from '../core/model/problem.ts'
import { App } from './App.tsx'
import { connectToHost, isHost } from './host-connection.ts'
import { makeStyleCache } from './shell/style-cache.ts'
import { Root } from './shell/Root.tsx'
import { SessionProvider } from './shell/session-context.tsx'
import { CannotStart } from './start/CannotStart.tsx'
import { Starting } from './start/Starting.tsx'
import { startSession } from './start-session.ts'

const place = document.getElementById('root')
if (place) {
  const cache = makeStyleCache(document)
  const root = createRoot(place)
  const show = (page: React.ReactNode): void => root.render(<Root cache={cache}>{page}</Root>)
  const connection = connectToHost()
  show(<Starting />)
  if (!isHost(connection)) show(<CannotStart problem={connection.problem} />)
  else
    startSession(connection).then(
      (session) =>
        show(
          <SessionProvider session={session}>
            <App />
          </SessionProvider>,
        ),
      (error: unknown) => show(<CannotStart problem={problemOf(error)} />),
    )
}
