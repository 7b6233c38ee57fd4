import { ledgerReading } from '../../../src/core/record/ledger-reading.ts'
import { describe, expect, it, vi } from 'vitest'
import { memoryHost, type MemoryHost } from '../../../src/core/memory-host.ts'
import type { Answer } from '../../../src/core/model/checkpoint.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { withAnswer } from '../../../src/core/model/filed-outcome.ts'
import { profile as profileParser, type Profile } from '../../../src/core/model/profile.ts'
import { fileHuddle, prepareHuddle, type FilingDesk } from '../../../src/core/session/filing.ts'
import { fileLateAnswers, giveAnswer } from '../../../src/core/session/late-answers.ts'
import { signCheckpoint, signOutcome } from '../../../src/core/record/sign.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { readFonts } from '../record/fonts.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { effects } from './effects.ts'

/** A desk with one signed outcome in its vault, over a host whose files can be damaged as soon as they are written. */
async function deskWithOneOutcome(afterFiling: (host: MemoryHost) => void = () => undefined) {
  const memory = memoryHost()
  const host: FilingDesk['host'] = {
    async call(name, input) {
      const answer = await memory.call(name, input)
      if (name === 'records.file') afterFiling(memory)
      return answer
    },
  }
  const { outcome, payload, answers } = await signedSample(1)
  const { nurse } = await sampleTeam()
  const profile: Profile = profileParser.parse({ ...nurse, team: outcome.team, lastHereAt: 0 })
  const vault = memoryVault()
  await vault.outcomes.put([{ id: outcome.id, outcome, payload, answers }])
  const desk: FilingDesk = { host, vault, profile, effects, fonts: readFonts, ledgers: ledgerReading() }

  async function file(): Promise<string> {
    const waiting = await prepareHuddle(desk, outcome.huddle.id, () => undefined)
    const { proposal } = waiting.prepared
    return fileHuddle(desk, waiting, proposal ? [{ card: nurse.card, signature: await signCheckpoint(proposal, nurse.signingSecret) }] : [])
  }
  return { memory, vault, desk, file, receipt: async () => (await vault.outcomes.get(outcome.id))?.receipt, outcome }
}

const nothing = (): void => undefined

const windowCloses = (): void => {
  throw new Error('the window closed')
}

const flipped = (host: MemoryHost, name: string): (() => void) => {
  const [path = '', bytes = new Uint8Array()] = [...host.files].find(([each]) => each.endsWith(name)) ?? []
  host.files.set(path, bytes.with(100, (bytes[100] ?? 0) ^ 1))
  return () => void host.files.set(path, bytes)
}

