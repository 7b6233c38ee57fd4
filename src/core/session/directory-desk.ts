import { instantOf } from '../model/dates.ts'
import type { DirectoryPlan, ServiceDraft } from '../model/directory-import.ts'
import { importInWords } from '../model/directory-import.ts'
import { serviceId, type ServiceId } from '../model/ids.ts'
import { cell, type Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { utf8 } from '../model/bytes.ts'
import { serviceLimits, type Service } from '../model/service.ts'
import { loadDigest } from '../record/digest.ts'
import type { DeskParts } from './desk-parts.ts'

export interface DirectoryImportResult {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Known before, and not in the newer file: they stay, marked so. */
  readonly gone: number
}

/** The team's directory of local support. It is nobody's record, and is read when it is first asked for. */
export interface DirectoryDesk {
  /** By name; undefined until `load` has read them. */
  readonly services: Observable<readonly Service[] | undefined>
  /** Reads the directory, once. */
  load(): Promise<void>
  /** Writes everything in one transaction. @throws {ProblemError} `directory-full` */
  importServices(plan: DirectoryPlan): Promise<DirectoryImportResult>
  /** Reads it again, where it was read before. */
  refresh(): Promise<void>
}

type Parts = Pick<DeskParts, 'vault' | 'profile' | 'effects'> & { readonly audit: (detail: string) => Promise<void> }

/**
 * The row of one service of one directory. Every device of a team gives it the same id, so that backups of two of them
 * put into one another double nothing; whoever holds the disk alone cannot tell which services these are.
 */
export async function serviceIds(team: string): Promise<(draft: Pick<ServiceDraft, 'directory' | 'source'>) => ServiceId> {
  const digest = await loadDigest()
  return ({ directory, source }) => serviceId.parse(digest(utf8.encode(JSON.stringify([team, directory, source]))).slice(0, 32))
}

export function directoryDesk({ vault, profile, effects, audit }: Parts): DirectoryDesk {
  const services = cell<readonly Service[] | undefined>(undefined)
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    services.set((await vault.services.all()).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')))
  }

  return {
    services,
    load() {
      reading ??= read().catch((error: unknown) => {
        reading = undefined
        throw error
      })
      return reading
    },
    refresh: async () => {
      if (reading) await read()
    },
    async importServices(plan) {
      const { add, update, unchanged, gone } = plan
      const known = (await vault.services.all()).length
      if (known + add.length > serviceLimits.services) throw directoryFull(known)
      const idOf = await serviceIds(profile.get().team.id)
      const updatedAt = instantOf(effects.clock())
      await vault.services.put([
        ...add.map((draft) => ({ ...draft, id: idOf(draft), updatedAt })),
        ...update.map(({ before, after }) => ({ ...after, id: before.id, updatedAt })),
        ...gone.map((each) => ({ ...each, updatedAt })),
      ])
      await audit(importInWords(plan))
      reading = read()
      await reading
      return { added: add.length, updated: update.length, unchanged, gone: gone.length }
    },
  }
}

const directoryFull = (known: number): ProblemError =>
  new ProblemError({
    code: 'directory-full',
    happened: `A team’s directory has at most ${serviceLimits.services.toLocaleString('en-GB')} services; there are ${known.toLocaleString('en-GB')}, and these would be too many more.`,
    kept: 'Nothing was imported, and your directory is as it was.',
    todo: 'Ask for the services of your own area only.',
  })
