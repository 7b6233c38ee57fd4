import { alternate, roundsOf } from '../alternate.ts'
import { asker } from '../ask.ts'
import { withPage } from '../browser.ts'
import type { Group } from '../metric.ts'
import type { RecordOperations } from '../pages/record.ts'
import { percentile } from '../statistics.ts'

const wanted = 10_000

const many: Group = {
  names: ['sign-10000', 'verify-10000'],
  measure: (bench) =>
    withPage(bench, 'record.ts', async (page) => {
      const ask = asker<RecordOperations>(page)
      const count = bench.quick ? 1000 : wanted
      bench.say(`making ${count} outcomes`)
      await ask('fill', count)
      const signed = await alternate(bench, { ours: () => ask('signOurs'), floor: () => ask('bare', 'sign') })
      const verified = await alternate(bench, { ours: () => ask('verifyOurs'), floor: () => ask('bare', 'verify') })
      const forAll = (milliseconds: number): number => milliseconds * (wanted / count)
      return { 'sign-10000': roundsOf(signed, forAll), 'verify-10000': roundsOf(verified, forAll) }
    }),
}

const one: Group = {
  names: ['export-one-p95'],
  measure: (bench) =>
    withPage(bench, 'record.ts', async (page) => {
      const ask = asker<RecordOperations>(page)
      const exported = await alternate(bench, { ours: () => ask('exportOne', bench.quick ? 15 : 40) })
      return { 'export-one-p95': roundsOf(exported, (times) => percentile(times, 0.95)) }
    }),
}

export const record: readonly Group[] = [many, one]
