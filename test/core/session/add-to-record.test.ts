import { ledgerReading } from '../../../src/core/record/ledger-reading.ts'
import { describe, expect, it } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import type { Host, HostCall } from '../../../src/core/host.ts'
import { team, type Team } from '../../../src/core/model/team.ts'
import { addToRecord } from '../../../src/core/session/add-to-record.ts'
import { verifyThroughHost } from '../../../src/core/session/verify-through-host.ts'
import { sentLetter } from '../../fixtures/record/sample-addenda.ts'
import { idFrom, sampleTeam } from '../../fixtures/record/sample-outcome.ts'
import { westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'

const ours: Team = team.parse({ ...westLeeds, id: idFrom(0xd001), practice: true })

async function deskOver(host: Host) {
  const { nurse } = await sampleTeam()
  return { host, effects, ledgers: ledgerReading(), profile: { ...nurse, team: ours, lastHereAt: 0 } }
}

/** The first time that something is filed, somebody else files first. */
function overtaken(host: Host, first: () => Promise<unknown>): Host {
  let done = false
  return {
    async call(name, input) {
      if ((name satisfies HostCall) === 'records.file' && !done) {
        done = true
        await first()
      }
      return host.call(name, input)
    },
  }
}

describe('adding to the record', () => {
  it('[R26] goes on from the ledger as it is, though it grew meanwhile', async () => {
    const host = memoryHost()
    const other = await deskOver(host)
    const desk = await deskOver(overtaken(host, () => addToRecord(other, [sentLetter(1)])))
    const { placed, folder } = await addToRecord(desk, [sentLetter(2)])
    expect(placed).toMatchObject([{ kind: 'export', line: 4 }])
    expect(folder).toBe('memory')
    expect(await verifyThroughHost(host, () => undefined)).toMatchObject({ ok: true, counts: { exports: 2, lines: 5 } })
    expect((await addToRecord(desk, [sentLetter(2)])).placed).toEqual(placed.map((each) => ({ ...each, path: expect.any(String) })))
  })

  it('[R26] says what keeps the record from taking it, and nothing is added', async () => {
    const host = memoryHost()
    host.breakRecords('disk-full')
    await expect(addToRecord(await deskOver(host), [sentLetter(1)])).rejects.toThrow(/disk/)
    expect(host.files.size).toBe(0)
  })
})
