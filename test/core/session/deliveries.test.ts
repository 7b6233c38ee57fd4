import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { MemoryHost } from '../../../src/core/memory-host.ts'
import { utf8 } from '../../../src/core/model/bytes.ts'
import type { FhirAnswer } from '../../../src/core/model/fhir-answer.ts'
import type { Delivery } from '../../../src/core/model/leaving.ts'
import { optionalSections } from '../../../src/core/record/leaving/extract.ts'
import { waitAfter } from '../../../src/core/session/leaving/deliveries.ts'
import type { OutcomeId } from '../../../src/core/model/ids.ts'
import type { IndexedDbParts } from '../../../src/core/vault/database.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { oneDesk, type OneDesk } from './one-desk.ts'

const server = { name: 'Leeds records', base: 'https://records.example.org/fhir', token: 'a-token-of-the-trust-42' }
const states = ({ desk }: Pick<OneDesk, 'desk'>): string[] => desk.leaving.deliveries.get().map(({ state }) => state.kind)

function onlyDelivery({ desk }: Pick<OneDesk, 'desk'>): Delivery {
  const [delivery, ...more] = desk.leaving.deliveries.get()
  if (!delivery || more.length > 0) throw new Error('not one delivery')
  return delivery
}

const nothing = (): void => undefined

/** The server of this host answers as it would, and only when it is told to. */
function slowServer(host: MemoryHost): { readonly asked: Promise<void>; answer(): void } {
  let answer = nothing
  const told = new Promise<void>((resolve) => (answer = resolve))
  const call = host.call.bind(host)
  const asked = new Promise<void>((resolve) =>
    vi.spyOn(host, 'call').mockImplementation(async (name, input) => {
      if (name === 'fhir.create') {
        resolve()
        await told
      }
      return call(name, input)
    }),
  )
  return { asked, answer }
}

function lockOnReceipt(deliveries: Vault['deliveries']): void {
  const change = deliveries.change.bind(deliveries)
  vi.spyOn(deliveries, 'change').mockImplementation((ids, edit) =>
    change(ids, (now, id) => {
      const next = edit(now, id)
      if (next?.state.kind === 'received') throw new Error('the window locked')
      return next
    }),
  )
}

async function withServer(now?: () => number): Promise<OneDesk> {
  const one = await oneDesk(undefined, now)
  await one.desk.leaving.setServer(server)
  return one
}

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Every row of every store, bytes as letters, as whoever has the disk would find them. */
async function everythingStored({ indexedDB }: IndexedDbParts): Promise<string> {
  const texts: string[] = []
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name ?? ''))
    for (const store of database.objectStoreNames) {
      const rows = await answered(database.transaction(store).objectStore(store).getAll())
      texts.push(JSON.stringify(rows, (_key, value: unknown) => (value instanceof Uint8Array ? latin1(value) : value instanceof ArrayBuffer ? latin1(new Uint8Array(value)) : value)))
    }
    database.close()
  }
  return texts.join('\n')
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

