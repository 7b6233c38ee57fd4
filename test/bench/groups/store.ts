import { alternate, roundsOf } from '../alternate.ts'
import { asker } from '../ask.ts'
import { withPage } from '../browser.ts'
import type { Group } from '../metric.ts'
import type { StoreOperations } from '../pages/store.ts'
import { percentile } from '../statistics.ts'

const identity = (value: number): number => value

export const store: Group = {
  names: ['store-bulk', 'store-ack-p99', 'unlock-5000'],
  measure: (bench) =>
    withPage(bench, 'store.ts', async (page) => {
      const ask = asker<StoreOperations>(page)
      const edits = bench.quick ? 100 : 300
      const bulk = await alternate(bench, { ours: () => ask('bulkOurs'), peer: () => ask('bulkPeer') })
      const acks = await alternate(bench, { ours: () => ask('acksOurs', edits), peer: () => ask('acksPeer', edits) })
      await ask('fillCaseloads')
      const unlock = await alternate(bench, { ours: () => ask('unlockOurs'), peer: () => ask('unlockPeer') })
      return {
        'store-bulk': roundsOf(bulk, identity),
        'store-ack-p99': roundsOf(acks, (times) => percentile(times, 0.99)),
        'unlock-5000': roundsOf(unlock, identity),
      }
    }),
}
