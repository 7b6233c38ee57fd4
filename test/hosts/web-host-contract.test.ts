import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'
import { startWebHost } from '../../src/server/web-host.ts'
import { hostContract } from '../contract/host.ts'
import { foldersIn, temporaryFolder } from './temporary.ts'
import { webClient } from './web-client.ts'

hostContract('HTTP', async () => {
  const { path, remove } = temporaryFolder()
  const signalling = signallingHost({ usualPort: 0, clock: Date.now })
  const web = await startWebHost({ root: path, port: 0, handlers: nodeHostHandlers({ kind: 'web', ...foldersIn(path), signalling: signalling.calls }) })
  return {
    ...webClient(web),
    async close() {
      await signalling.close()
      await web.close()
      remove()
    },
  }
})
