import { instantOf } from '../model/dates.ts'
import { ProblemError } from '../model/problem.ts'
import { fileAddenda, type AddendaRequest, type PlacedAddendum } from '../record/file-addenda.ts'
import type { FilingDesk } from './filing.ts'

/**
 * Adds late answers and exports to the record, under this device's own checkpoint. Where the ledger grew meanwhile, it is
 * read again, a few times over; what is in it already is not added twice.
 *
 * @returns where each stands, and the records folder. @throws {ProblemError} whatever keeps them from being filed.
 */
export async function addToRecord(
  { host, profile, effects, ledgers }: Pick<FilingDesk, 'host' | 'profile' | 'effects' | 'ledgers'>,
  addenda: AddendaRequest['addenda'],
): Promise<{ readonly placed: readonly PlacedAddendum[]; readonly folder: string }> {
  const at = instantOf(effects.clock())
  for (let attempt = 1; ; attempt += 1) {
    const { content } = await host.call('records.ledger', null)
    const { filing, placed } = await fileAddenda({ ledgerNow: content, ledgers, addenda, team: profile.team.id, at, device: profile })
    try {
      const { folder } = await (filing ? host.call('records.file', filing) : host.call('records.about', null))
      return { placed, folder }
    } catch (error) {
      if (attempt === attempts || !(error instanceof ProblemError) || error.problem.code !== 'ledger-moved') throw error
    }
  }
}

const attempts = 4
