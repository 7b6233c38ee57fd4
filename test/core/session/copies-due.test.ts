import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../src/core/model/person.ts'
import { optionalSections } from '../../../src/core/record/leaving/extract.ts'
import { ledgerReading } from '../../../src/core/record/ledger-reading.ts'
import { mergeRows } from '../../../src/core/session/backup/merge-rows.ts'
import { bringBack } from '../../../src/core/session/backup/restore-backup.ts'
import { copiesDue } from '../../../src/core/session/copies-due.ts'
import { fileAlone } from '../../../src/core/session/filing.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { codeOf } from '../../contract/vault.ts'
import { aPerson } from '../model/people.ts'
import { readFonts } from '../record/fonts.ts'
import { effects } from './effects.ts'
import { oneDesk, type OneDesk } from './one-desk.ts'

const now = Date.parse('2050-01-01T09:00:00.000Z')
const because = 'The records lead reviewed it: past the time.'

/** A desk in 2050 whose one person died in 2030, with an outcome that has not been filed. */
async function deskPastTheTime(change: Partial<Person> = {}) {
  const one = await oneDesk(undefined, () => now)
  const { person } = one.filed.outcome
  await one.vault.people.change([person.id], (each) => each && { ...each, died: '2030-05-06' as never, ...change })
  const desk = await one.reopen()
  const file = () => fileAlone({ host: one.host, vault: one.vault, profile: desk.profile.get(), effects, fonts: readFonts, ledgers: ledgerReading() }, one.filed.outcome.huddle.id)
  const receive = () => one.vault.outcomes.change([one.filed.id], (each) => each && { ...each, receipt: { at: each.outcome.readBackAt, folder: 'memory', ledgerLine: 2 } })
  return { ...one, desk, file, receive, id: person.id, due: async () => (await desk.copiesDue())[0] }
}

const yearsLater = (from: string, years: number): string => `${Number(from.slice(0, 4)) + years}${from.slice(4)}`

const server = { name: 'Leeds Care Record', base: 'https://fhir.example/r4' }

/** As if it had been sent to a record system, which answered as `state` says. */
const sent = ({ vault, filed }: OneDesk, state: object, sections: readonly string[] = optionalSections) =>
  vault.deliveries.put([{ id: 'e1'.repeat(16), outcome: filed.id, person: filed.outcome.person.id, server, sections, by: 'Nadia Clegg', at: filed.outcome.readBackAt, state } as never])

const received = { kind: 'received', receipt: { at: '2026-11-24T11:00:00.000Z', document: 'urn:uuid:1', location: 'https://fhir.example/r4/Bundle/1', etag: '', hadIt: false } }

