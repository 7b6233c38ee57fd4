import { lastLine } from '../../../src/core/model/bytes.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { huddleId, teamId } from '../../../src/core/model/ids.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { digestOf, digestOfNothing, loadDigest } from '../../../src/core/record/digest.ts'
import {
  finishFiling,
  prepareFiling,
  type FilingRequest,
  type PreparedFiling,
} from '../../../src/core/record/filing.ts'
import { verifyRecords } from '../../../src/core/record/verify.ts'
import { WrittenOutcome } from '../../../src/core/record/written-outcome.ts'
import { coSign, fileHuddle, place, readerOf, toFile } from '../../fixtures/record/sample-folder.ts'
import { idFrom, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'

let request: FilingRequest

beforeAll(async () => {
  const { nurse } = await sampleTeam()
  request = {
    ledgerNow: new Uint8Array(),
    outcomes: [toFile(await signedSample(1)), toFile(await signedSample(2))],
    huddle: huddleId.parse(idFrom(0xc001)),
    team: teamId.parse(idFrom(0xd001)),
    at: instant.parse('2026-11-24T10:10:00.000Z'),
    secret: nurse.signingSecret,
  }
})

const proposalOf = ({ proposal }: PreparedFiling) => {
  if (!proposal) throw new Error('nothing was proposed')
  return proposal
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'nothing was refused'
}

describe('filing', () => {
  it('[R4] the first filing opens the ledger, places every outcome, and closes with the checkpoint that was signed', async () => {
    const prepared = await prepareFiling(request)
    const filing = await finishFiling(prepared, await coSign(proposalOf(prepared)))
    expect(filing.expects).toBe(digestOfNothing)
    expect(
      utf8
        .decode(filing.lines)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).kind),
    ).toEqual(['opening', 'outcome', 'outcome', 'checkpoint'])
    expect(filing.packages.map(({ path }) => path.join('/'))).toEqual([
      `${idFrom(0xe001)}/2026-11-24_${idFrom(0xa001)}`,
      `${idFrom(0xe002)}/2026-11-24_${idFrom(0xa002)}`,
    ])
    expect((await verifyRecords(readerOf(place(new Map(), filing)))).findings).toEqual([])
  })

  it('[R4] the next filing goes on from the ledger that is there', async () => {
    const folder = await fileHuddle(new Map(), request.outcomes)
    const ledgerNow = folder.get('ledger.jsonl') ?? new Uint8Array()
    const late = await prepareFiling({ ...request, ledgerNow, outcomes: [toFile(await signedSample(3))] })
    expect(late.expects).toBe(await digestOf(lastLine(ledgerNow)))
    const filing = await finishFiling(late, await coSign(proposalOf(late)))
    expect((await verifyRecords(readerOf(place(folder, filing)))).findings).toEqual([])
  })

  it('[R5] the same input gives the same bytes, in whatever order people signed', async () => {
    const [first, second] = [await prepareFiling(request), await prepareFiling(request)]
    const signatures = await coSign(proposalOf(first))
    expect(await finishFiling(second, signatures.toReversed())).toEqual(await finishFiling(first, signatures))
  })

  it('[R5] an outcome that is in the ledger is not filed again', async () => {
    const folder = await fileHuddle(new Map(), request.outcomes)
    const again = await prepareFiling({ ...request, ledgerNow: folder.get('ledger.jsonl') ?? new Uint8Array() })
    expect(again).toMatchObject({
      proposal: undefined,
      alreadyFiled: [idFrom(0xa001), idFrom(0xa002)],
      ledger: { count: 4 },
      packages: [],
    })
    expect(Array.from(again.places.values())).toEqual([2, 3])
    expect(await refusal(finishFiling(again, []))).toBe('nothing-to-file')
  })

  it('[R6] the ledger says nothing of anybody: no name, no number, no person’s id', async () => {
    const folder = await fileHuddle(new Map(), request.outcomes)
    const ledger = utf8.decode(folder.get('ledger.jsonl') ?? new Uint8Array())
    const { outcome } = await signedSample(1)
    const words = [
      outcome.person.familyName,
      outcome.person.givenName,
      '9990000018',
      outcome.person.id,
      ...outcome.present.map(({ card }) => card.name),
    ]
    expect(words.filter((word) => ledger.includes(word))).toEqual([])
  })

  it('[R6] the salt comes from the filing device’s secret: another device’s leaf of the same outcome differs', async () => {
    const { psychologist } = await sampleTeam()
    const leaves = async (secret: string): Promise<string[]> => {
      const prepared = await prepareFiling({ ...request, secret })
      return prepared.ledger.closedBy(proposalOf(prepared), await coSign(proposalOf(prepared))).lines.flatMap(({ value }) => (value.kind === 'outcome' ? [value.leaf] : []))
    }
    const [own, other] = [await leaves(request.secret), await leaves(psychologist.signingSecret)]
    expect(own.filter((leaf) => other.includes(leaf))).toEqual([])
  })

  it('[R101] what nobody has signed is not filed', async () => {
    const sample = await signedSample(1)
    const refused = toFile({ ...sample, answers: sample.answers.filter(({ kind }) => kind === 'declined') })
    expect(await refusal(prepareFiling({ ...request, outcomes: [refused] }))).toBe('nobody-signed')
  })

  it('[R7] nothing is filed on top of a ledger that does not hold', async () => {
    const folder = await fileHuddle(new Map(), request.outcomes)
    const cut = (folder.get('ledger.jsonl') ?? new Uint8Array()).slice(0, -300)
    expect(await refusal(prepareFiling({ ...request, ledgerNow: cut }))).toBe('ledger-damaged')
  })

  it('[R7] an outcome with an answer that does not fit, or from somebody who was not there, is not filed', async () => {
    const [first, second] = [await signedSample(1), await signedSample(2)]
    const swapped = { ...toFile(first), answers: second.answers }
    expect(await refusal(prepareFiling({ ...request, outcomes: [swapped] }))).toBe('answer-does-not-hold')
    const absent = await signedSample(1, { present: first.outcome.present.slice(1) })
    expect(await refusal(prepareFiling({ ...request, outcomes: [toFile(absent)] }))).toBe('answer-does-not-hold')
    const twice = { ...toFile(first), answers: [...first.answers, ...first.answers] }
    expect(await refusal(prepareFiling({ ...request, outcomes: [twice] }))).toBe('answer-does-not-hold')
  })

  it('[R245] one that stands in the ledger already gets its place although another of its huddle cannot be filed', async () => {
    const [one, two] = request.outcomes
    if (!one || !two) throw new Error('the sample has two outcomes')
    const folder = await fileHuddle(new Map(), [one])
    const again = await prepareFiling({ ...request, ledgerNow: folder.get('ledger.jsonl') ?? new Uint8Array(), outcomes: [one, { ...two, answers: [] }] })
    expect([again.alreadyFiled, again.leftOut.map(({ id }) => id)]).toEqual([[one.written.outcome.id], [two.written.outcome.id]])
  })

  it('[R7] [R245] one that cannot be filed keeps no other of its huddle from being filed, and it is said why', async () => {
    const [first, second, third] = [await signedSample(1), await signedSample(2), await signedSample(3)]
    const unsigned = { ...toFile(third), answers: third.answers.filter(({ kind }) => kind === 'declined') }
    const outcomes = [{ ...toFile(first), answers: second.answers }, toFile(second), unsigned]
    const prepared = await prepareFiling({ ...request, outcomes })
    expect(prepared.proposal?.outcomes).toEqual([second.outcome.id])
    expect(prepared.leftOut.map(({ id, problem: { code } }) => [id, code])).toEqual([[first.outcome.id, 'answer-does-not-hold'], [third.outcome.id, 'nobody-signed']])
  })

  it('[R7] an outcome that is not canonical, or of another huddle, is not filed', async () => {
    const sample = await signedSample(1)
    expect(
      await refusal(loadDigest().then((digest) => WrittenOutcome.read(`${sample.payload} `, digest))),
    ).toBe('not-canonical')
    expect(await refusal(loadDigest().then((digest) => WrittenOutcome.read(canonicalText({ ...sample.outcome, why: '' }), digest)))).toBe('not-canonical')
    expect(await refusal(prepareFiling({ ...request, huddle: huddleId.parse(idFrom(0xc999)) }))).toBe('other-huddle')
  })

  it('[R7] a checkpoint without a signature, or with one that does not fit, closes nothing', async () => {
    const prepared = await prepareFiling(request)
    const [own] = await coSign({ ...proposalOf(prepared), lines: 99 })
    expect(await refusal(finishFiling(prepared, []))).toBe('checkpoint-unsigned')
    expect(await refusal(finishFiling(prepared, own ? [own] : []))).toBe('signature-does-not-hold')
  })
})
