/** Each of `items` with a key of its own, in their order: those that read the same are counted. */
export function keyed<T>(items: readonly T[], nameOf: (item: T) => string): { readonly key: string; readonly item: T }[] {
  const met = new Map<string, number>()
  return items.map((item) => {
    const name = nameOf(item)
    const before = met.get(name) ?? 0
    met.set(name, before + 1)
    return { key: JSON.stringify([name, before]), item }
  })
}
