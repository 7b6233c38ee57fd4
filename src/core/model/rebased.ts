/**
 * What somebody changed between `before` and `after`, done to `now` instead: each field that they left alone is as it
 * stands now. A field that both have changed is as they wanted it.
 */
export function rebased<T extends object>(before: T, after: T, now: T): T {
  const next = { ...now }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T & string>) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue
    if (key in after) next[key] = after[key]
    else delete next[key]
  }
  return next
}
