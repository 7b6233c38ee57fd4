import type { Company, Fault } from '../fault.ts'

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(['../*.ts', '!../*.test.ts', '!../fault.ts'])

export interface Found {
  /** The module's file name without its ending. */
  readonly name: string
  readonly run: Fault
  readonly company?: Company
}

const isCompany = (company: unknown): company is Company => company === 'computing' || company === 'alone'
const isFault = (run: unknown): run is Fault => typeof run === 'function'

/** Every module of test/faults that exports `run`, by name. */
export async function discoverFaults(): Promise<Found[]> {
  const found: Found[] = []
  for (const [path, load] of Object.entries(modules)) {
    const { run, company } = await load()
    if (isFault(run)) found.push({ name: path.replace(/^.*\//, '').replace(/\.ts$/, ''), run, ...(isCompany(company) && { company }) })
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
