import { join } from 'node:path'
import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { backupsSettings, recordsSettings } from '../../src/node/settings-file.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'
import { startWebHost, type WebHost } from '../../src/server/web-host.ts'

/** Serves a built page from the app's own web host, in this process; what it keeps goes into `folder`. */
export async function serveApp(root: string, folder: string): Promise<WebHost> {
  const signalling = signallingHost({ usualPort: 0, clock: Date.now })
  const host = await startWebHost({
    root,
    port: 0,
    handlers: nodeHostHandlers({ kind: 'web', records: recordsSettings(join(folder, 'config'), join(folder, 'records')), backups: backupsSettings(join(folder, 'config'), join(folder, 'backups')), twins: join(folder, 'config', 'second copies'), signalling: signalling.calls }),
  })
  return {
    ...host,
    async close() {
      await signalling.close()
      await host.close()
    },
  }
}
