import type { Host } from '../host.ts'
import { verifyRecords, type RecordsReport } from '../record/verify.ts'

/** Verifies the records folder from inside the app, through the same host calls that wrote it. */
export async function verifyThroughHost(host: Host, onProgress: (done: number, total: number) => void): Promise<RecordsReport> {
  return verifyRecords(
    {
      list: async () => (await host.call('records.list', null)).paths,
      read: async (path) => (await host.call('records.read', { path: path.split('/') })).content,
    },
    onProgress,
  )
}