describe('a delivery to the record system', () => {
  it('[R67] is received once, with a receipt, a line in the ledger and in the story; sending it again changes nothing', async () => {
    const one = await withServer()
    const { desk, filed, host } = one
    await desk.leaving.deliver(filed.id, optionalSections)
    await desk.leaving.deliver(filed.id, optionalSections)
    expect(desk.leaving.deliveries.get()).toMatchObject([{ state: { kind: 'received', receipt: { location: `${server.base}/Bundle/1`, etag: 'W/"1"', hadIt: false } } }])
    expect(host.offered.size).toBe(1)
    expect(desk.leaving.disclosures.get()).toMatchObject([{ to: { kind: 'record-system', name: 'Leeds records' }, ledger: { kind: 'placed' } }])
    expect((await desk.verifyRecords(() => undefined)).findings).toEqual([])
  })

  it.each<[string, (vault: Vault) => void]>([
    ['before it is noted', ({ disclosures }) => [vi.spyOn(disclosures, 'put'), vi.spyOn(disclosures, 'change')].forEach((each) => each.mockRejectedValue(new Error('the window locked')))],
    ['before it is listed', ({ audit }) => [vi.spyOn(audit, 'add'), vi.spyOn(audit, 'takeIn')].forEach((each) => each.mockRejectedValue(new Error('the window locked')))],
    ['before its receipt is kept', ({ deliveries }) => lockOnReceipt(deliveries)],
  ])('[R67] is among what left, once, also where the window locks %s', async (_name, lock) => {
    let now = Date.parse('2026-11-24T12:00:00.000Z')
    const one = await withServer(() => now)
    lock(one.vault)
    await expect(one.desk.leaving.deliver(one.filed.id, optionalSections)).rejects.toThrow('the window locked')
    one.desk.leaving.rest()
    vi.restoreAllMocks()
    now += 3_600_000
    const later = await one.reopen()
    await later.leaving.setServer(server)
    expect(later.leaving.deliveries.get()).toMatchObject([{ state: { kind: 'received' } }])
    expect(one.host.offered.size).toBe(1)
    expect(later.leaving.disclosures.get()).toMatchObject([{ what: 'outcome', ledger: { kind: 'placed' } }])
    expect((await one.vault.audit.all()).filter(({ kind }) => kind === 'shared')).toHaveLength(1)
    later.leaving.rest()
  })

  it('[R67] needs a server that is set, at an address that records may be sent to', async () => {
    const { desk, filed } = await oneDesk()
    await expect(desk.leaving.deliver(filed.id, optionalSections)).rejects.toMatchObject({ problem: { code: 'no-server' } })
    await expect(desk.leaving.setServer({ ...server, base: 'http://records.example.org' })).rejects.toMatchObject({ problem: { code: 'server-address-refused' } })
    expect(desk.leaving.server.get()).toBeUndefined()
  })

  it('[R234] its server’s token stands in the vault alone: in no row as it is stored, no file of the records, and nothing that is told of deliveries', async () => {
    const one = await withServer()
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    expect((await one.reopen()).leaving.server.get()).toMatchObject({ token: server.token })
    const stored = await everythingStored(one.parts)
    expect(stored.length).toBeGreaterThan(1000)
    const told = JSON.stringify([one.desk.leaving.deliveries.get(), one.desk.leaving.disclosures.get()])
    const files = [...one.host.files, ...one.host.offered].map(([name, bytes]): [string, string] => [name, latin1(bytes)])
    const holding = [['the store', stored] as const, ['what is told', told] as const, ...files].filter(([, text]) => text.includes(server.token))
    expect(holding.map(([where]) => where)).toEqual([])
  })

  it('[R68] waits while this device is offline, over a restart too, and goes by itself when it is back', async () => {
    const one = await withServer()
    one.network.set(false)
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    expect(states(one)).toEqual(['waiting'])
    one.desk.leaving.rest()
    const later = await one.reopen()
    expect(one.host.offered.size).toBe(0)
    one.network.set(true)
    await vi.waitFor(() => expect(states({ desk: later })).toEqual(['received']))
  })

  it('[R68] waits longer each time, as long as the server asks at least, and is not tried sooner', async () => {
    let now = Date.parse('2026-11-24T12:00:00.000Z')
    const one = await withServer(() => now)
    one.host.answerFhir({ kind: 'later', said: 'It asks to wait.', afterSeconds: 100 })
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    expect(one.desk.leaving.deliveries.get()).toMatchObject([{ state: { kind: 'waiting', tries: 1, notBefore: now + 100_000, said: 'It asks to wait.' } }])
    one.desk.leaving.rest()
    one.host.answerFhir(undefined)
    now += 99_000
    const sooner = await one.reopen()
    await sooner.leaving.setServer(server)
    sooner.leaving.rest()
    expect(states({ desk: sooner })).toEqual(['waiting'])
    now += 2000
    const due = await one.reopen()
    await vi.waitFor(() => expect(states({ desk: due })).toEqual(['received']), patience)
  })

  it('[R68] for all counts of tries and wishes of a server the wait is within a minute’s half and a day', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 0, max: 86_400 }), (tries, asked) => {
        const wait = waitAfter(tries, asked)
        expect(wait).toBeGreaterThanOrEqual(Math.max(30_000, asked * 1000))
        expect(wait).toBeLessThanOrEqual(86_400_000)
        expect(waitAfter(tries + 1, asked)).toBeGreaterThanOrEqual(wait)
      }),
    )
  })

  it('[R69] that is refused is kept with the server’s words, goes again when asked, or is taken back', async () => {
    const one = await withServer()
    const { leaving } = one.desk
    one.host.answerFhir({ kind: 'refused', said: ['It could read the document, and its rules refuse it.', 'It says: bdl-9.'] })
    await leaving.deliver(one.filed.id, optionalSections)
    const [refused] = leaving.deliveries.get()
    expect(refused?.state).toMatchObject({ kind: 'refused', said: ['It could read the document, and its rules refuse it.', 'It says: bdl-9.'] })
    expect(leaving.disclosures.get()).toEqual([])
    if (!refused) throw new Error('nothing refused')
    one.host.answerFhir(undefined)
    await leaving.tryAgain(refused.id)
    expect(states(one)).toEqual(['received'])
    await leaving.takeBack(refused.id)
    expect(states(one)).toEqual(['received'])
  })

  it('[R69] that is taken back does not go', async () => {
    const one = await withServer()
    one.network.set(false)
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    const [waiting] = one.desk.leaving.deliveries.get()
    if (!waiting) throw new Error('nothing waits')
    await one.desk.leaving.takeBack(waiting.id)
    one.network.set(true)
    one.desk.leaving.rest()
    expect(states(one)).toEqual(['taken-back'])
    expect(one.host.offered.size).toBe(0)
  })

  it('[R68] whose outcome cannot be read here says so and waits, and keeps no other from going', async () => {
    let now = Date.parse('2026-11-24T12:00:00.000Z')
    const one = await withServer(() => now)
    const { outcome, payload, answers } = await signedSample(2)
    await one.vault.outcomes.put([{ id: outcome.id, outcome, payload, answers }])
    one.network.set(false)
    one.desk.leaving.rest()
    const { leaving } = await one.reopen()
    await leaving.deliver(one.filed.id, optionalSections)
    now += 1000
    await leaving.deliver(outcome.id, optionalSections)
    leaving.rest()
    await one.vault.outcomes.remove([one.filed.id])
    one.network.set(true)
    const later = await one.reopen()
    const stateOf = (id: OutcomeId) => later.leaving.deliveries.get().find((each) => each.outcome === id)?.state
    await vi.waitFor(() => expect(stateOf(outcome.id)).toMatchObject({ kind: 'received' }))
    expect(stateOf(one.filed.id)).toMatchObject({ kind: 'waiting', tries: 1, notBefore: now + 30_000, said: expect.stringContaining('outcome') })
    later.leaving.rest()
  })

  it.each<[string, FhirAnswer | undefined, string]>([
    ['is asked to wait', { kind: 'later', said: 'It did not answer in time.', afterSeconds: 0 }, 'taken-back'],
    ['is refused', { kind: 'refused', said: ['Its rules refuse it.'] }, 'taken-back'],
    ['has it all the same', undefined, 'received'],
  ])('[R69] that is taken back while the server thinks about it does not go later: it %s', async (_name, answer, becomes) => {
    let now = Date.parse('2026-11-24T12:00:00.000Z')
    const one = await withServer(() => now)
    const { leaving } = one.desk
    one.host.answerFhir(answer)
    const thinking = slowServer(one.host)
    const delivering = leaving.deliver(one.filed.id, optionalSections)
    await thinking.asked
    await leaving.takeBack(onlyDelivery(one).id)
    expect(states(one)).toEqual(['taken-back'])
    thinking.answer()
    await delivering
    leaving.rest()
    expect(states(one)).toEqual([becomes])
    now += 3_600_000
    one.host.answerFhir(undefined)
    const later = await one.reopen()
    await later.leaving.setServer(server)
    expect(states({ desk: later })).toEqual([becomes])
    expect(one.host.offered.size).toBe(becomes === 'received' ? 1 : 0)
  })

  it('[V157] goes on after a lock that the disk refused', async () => {
    const one = await withServer()
    vi.spyOn(one.vault, 'lock').mockRejectedValueOnce(new Error('the disk refuses'))
    one.network.set(false)
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    await expect(one.desk.lock()).rejects.toThrow('the disk refuses')
    one.network.set(true)
    await vi.waitFor(() => expect(states(one)).toEqual(['received']), patience)
  })

  it('[R69] that is taken back in another window does not go from this one', async () => {
    const one = await withServer()
    one.network.set(false)
    await one.desk.leaving.deliver(one.filed.id, optionalSections)
    const other = await one.reopen()
    await other.leaving.takeBack(onlyDelivery({ desk: other }).id)
    other.leaving.rest()
    one.network.set(true)
    await vi.waitFor(() => expect(states(one)).toEqual(['taken-back']))
    expect(one.host.offered.size).toBe(0)
  })

  it('[R70] goes without what was marked while it waited, and to no other server than the one that it was meant for', async () => {
    const one = await withServer()
    const { leaving } = one.desk
    one.network.set(false)
    await leaving.deliver(one.filed.id, optionalSections)
    const passage = leaving.passages(one.filed.id).find(({ section }) => section === 'formulation')
    await leaving.mark(one.filed.id, [passage?.key ?? ''], 'in-confidence')
    await leaving.setServer({ ...server, base: 'https://elsewhere.example.org/fhir' })
    one.network.set(true)
    await vi.waitFor(() => expect(leaving.deliveries.get()[0]?.state).toMatchObject({ said: expect.stringContaining('not the record system that is set any more') }))
    expect(one.host.offered.size).toBe(0)
    await leaving.setServer(server)
    const [waiting] = leaving.deliveries.get()
    if (!waiting) throw new Error('nothing waits')
    await leaving.tryAgain(waiting.id)
    const [document] = one.host.offered.values()
    expect(utf8.decode(document ?? new Uint8Array())).not.toContain(passage?.text)
    expect(utf8.decode(document ?? new Uint8Array())).toContain('Withheld: said in confidence by somebody else')
  })
})
