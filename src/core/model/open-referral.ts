import type { CalendarDate } from './dates.ts'
import { readGuardedJson } from './guarded-json.ts'
import { readEntry } from './open-referral-entry.ts'
import { isRaw, within, type EntryProblem } from './open-referral-fields.ts'
import { ProblemError } from './problem.ts'
import { serviceLimits, type ReadService } from './service.ts'

/** Bytes of a file, folders within one another, values in all, files at once, services in all, problems that are listed: see SPEC.md, D. */
export const directoryLimits = { bytes: 20 * 1024 * 1024, depth: 40, values: 1_000_000, files: 100, services: serviceLimits.services, problems: 500 } as const

export interface DirectoryFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the chosen files say, taken together. */
export interface DirectoryReading {
  readonly services: readonly ReadService[]
  readonly problems: readonly EntryProblem[]
  /** Problems beyond those that are listed. */
  readonly more: number
  /** Entries that stay out. */
  readonly out: number
  /** Whether the files themselves say that they are all that the directory has. */
  readonly whole: boolean
}

export type { EntryProblem }

interface Page {
  readonly entries: readonly unknown[]
  /** Which page of how many this is, where it says so. */
  readonly number: number | undefined
  readonly of: number | undefined
}

/**
 * Reads services in the form of Open Referral UK (an HSDS 3 profile): pages with their `contents`, lists of services, or a
 * service alone.
 *
 * @throws {ProblemError} `directory-too-large`, `directory-not-json`, `directory-no-services`: nothing comes in.
 */
export function readDirectory(files: readonly DirectoryFile[], today: CalendarDate): DirectoryReading {
  if (files.length > directoryLimits.files) throw tooLarge()
  const services = new Map<string, ReadService>()
  const problems: EntryProblem[] = []
  const pages: Page[] = []
  let [entries, out, told] = [0, 0, 0]
  for (const { name, bytes } of files) {
    const page = pageOf(readGuardedJson(bytes, directoryLimits, { tooLarge, notJson }))
    pages.push(page)
    entries += page.entries.length
    if (entries > directoryLimits.services) throw tooLarge()
    for (const [index, raw] of page.entries.entries()) {
      const place = `${files.length > 1 ? `${name.slice(0, 100)}, entry` : 'Entry'} ${index + 1}`
      const { service, problems: wrong } = readEntry(raw, place, today)
      const found = service && services.has(service.source) ? [...wrong, listedTwice(place, service)] : wrong
      if (service && !services.has(service.source)) services.set(service.source, service)
      if (found.some((each) => each.out)) out += 1
      told += found.length
      problems.push(...found.slice(0, directoryLimits.problems - problems.length))
    }
  }
  if (entries === 0) throw noServices()
  return { services: [...services.values()], problems, more: told - problems.length, out, whole: isWhole(pages) }
}

function pageOf(value: unknown): Page {
  if (Array.isArray(value)) return { entries: value, number: undefined, of: undefined }
  const contents = within(value, 'contents')
  if (Array.isArray(contents)) {
    const [number, of] = [within(value, 'page_number'), within(value, 'total_pages')]
    return { entries: contents, number: typeof number === 'number' ? number : undefined, of: typeof of === 'number' ? of : undefined }
  }
  if (isRaw(value) && typeof within(value, 'id') === 'string' && typeof within(value, 'name') === 'string') return { entries: [value], number: undefined, of: undefined }
  throw noServices()
}

/** Every page from the first to the last, once each. Some directories count their pages from nought. */
function isWhole(pages: readonly Page[]): boolean {
  const of = pages[0]?.of
  if (of === undefined || pages.length !== of || pages.some((page) => page.of !== of || page.number === undefined)) return false
  const numbers = new Set(pages.map(({ number }) => number))
  return numbers.size === of && [0, 1].some((first) => Array.from({ length: of }, (_, index) => first + index).every((each) => numbers.has(each)))
}

const listedTwice = (place: string, { name }: ReadService): EntryProblem => ({
  place: `${place}: id`,
  name,
  wrong: 'An earlier entry has the same id, so this one stays out.',
  remedy: 'Ask whoever keeps the directory which of the two is right.',
  out: true,
})

const kept = 'Nothing was imported, and your directory is as it was.'

const tooLarge = (): ProblemError =>
  new ProblemError({
    code: 'directory-too-large',
    happened: 'This is more than a directory of local support can be: 20 MB a file, 100 files, 5,000 services, 1,000,000 values, 40 levels.',
    kept,
    todo: 'Check that it is the right file, or ask for the services of your own area only.',
  })

const notJson = (cause: unknown): ProblemError =>
  new ProblemError({ code: 'directory-not-json', happened: 'This file is not JSON that can be read to its end.', kept, todo: 'Download it again from the directory, and choose the new file.' }, { cause })

const noServices = (): ProblemError =>
  new ProblemError({
    code: 'directory-no-services',
    happened: 'There are no services in this file in the form of Open Referral UK.',
    kept,
    todo: 'Choose a page of services as the directory’s own address gives it: a file that holds “contents”, a list of services, or one service.',
  })
