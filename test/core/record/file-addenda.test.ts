import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { outcomeId } from '../../../src/core/model/ids.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { fileAddenda, type AddendaRequest } from '../../../src/core/record/file-addenda.ts'
import { verifyRecords } from '../../../src/core/record/verify.ts'
import {
  addendaRequest,
  addTo,
  lateSignature,
  laterDay,
  sentLetter,
  signedBy,
  withAddenda,
} from '../../fixtures/record/sample-addenda.ts'
import { readerOf, sampleFolder, type Folder } from '../../fixtures/record/sample-folder.ts'
import { verifyIndependently } from './independent-verifier.ts'
import { declined, idFrom, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'

/** Before anybody answered at the read-back. */
const before = instant.parse('2026-11-24T09:50:30.000Z')
let filed: Folder
beforeAll(async () => {
  filed = await sampleFolder()
})

const kindsIn = (folder: Folder): string[] =>
  utf8
    .decode(folder.get('ledger.jsonl') ?? new Uint8Array())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).kind)

const refusalOf = async (request: AddendaRequest): Promise<string> => {
  try {
    await fileAddenda(request)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'nothing was refused'
}

describe('late answers and exports', () => {
  it('[R26] each stands in a folder of its own beside the packages, placed by a line and closed by a checkpoint', async () => {
    const folder = await withAddenda(filed)
    expect(kindsIn(folder).slice(6)).toEqual(['answer', 'checkpoint', 'export', 'checkpoint'])
    const added = Array.from(folder.keys()).filter((path) => !filed.has(path))
    expect(added).toEqual([
      expect.stringMatching(new RegExp(`^${idFrom(0xe001)}/2026-12-01_[0-9a-f]{32}_answer/answer\\.json$`)),
      `${idFrom(0xe002)}/2026-12-01_${idFrom(0x9002)}_export/export.json`,
    ])
    const before = Array.from(filed.keys()).filter((path) => path !== 'ledger.jsonl')
    expect(before.filter((path) => folder.get(path) !== filed.get(path))).toEqual([])
    expect(await verifyRecords(readerOf(folder))).toMatchObject({
      ok: true,
      findings: [],
      counts: { lines: 10, checkpoints: 4, packages: 3, signatures: 7, declined: 3, lateAnswers: 1, exports: 1 },
    })
  })

  it('[R26] several can be closed together, and an export can open a ledger', async () => {
    const together = await addTo(filed, [await lateSignature(await signedSample(1)), sentLetter(1), sentLetter(2)])
    expect(kindsIn(together).slice(6)).toEqual(['answer', 'export', 'export', 'checkpoint'])
    const alone = await addTo(new Map(), [sentLetter(1, { what: 'caseload', about: { kind: 'several', people: 60 }, outcomes: [] })])
    expect(Array.from(alone.keys()).toSorted()).toEqual(['ledger.jsonl', `several/2026-12-01_${idFrom(0x9001)}_export/export.json`])
    for (const folder of [together, alone]) expect((await verifyRecords(readerOf(folder))).findings).toEqual([])
  })

  it('[R26] adding again changes nothing, and says where it stands', async () => {
    const folder = await withAddenda(filed)
    const again = await fileAddenda(await addendaRequest(folder, [await lateSignature(await signedSample(1)), sentLetter(2)]))
    expect(again.filing).toBeUndefined()
    expect(again.placed.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['answer 7', 'export 9'])
    const [one, other] = [await addendaRequest(filed, [sentLetter()]), await addendaRequest(filed, [sentLetter()])]
    expect(await fileAddenda(one)).toEqual(await fileAddenda(other))
  })

  it('[R26] a late answer has the same id whoever files it', async () => {
    const { psychologist } = await sampleTeam()
    const answer = await lateSignature(await signedSample(1))
    const [mine] = (await fileAddenda(await addendaRequest(filed, [answer]))).placed
    const [theirs] = (await fileAddenda(await addendaRequest(filed, [answer], psychologist))).placed
    expect(theirs).toEqual(mine)
  })

  it('[R27] the ledger says of an export what kind it was and when, and nothing of anybody', async () => {
    const folder = await withAddenda(filed)
    const ledger = utf8.decode(folder.get('ledger.jsonl') ?? new Uint8Array())
    const line = JSON.parse(ledger.split('\n')[8] ?? '{}')
    expect(line).toEqual({
      kind: 'export',
      addendum: idFrom(0x9002),
      what: 'letter',
      to: 'The person',
      leaf: expect.stringMatching(/^[0-9a-f]{64}$/),
      line: 9,
      prev: expect.anything(),
      at: laterDay,
    })
    const { nurse, socialWorker } = await sampleTeam()
    const words = [nurse.card.name, socialWorker.card.name, '"Dec"', 'letter.html', idFrom(0xe002)]
    expect(words.filter((word) => ledger.includes(word))).toEqual([])
  })

  it('[R27] another device’s leaf of the same export differs: the salt is the filing device’s', async () => {
    const { psychologist } = await sampleTeam()
    const [mine, theirs] = [await addTo(filed, [sentLetter()]), await addTo(filed, [sentLetter()], psychologist)]
    expect(kindsIn(mine)).toEqual(kindsIn(theirs))
    expect(mine.get('ledger.jsonl')).not.toEqual(theirs.get('ledger.jsonl'))
  })

  it('[R28] who has not answered may sign or decline, who has declined may still sign, and who has signed has answered', async () => {
    const sample = await signedSample(1)
    const { nurse, socialWorker } = await sampleTeam()
    const refused = await declined(sample.payload, socialWorker, 'Still not', laterDay)
    const late = await lateSignature(sample)
    const answering = async (given: typeof refused, answers = sample.answers): Promise<string> =>
      refusalOf(await addendaRequest(filed, [{ ...late, given, answers }]))
    expect(await answering(late.given)).toBe('nothing was refused')
    expect(await answering(refused, sample.answers.slice(0, 2))).toBe('nothing was refused')
    expect(await answering(refused)).toBe('answered-already')
    expect(await answering(await signedBy(sample, nurse))).toBe('answered-already')
    expect(await answering(await declined(sample.payload, nurse, 'I take it back', laterDay))).toBe('answered-already')
  })

  it('[R28] [R243] a refusal that was given before the signature that was filed is added after it, and says so by its version', async () => {
    const sample = await signedSample(1)
    const { nurse } = await sampleTeam()
    const given = await declined(sample.payload, nurse, 'Not before she was asked', before)
    const folder = await addTo(filed, [{ ...(await lateSignature(sample)), given }])
    const path = Array.from(folder.keys()).find((each) => each.endsWith('answer.json')) ?? ''
    expect(JSON.parse(utf8.decode(folder.get(path) ?? new Uint8Array())).body).toMatchObject({ version: 2, given })
    expect((await verifyRecords(readerOf(folder))).findings).toEqual([])
    expect(verifyIndependently(folder)).toEqual([])
  })

  it('[R28] an answer that does not fit, from somebody who was not there, or to an outcome that is not filed is refused', async () => {
    const [first, second, stranger] = [await signedSample(1), await signedSample(2), await signedSample(9)]
    const { socialWorker } = await sampleTeam()
    const late = await lateSignature(first)
    const other = { ...late, given: await signedBy(second, socialWorker) }
    expect(await refusalOf(await addendaRequest(filed, [other]))).toBe('answer-does-not-hold')
    const absent = await signedSample(1, { present: first.outcome.present.slice(0, 2) })
    expect(await refusalOf(await addendaRequest(filed, [{ ...late, payload: absent.payload, given: await signedBy(absent, socialWorker) }]))).toBe('answer-does-not-hold')
    expect(await refusalOf(await addendaRequest(filed, [await lateSignature(stranger)]))).toBe('not-filed')
    const cut = new Map(filed).set('ledger.jsonl', (filed.get('ledger.jsonl') ?? new Uint8Array()).slice(0, -9))
    expect(await refusalOf(await addendaRequest(cut, [sentLetter()]))).toBe('ledger-damaged')
  })

  it('[R28] an export of nothing, or of more than the format takes, is not written down', async () => {
    expect(await refusalOf(await addendaRequest(filed, [{ ...sentLetter(), sent: [] }]))).toBe('export-out-of-bounds')
    const tooMany = Array.from({ length: 1001 }, (_, index) => outcomeId.parse(idFrom(index)))
    expect(await refusalOf(await addendaRequest(filed, [sentLetter(1, { outcomes: tooMany })]))).toBe('export-out-of-bounds')
  })
})
