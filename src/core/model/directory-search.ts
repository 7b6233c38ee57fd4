import type { Service } from './service.ts'

export interface DirectoryFilter {
  readonly words: string
  /** Empty for any. */
  readonly need: string
  readonly area: string
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB')

const searchable = new WeakMap<Service, string>()

function textOf(each: Service): string {
  const known = searchable.get(each)
  if (known !== undefined) return known
  const { name, organisation, description, needs, areas, eligibility } = each
  const text = folded([name, organisation, description, ...needs, ...areas, eligibility].join('\n'))
  searchable.set(each, text)
  return text
}

const has = (values: readonly string[], wanted: string): boolean => wanted === '' || values.some((value) => folded(value) === folded(wanted))

/** Services that say every asked word somewhere, for this need and in this area; those whose name begins so come first. */
export function findServices(services: readonly Service[], { words, need, area }: DirectoryFilter): readonly Service[] {
  const wanted = folded(words).split(/\s+/).filter((word) => word !== '')
  const found = services.filter((each) => has(each.needs, need) && has(each.areas, area) && wanted.every((word) => textOf(each).includes(word)))
  const [first] = wanted
  if (first === undefined) return found
  const starts = (each: Service): number => (folded(each.name).startsWith(first) ? 0 : 1)
  return found.toSorted((a, b) => starts(a) - starts(b))
}

/** Each value once, whatever its capitals, with how many services have it, in the order of the alphabet. */
export function choicesOf(services: readonly Service[], field: 'needs' | 'areas'): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, { value: string; count: number }>()
  for (const each of services) {
    for (const value of each[field]) {
      const known = counts.get(folded(value))
      if (known) known.count += 1
      else counts.set(folded(value), { value, count: 1 })
    }
  }
  return [...counts.values()].toSorted((a, b) => a.value.localeCompare(b.value, 'en-GB'))
}
