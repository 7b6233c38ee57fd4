import { alternate, roundsOf } from '../alternate.ts'
import { asker } from '../ask.ts'
import { withPage } from '../browser.ts'
import type { MetricName } from '../goals.ts'
import type { Group, Rounds } from '../metric.ts'
import type { NoteOperations } from '../pages/notes.ts'

const reopening = (name: MetricName, size: { readonly operations: number; readonly each: number }): Group => ({
  names: [name],
  measure: (bench) =>
    withPage(bench, 'notes.ts', async (page): Promise<Partial<Record<MetricName, Rounds>>> => {
      const ask = asker<NoteOperations>(page)
      bench.say('writing the note')
      await ask('fill', size)
      const found = await alternate(bench, { ours: () => ask('ours', size), peer: () => ask('peer', size), floor: () => ask('floor', size) })
      return { [name]: roundsOf(found, (milliseconds) => milliseconds) }
    }),
})

export const notes: readonly Group[] = [
  reopening('reopen-note-5000', { operations: 5000, each: 1 }),
  reopening('reopen-note-260k', { operations: 260_000, each: 100 }),
]
