import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { noSignalling } from '../../src/node/no-signalling.ts'
import { startWebHost } from '../../src/server/web-host.ts'
import { hostContract } from '../contract/host.ts'
import { temporaryFolder } from './temporary.ts'
import { webClient } from './web-client.ts'

hostContract('HTTP', async () => {
  const { path, remove } = temporaryFolder()
  const records = { folder: () => path, remember: async () => undefined }
  const web = await startWebHost({ root: path, port: 0, handlers: nodeHostHandlers({ kind: 'web', records, signalling: noSignalling }) })
  return {
    ...webClient(web),
    async close() {
      await web.close()
      remove()
    },
  }
})
