/** The value below which `part` of the values lie (0 to 1), by the nearest rank. Values may come in any order. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(part * sorted.length))
  const found = sorted[rank - 1]
  if (found === undefined) throw new RangeError('nothing was measured')
  return found
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new RangeError('nothing was measured')
  return (low + high) / 2
}

/** Each of ours over the one that was measured next to it. */
export function pairedRatios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.flatMap((own, index) => {
    const other = theirs[index]
    return other === undefined || other === 0 ? [] : [own / other]
  })
}