describe('receipts', () => {
  it('[R80] an outcome that was written and read back has a receipt, and the audit says that it was filed', async () => {
    const { file, receipt, vault, outcome } = await deskWithOneOutcome()
    const before = instantOf(effects.clock())
    await file()
    expect(await receipt()).toMatchObject({ folder: 'memory', ledgerLine: 2 })
    expect((await receipt())?.at ?? '').toSatisfy((at: string) => at >= before)
    expect(await vault.audit.all()).toMatchObject([{ kind: 'filed', person: outcome.person.id }])
  })

  it.each(['outcome.json', 'outcome.fhir.json', 'outcome.pdf', 'manifest.json', 'ledger.jsonl'])('[R80] one that reads back with another %s has none, and it says so', async (name) => {
    const { file, receipt, vault } = await deskWithOneOutcome((host) => void flipped(host, name))
    await expect(file()).rejects.toMatchObject({ problem: { code: 'read-back-differs', kept: expect.stringContaining('no receipt') } })
    expect(await receipt()).toBeUndefined()
    expect(await vault.audit.all()).toEqual([])
  })

  it('[R80] once the folder is put right, filing again gives the receipt and writes nothing a second time', async () => {
    let repair = nothing
    const { file, receipt, memory } = await deskWithOneOutcome((host) => void (repair = flipped(host, 'outcome.pdf')))
    await expect(file()).rejects.toThrow(/is not as it was written/)
    repair()
    const before = new Map(memory.files)
    await file()
    expect(await receipt()).toMatchObject({ ledgerLine: 2 })
    expect(memory.files).toEqual(before)
  })

  it('[R80] the same prepared filing can be tried again after it could not be read back', async () => {
    let repair = nothing
    const { desk, receipt, outcome } = await deskWithOneOutcome((host) => void (repair = flipped(host, 'outcome.json')))
    const { nurse } = await sampleTeam()
    const waiting = await prepareHuddle(desk, outcome.huddle.id, () => undefined)
    const { proposal } = waiting.prepared
    if (!proposal) throw new Error('nothing was proposed')
    const signatures = [{ card: nurse.card, signature: await signCheckpoint(proposal, nurse.signingSecret) }]
    await expect(fileHuddle(desk, waiting, signatures)).rejects.toThrow(/outcome.json/)
    await expect(fileHuddle(desk, waiting, signatures)).rejects.toMatchObject({ problem: { code: 'read-back-differs' } })
    repair()
    await fileHuddle(desk, waiting, signatures)
    expect(await receipt()).toMatchObject({ ledgerLine: 2 })
  })

  const refused = new Error('the store refuses')
  const failing = {
    'the line in the list': (vault: Vault) => vi.spyOn(vault.audit, 'takeIn').mockRejectedValueOnce(refused) && vi.spyOn(vault.audit, 'add').mockRejectedValueOnce(refused),
    'the receipt': (vault: Vault) => vi.spyOn(vault.outcomes, 'change').mockRejectedValueOnce(refused),
  } as const
  it.each(['the line in the list', 'the receipt'] as const)('[R80] [R244] where %s cannot be kept there is no receipt; filing again gives both, each once', async (what) => {
    const { file, receipt, vault, memory } = await deskWithOneOutcome()
    failing[what](vault)
    await expect(file()).rejects.toThrow(/store refuses/)
    expect(await receipt()).toBeUndefined()
    const before = new Map(memory.files)
    await file()
    expect(await receipt()).toMatchObject({ ledgerLine: 2 })
    expect((await vault.audit.all()).map(({ kind }) => kind)).toEqual(['filed'])
    expect(memory.files).toEqual(before)
  })

  it.each(['the line in the list', 'the receipt'] as const)('[R31] [R244] the same of a late answer: where %s cannot be kept it has none', async (what) => {
    const { desk, file, vault, outcome } = await deskWithOneOutcome()
    await file()
    const { socialWorker, ...others } = await sampleTeam()
    const chair = Object.values(others).find(({ card }) => card.device === outcome.huddle.chair.device)
    const filed = await vault.outcomes.get(outcome.id)
    if (!filed || !chair) throw new Error('no outcome')
    const given: Answer = { kind: 'signed', card: socialWorker.card, signature: await signOutcome(filed.payload, socialWorker.signingSecret), at: instantOf(effects.clock()) }
    await vault.outcomes.put([withAnswer(filed, given)])
    const again = async (): Promise<void> => fileLateAnswers({ ...desk, profile: { ...desk.profile, ...chair } }, await vault.outcomes.all())
    failing[what](vault)
    await expect(again()).rejects.toThrow(/store refuses/)
    expect((await vault.outcomes.get(outcome.id))?.late).toEqual([{ given }])
    await again()
    expect((await vault.outcomes.get(outcome.id))?.late).toMatchObject([{ given, receipt: { ledgerLine: 4 } }])
    expect((await vault.audit.all()).map(({ detail }) => detail)).toEqual(['Outcome filed in memory', 'Late answers added to the record'])
  })

  it.each(['the line in the list', 'the receipt'] as const)('[R247] what somebody says later is kept with the line that says so: where %s cannot be kept, it is not called given, and given again it stands once', async (what) => {
    const { desk, file, vault, outcome } = await deskWithOneOutcome()
    await file()
    const { socialWorker } = await sampleTeam()
    const late = { ...desk, profile: { ...desk.profile, ...socialWorker } }
    const answer = async (): Promise<void> => {
      const filed = await vault.outcomes.get(outcome.id)
      if (filed) await giveAnswer(late, filed, { kind: 'signed' })
    }
    const lines = async (): Promise<string[]> => (await vault.audit.all()).map(({ detail }) => detail)
    const before = await vault.outcomes.get(outcome.id)
    failing[what](vault)
    await expect(answer()).rejects.toThrow(/store refuses/)
    expect(await vault.outcomes.get(outcome.id)).toEqual(before)
    await answer()
    expect((await vault.outcomes.get(outcome.id))?.late).toHaveLength(1)
    expect((await lines()).filter((line) => line === 'Signed an outcome after its huddle')).toHaveLength(1)
  })

  it.each(['signed', 'declined'] as const)('[R80] [R31] an answer (%s) that came after a filing whose receipt was lost is not counted as filed: it is added as a late one', async (kind) => {
    let cutOff = windowCloses
    const { desk, file, vault, outcome } = await deskWithOneOutcome(() => cutOff())
    const known = await vault.outcomes.get(outcome.id)
    const late = known?.answers.find((each) => each.kind === kind)
    if (!known || !late) throw new Error('nobody answered so')
    const early = known.answers.filter((each) => each !== late)
    await vault.outcomes.put([{ ...known, answers: early }])
    await expect(file()).rejects.toThrow('the window closed')
    cutOff = nothing
    await vault.outcomes.put([known])
    await file()
    expect(await vault.outcomes.get(outcome.id)).toMatchObject({ receipt: { ledgerLine: 2 }, answers: early, late: [{ given: late }] })
    const chair = Object.values(await sampleTeam()).find(({ card }) => card.device === outcome.huddle.chair.device)
    await fileLateAnswers({ ...desk, profile: { ...desk.profile, ...chair } }, await vault.outcomes.all())
    expect((await vault.outcomes.get(outcome.id))?.late).toMatchObject([{ given: late, receipt: { ledgerLine: 4 } }])
  })

  it('[R80] [R31] somebody whose refusal was filed, and whose signature came before the receipt, keeps both', async () => {
    let cutOff = windowCloses
    const { file, vault, outcome } = await deskWithOneOutcome(() => cutOff())
    const { socialWorker } = await sampleTeam()
    const known = await vault.outcomes.get(outcome.id)
    if (!known) throw new Error('no outcome')
    await expect(file()).rejects.toThrow('the window closed')
    cutOff = nothing
    const signed: Answer = { kind: 'signed', card: socialWorker.card, signature: await signOutcome(known.payload, socialWorker.signingSecret), at: instantOf(effects.clock()) }
    await vault.outcomes.put([withAnswer(known, signed)])
    await file()
    const kept = await vault.outcomes.get(outcome.id)
    expect(kept?.answers.map((each) => each.kind).toSorted()).toEqual(['declined', 'signed', 'signed'])
    expect(kept?.late).toEqual([{ given: signed }])
  })
})
