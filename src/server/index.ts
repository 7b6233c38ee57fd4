import { resolve } from 'node:path'
import { usualMeetingPort } from '../core/model/near.ts'
import { nodeHostHandlers } from '../node/host-handlers.ts'
import { parseLaunch } from '../node/launch-options.ts'
import { backupsSettings, configFolder, recordsSettings, twinsFolder } from '../node/settings-file.ts'
import { signallingHost } from '../node/signalling-calls.ts'
import { openApp } from './open-app.ts'
import { startWebHost, type WebHost } from './web-host.ts'

export { parseLaunch }

/** Starts the web host as `npm start` does; it serves until it is closed, or the process is told to end. */
export async function main(argv: readonly string[], root: string = resolve(import.meta.dirname, '../renderer')): Promise<WebHost> {
  const { port, open, records, backups } = parseLaunch(argv)
  const signalling = signallingHost({ usualPort: usualMeetingPort, clock: Date.now })
  const host = await startWebHost({
    root,
    port,
    handlers: nodeHostHandlers({
      kind: 'web',
      records: recordsSettings(configFolder(process.env), records),
      backups: backupsSettings(configFolder(process.env), backups),
      twins: twinsFolder(configFolder(process.env), `web-${port}`),
      signalling: signalling.calls,
    }),
  })
  console.log(`MDT Huddle is ready at ${host.link()}`)
  console.log('Keep this window open while you use it; Ctrl+C ends it.')
  if (open) await openApp(host.linkOnce())
  return {
    ...host,
    async close() {
      await signalling.close()
      await host.close()
    },
  }
}
