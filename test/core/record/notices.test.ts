import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { makeDevice, type Device } from '../../../src/core/record/device.ts'
import { signOutcome } from '../../../src/core/record/sign.ts'
import { verifyRecords, type RecordsReport } from '../../../src/core/record/verify.ts'
import { addTo, lateSignature } from '../../fixtures/record/sample-addenda.ts'
import { fileHuddle, readerOf, sampleFolder, toFile, type Folder } from '../../fixtures/record/sample-folder.ts'
import { idFrom, laterHuddle, sampleTeam, seededRandom, signedSample, type SignedSample } from '../../fixtures/record/sample-outcome.ts'

let whole: Folder
beforeAll(async () => {
  whole = await sampleFolder()
})

const verify = (folder: Folder): Promise<RecordsReport> => verifyRecords(readerOf(folder))
const said = ({ notices }: RecordsReport): string[] => notices.map(({ file, sentence }) => `${file}: ${sentence}`)
const without = ({ answers, ...sample }: SignedSample, name: string): SignedSample => ({ ...sample, answers: answers.filter(({ card }) => card.name !== name) })

/** The same people at a table, but for one name at another device. */
async function impostorSample(impostor: Device): Promise<SignedSample> {
  const { outcome } = await signedSample(7)
  const present = outcome.present.map((each, index) => (index === 0 ? { ...each, card: impostor.card } : each))
  const sample = await signedSample(7, { present, huddle: laterHuddle(0xc009) })
  const signature = await signOutcome(sample.payload, impostor.signingSecret)
  const [, ...others] = sample.answers
  return { ...sample, answers: [{ kind: 'signed', card: impostor.card, signature, at: sample.outcome.readBackAt }, ...others] }
}

describe('what holds and has to be known', () => {
  it('[R100] who was there and has no answer is named, until they answer', async () => {
    const sample = without(await signedSample(1), 'Idris Vale')
    const folder = await fileHuddle(new Map(), [toFile(sample)])
    const report = await verify(folder)
    expect(report.ok).toBe(true)
    expect(said(report)).toEqual([`${idFrom(0xe001)}/2026-11-24_${idFrom(0xa001)}/outcome.json: Idris Vale was there, and there is no answer of theirs.`])
    expect(said(await verify(await addTo(folder, [await lateSignature(sample)])))).toEqual([])
  })

  it('[R100] a co-signature that was taken from the newest checkpoint is missed by name', async () => {
    const text = utf8.decode(whole.get('ledger.jsonl') ?? new Uint8Array())
    const rows = text.split('\n').slice(0, -1)
    const newest = JSON.parse(rows.at(-1) ?? '{}')
    const { psychologist } = await sampleTeam()
    const fewer = canonicalText({ ...newest, signatures: newest.signatures.filter(({ device }: { device: string }) => device !== psychologist.card.device) })
    const folder: Folder = new Map([...whole].map(([path, bytes]) => [path, path.endsWith('.json') || path === 'ledger.jsonl' ? utf8.encode(utf8.decode(bytes).replaceAll(rows.at(-1) ?? '-', fewer)) : bytes]))
    const report = await verify(folder)
    expect(report.ok).toBe(true)
    expect(said(report)).toContain('ledger.jsonl: Beth Carrow, Idris Vale answered in the huddle that line 6 closes, and have not co-signed its end.')
    expect(said(await verify(whole))).not.toContainEqual(expect.stringContaining('Beth Carrow'))
  })

  it('[R100] somebody else who signs by a colleague’s name is told from them by the device', async () => {
    const impostor = await makeDevice({ random: seededRandom(66) }, { name: 'Amara Nkemelu', role: 'Mental health nurse', organisation: 'Sample NHS Trust', organisationKind: 'NHS', guest: false })
    const folder = await fileHuddle(whole, [toFile(await impostorSample(impostor))], idFrom(0xc009), '2026-12-08T10:10:00.000Z')
    const report = await verify(folder)
    expect(report.ok).toBe(true)
    expect(said(report)).toContainEqual(expect.stringMatching(/^ledger\.jsonl: 2 devices sign as Amara Nkemelu: [0-9a-f]{32}, [0-9a-f]{32}\. Ask/))
  })

  it('[R100] a clock that goes back and an outcome of another team are said', async () => {
    const team = { ...(await signedSample(7)).outcome.team, id: idFrom(0xd777) }
    const folder = await fileHuddle(whole, [toFile(await signedSample(7, { team, huddle: laterHuddle(0xc009) }))], idFrom(0xc009), '2026-11-20T10:10:00.000Z')
    const report = await verify(folder)
    expect(report.ok).toBe(true)
    expect(said(report)).toContain('ledger.jsonl: Line 7 says an earlier time than the line before it: one of the two clocks was wrong.')
    expect(said(report)).toContainEqual(expect.stringContaining('of another team than the one that opened the ledger'))
  })
})
