import { carriedBytesFrom } from '../covered-text.ts'
import { placedId, type PlacingLine } from '../ledger-line.ts'
import { carriedLines } from '../manifest.ts'
import type { CheckedLedger } from './check-ledger.ts'
import type { Placing } from './covered.ts'

/** What the ledger says of each folder that it places, by the folder's id. */
export function placingsOf({ lines }: CheckedLedger): Map<string, Placing> {
  const placings = new Map<string, Placing>()
  let open: { line: PlacingLine; index: number }[] = []
  const close = (end: number): void => {
    const from = open[0]?.index ?? end
    // A folder carries no more than so many: of a ledger whose checkpoints are gone nothing longer is put together.
    const first = Math.max(from, end - carriedLines.most)
    const carried = carriedBytesFrom(lines.slice(first, end).map(({ text }) => text))
    for (const { line, index } of open) {
      const id = placedId(line)
      if (!placings.has(id)) placings.set(id, { line, until: lines.slice(index, Math.min(end, index + carriedLines.most + 1)), carried: carried[index - first] ?? new Uint8Array() })
    }
    open = []
  }
  lines.forEach(({ value }, index) => {
    if (value.kind === 'checkpoint') close(index + 1)
    else if (value.kind !== 'opening') open.push({ line: value, index })
  })
  close(lines.length)
  return placings
}
