import type { CalendarDate } from './dates.ts'
import type { ReadService, Service } from './service.ts'
import { standingInWords } from './service-words.ts'

/** Where a new row gets its id, and its moment, from. */
export type ServiceDraft = Omit<Service, 'id' | 'updatedAt'>

export interface ServiceUpdate {
  readonly before: Service
  readonly after: ServiceDraft
  /** What differs, in words. */
  readonly changes: readonly string[]
}

/** What an import of one directory would do. Nothing that is known is dropped. */
export interface DirectoryPlan {
  readonly directory: string
  readonly add: readonly ServiceDraft[]
  readonly update: readonly ServiceUpdate[]
  readonly unchanged: number
  /** Known services that a whole file does not list any more: they stay, and say so. */
  readonly gone: readonly Service[]
}

interface Planning {
  readonly read: readonly ReadService[]
  readonly existing: readonly Service[]
  /** As the team calls it: services of other directories are let be. */
  readonly directory: string
  /** Whether what was read is all that this directory has. */
  readonly whole: boolean
  readonly today: CalendarDate
}

export function planDirectory({ read, existing, directory, whole, today }: Planning): DirectoryPlan {
  const known = new Map(existing.filter((each) => each.directory === directory).map((each) => [each.source, each]))
  const add: ServiceDraft[] = []
  const update: ServiceUpdate[] = []
  for (const each of read) {
    const before = known.get(each.source)
    const after: ServiceDraft = { ...each, directory }
    if (!before) add.push(after)
    else {
      const changes = changesBetween(before, after)
      if (changes.length > 0) update.push({ before, after, changes })
    }
  }
  const listed = new Set(read.map(({ source }) => source))
  const gone = whole ? [...known.values()].filter(({ source, notListedSince }) => !listed.has(source) && notListedSince === undefined) : []
  return { directory, add, update, unchanged: read.length - add.length - update.length, gone: gone.map((each) => ({ ...each, notListedSince: today })) }
}

/** The directory that most of these services are known from; none where all of them are new. */
export function directoryOf(read: readonly ReadService[], existing: readonly Service[]): string | undefined {
  const sources = new Set(read.map(({ source }) => source))
  const counts = new Map<string, number>()
  for (const { source, directory } of existing) if (sources.has(source)) counts.set(directory, (counts.get(directory) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** Every field of a service that a directory says something of, as a screen calls it. */
const fieldWords = {
  name: 'name',
  organisation: 'organisation',
  description: 'what it is',
  state: 'whether it runs',
  alert: 'what is said for the time being',
  needs: 'needs',
  areas: 'areas',
  youngest: 'lowest age',
  oldest: 'highest age',
  eligibility: 'whom it is for',
  languages: 'languages',
  contacts: 'how to reach it',
  howToAsk: 'how to come to it',
  url: 'web address',
  opening: 'opening hours',
  costs: 'cost',
  access: 'access',
  changedAt: 'when it was changed',
  checkedOn: 'when it was checked',
} as const satisfies Record<Exclude<keyof ReadService, 'source'>, string>

const fieldNames = Object.keys(fieldWords) as (keyof typeof fieldWords)[]

function changesBetween(before: Service, after: ServiceDraft): string[] {
  const changed = fieldNames.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return [...changed.map((field) => fieldWords[field]), ...(before.notListedSince ? ['listed again'] : [])]
}

/** What the audit says of an import. */
export const importInWords = ({ directory, add, update, unchanged, gone }: DirectoryPlan): string =>
  `Imported the directory “${directory}”: ${add.length} added, ${update.length} updated, ${unchanged} unchanged, ${gone.length} no longer listed`

/** Services that somebody can still be introduced to. */
export const canIntroduce = (each: Service): boolean => standingInWords(each) !== 'No longer running'