describe('copies that are past their time', () => {
  it('[R200] each is named with the reason, and whether all of it has a receipt', async () => {
    const { receive, due } = await deskPastTheTime()
    expect(await due()).toMatchObject({ retention: { kind: 'over', from: 'death', until: '2040-05-06' }, outcomes: 1, stands: [], missing: [expect.stringContaining('has no receipt')] })
    await receive()
    expect(await due()).toMatchObject({ missing: [], stands: [{ kind: 'folder', folder: 'memory', ledgerLine: 2 }] })
  })

  it('[R200] nobody is due sooner, and whoever is due but for a legal hold is named as held', async () => {
    const hold = { since: '2026-11-02T10:00:00.000Z', by: 'Nadia Clegg', because: 'An inquest' }
    expect(await (await deskPastTheTime({ died: '2045-01-01' as never })).due()).toBeUndefined()
    expect(await (await deskPastTheTime({ legalHold: hold as never })).due()).toMatchObject({ retention: { kind: 'held', hold } })
  })

  it('[R200] for all dates of death and of contact: due is exactly what the rule no longer keeps, a hold aside', async () => {
    const day = fc.integer({ min: 0, max: 22_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
    const people = fc.array(fc.record({ died: fc.option(day, { nil: undefined }), last: day, moved: fc.boolean(), held: fc.boolean() }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(people, day, async (lives, today) => {
        const all = lives.map(({ died, last, moved, held }, index) =>
          aPerson({
            id: String(index).repeat(32),
            ...(died && { died }),
            ...(held && { legalHold: { since: '2026-11-02T10:00:00.000Z', by: 'Nadia Clegg', because: 'An inquest' } }),
            step: moved ? 'Moved on' : 'Active',
            updatedAt: `${last}T09:00:00.000Z`,
          }),
        )
        const due = await copiesDue(memoryVault(), all, today as never, async ({ died, legalHold, step, updatedAt }) => ({ died, hold: legalHold, ended: step === 'Moved on' ? (updatedAt.slice(0, 10) as never) : undefined }))
        const past = ({ died, step, updatedAt }: Person): boolean => (died ? today > yearsLater(died, 10) : step === 'Moved on' && today > yearsLater(updatedAt.slice(0, 10), 20))
        expect(due.map(({ person }) => person.id)).toEqual(all.filter(past).map(({ id }) => id))
        expect(due.every(({ person, retention }) => (retention.kind === 'held') === (person.legalHold !== undefined))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('[R201] nothing goes without a receipt, under a legal hold or before its time, and then nothing is changed', async () => {
    const one = await deskPastTheTime()
    expect(await codeOf(one.desk.erasePerson(one.id, because))).toBe('not-in-the-record')
    await one.receive()
    await one.desk.setLegalHold(one.id, 'An inquest')
    expect(await codeOf(one.desk.erasePerson(one.id, because))).toBe('may-not-be-erased')
    expect([await one.vault.outcomes.all(), await one.vault.receipts()]).toMatchObject([[{ id: one.filed.id }], []])
  })

  it.each<[string, (one: OneDesk) => Promise<void>, string]>([
    ['is on its way', (one) => sent(one, { kind: 'waiting', tries: 0, notBefore: now * 2, said: '' }), 'still on its way'],
    ['was refused', (one) => sent(one, { kind: 'refused', at: '2026-11-24T11:00:00.000Z', said: ['No'] }), 'refused an outcome'],
    [
      'was answered later and is not filed',
      async ({ vault, filed }) => void (await vault.outcomes.change([filed.id], (each) => each && { ...each, late: each.answers.slice(0, 1).map((given) => ({ given })) })),
      'answered later',
    ],
    [
      'left without a line in the ledger',
      ({ vault, filed }) =>
        vault.disclosures.put([{ id: 'e2'.repeat(16), outcome: filed.id, person: filed.outcome.person.id, what: 'letter', to: { kind: 'person' }, way: 'by hand', allowedBy: 'the person themselves', by: 'Nadia Clegg', at: filed.outcome.readBackAt, files: [], ledger: { kind: 'waiting', sent: [] } } as never]),
      'a letter went to',
    ],
  ])('[R201] nor does what %s', async (_how, before, said) => {
    const one = await deskPastTheTime()
    await one.receive()
    await before(one)
    expect((await one.desk.inTheRecord(one.id)).missing).toEqual([expect.stringContaining(said)])
    expect(await codeOf((await one.reopen()).erasePerson(one.id, because))).toBe('not-in-the-record')
  })

  it('[R201] a server’s answer is a receipt for all of an outcome, and for less it is none', async () => {
    const one = await deskPastTheTime()
    await sent(one, received)
    expect(await one.desk.inTheRecord(one.id)).toMatchObject({ missing: [], stands: [{ kind: 'server', location: 'https://fhir.example/r4/Bundle/1' }] })
    await sent(one, received, optionalSections.slice(1))
    expect(await one.desk.inTheRecord(one.id)).toMatchObject({ stands: [], missing: [expect.stringContaining('no receipt')] })
    await sent(one, received)
    await one.vault.marks.put([{ id: one.filed.id, person: one.id, marks: [{}] } as never])
    expect(await one.desk.inTheRecord(one.id)).toMatchObject({ stands: [], missing: [expect.stringContaining('no receipt')] })
  })

  it('[R201] nor does a backup take it away, which says that it was erased where that was made', async () => {
    const one = await deskPastTheTime()
    const elsewhere = { id: 'e3'.repeat(16), person: one.id, at: '2049-12-01T10:00:00.000Z', by: 'Sam Tidwell', because, rows: 3, stands: [] }
    const watch = { onProgress: () => undefined, signal: new AbortController().signal }
    const restore = () => bringBack(one.vault, { entries: async function* () {} } as never, { receipts: [elsewhere] } as never, { isNew: false, merge: mergeRows, watch })
    expect(await codeOf(restore())).toBe('erased-not-in-the-record')
    expect([await one.vault.outcomes.all(), await one.vault.receipts()]).toMatchObject([[{ id: one.filed.id }], []])
    await one.receive()
    await restore()
    expect([await one.vault.outcomes.all(), await one.vault.receipts()]).toEqual([[], [elsewhere]])
  })

  it('[R202] what stays is the ledger’s line, the receipt of each outcome, and a dated line that says who decided it and names nobody', async () => {
    const { desk, file, vault, host, id, filed } = await deskPastTheTime()
    await file()
    const before = new Map(host.files)
    const receipt = await desk.erasePerson(id, because)
    expect(receipt.stands).toEqual([{ kind: 'folder', outcome: filed.id, at: expect.any(String), folder: 'memory', ledgerLine: 2 }])
    expect(await vault.receipts()).toEqual([receipt])
    expect([await vault.outcomes.all(), await desk.copiesDue()]).toEqual([[], []])
    expect(host.files).toEqual(before)
    const [line] = (await desk.readTrail()).filter(({ kind }) => kind === 'erased')
    expect(line).toMatchObject({ at: '2050-01-01T09:00:00.000Z', by: 'Amara Nkemelu', detail: expect.stringContaining('1 outcome stays in the record') })
    expect(JSON.stringify([line, receipt])).not.toMatch(new RegExp(`${filed.outcome.person.familyName}|${filed.outcome.person.givenName}`))
  })
})
