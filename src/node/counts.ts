/** How many there are of each name; names of which there is none are forgotten. */
export function counts(): { readonly add: (name: string) => number; readonly take: (name: string) => void } {
  const all = new Map<string, number>()
  return {
    add(name) {
      const count = (all.get(name) ?? 0) + 1
      all.set(name, count)
      return count
    },
    take(name) {
      const left = (all.get(name) ?? 1) - 1
      if (left > 0) all.set(name, left)
      else all.delete(name)
    },
  }
}
