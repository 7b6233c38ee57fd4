import { describe, expect, it } from 'vitest'
import { instant } from '../../../../src/core/model/dates.ts'
import type { FiledOutcome } from '../../../../src/core/model/filed-outcome.ts'
import { deviceId } from '../../../../src/core/model/ids.ts'
import { keepBroughtOutcome } from '../../../../src/core/session/catch-up/keep-outcome.ts'
import { outcomePaper, readOutcome, readPaper } from '../../../../src/core/session/catch-up/papers.ts'
import type { Vault } from '../../../../src/core/vault/vault.ts'
import { sampleTeam, signedSample } from '../../../fixtures/record/sample-outcome.ts'
import { installation } from '../../vault/installation.ts'
import { effects } from '../effects.ts'

const team = await sampleTeam()
const devices = new Set(Object.values(team).map(({ card }) => card.device))
const stranger = deviceId.parse('f'.repeat(32))
const { outcome, payload, answers } = await signedSample(1)
const signed: FiledOutcome = { id: outcome.id, outcome, payload, answers }
const receipt = { at: instant.parse('2026-11-24T11:00:00.000Z'), folder: '/records', ledgerLine: 4 }

/** What another device makes of the paper, after `change` on its way. */
async function arrives(filed: FiledOutcome, change: (text: string) => string = (text) => text, ofTeam: (device: string) => boolean = (device) => devices.has(deviceId.parse(device))): Promise<FiledOutcome | undefined> {
  const paper = readPaper(change((await outcomePaper(filed)).text))
  return paper?.kind === 'outcome' ? readOutcome(paper, outcome.person.id, ofTeam) : undefined
}
const theirs = async (filed: FiledOutcome): Promise<FiledOutcome> => (await arrives(filed)) ?? signed
const keep = (vault: Vault, filed: FiledOutcome, mine: string = stranger) => keepBroughtOutcome(vault, filed, deviceId.parse(mine), effects)
const refuses = (): Promise<never> => Promise.reject(new Error('the disk is full'))

describe('an outcome that a colleague’s device brings', () => {
  it('[L133] is taken as it was signed, with who answered, and where it stands in whose record', async () => {
    const found = await arrives({ ...signed, receipt })
    expect(found).toMatchObject({ id: signed.id, outcome, payload, receipt: { at: receipt.at, ledgerLine: 4, folder: `the records folder of ${outcome.huddle.chair.name}` } })
    expect(found?.answers.map(({ signature }) => signature).toSorted()).toEqual(answers.map(({ signature }) => signature).toSorted())
  })

  it('[L133] is set aside where its text was changed, an answer was, a signature is missing, or it is about somebody else', async () => {
    const [first] = answers
    expect(await arrives(signed, (text) => text.replace('allotment', 'allocation'))).toBeUndefined()
    expect(await arrives(signed, (text) => text.replace(first?.signature.slice(0, 20) ?? '', 'A'.repeat(20)))).toBeUndefined()
    expect(await arrives({ ...signed, answers: [] })).toBeUndefined()
    expect(await arrives(signed, (text) => `${text} `)).toBeUndefined()
    const paper = readPaper((await outcomePaper(signed)).text)
    const elsewhere = (await signedSample(2)).outcome.person.id
    expect(paper?.kind === 'outcome' && (await readOutcome(paper, elsewhere, () => true))).toBeUndefined()
  })

  it('[L133] is set aside where nobody of the team has signed it, however well it is signed', async () => {
    expect(await arrives(signed, undefined, () => false)).toBeUndefined()
    expect(await arrives(signed, undefined, () => true)).toBeDefined()
  })

  it('[L139] and what it asks for are both kept, also where the first try was cut off between the two', async () => {
    const vault = await installation().create()
    await expect(keep({ ...vault, actions: { ...vault.actions, put: refuses, change: refuses } }, signed)).rejects.toThrow('the disk is full')
    await expect(keep({ ...vault, outcomes: { ...vault.outcomes, put: refuses, change: refuses } }, signed)).rejects.toThrow('the disk is full')
    await keep(vault, signed)
    expect((await vault.outcomes.all()).map(({ id }) => id)).toEqual([signed.id])
    expect((await vault.actions.all()).map(({ id }) => id).toSorted()).toEqual(outcome.actions.map(({ id }) => id).toSorted())
  })

  it('[L139] is kept once, grows by later answers and its receipt, and its actions are noted once', async () => {
    const vault = await installation().create()
    const [first, ...later] = answers
    expect(await keep(vault, { ...signed, answers: first ? [first] : [] })).toBe('new')
    expect(await keep(vault, await theirs(signed))).toBe(later.length > 0 ? 'grown' : 'known')
    expect(await keep(vault, await theirs({ ...signed, receipt }))).toBe('grown')
    expect(await keep(vault, await theirs({ ...signed, receipt }))).toBe('known')
    expect((await vault.actions.all()).map(({ id }) => id).toSorted()).toEqual(outcome.actions.map(({ id }) => id).toSorted())
    expect((await vault.outcomes.get(signed.id))?.receipt?.ledgerLine).toBe(4)
  })

  it('[L139] stays as it is here where another text under its id comes, or another place in the record: nothing is merged silently', async () => {
    const vault = await installation().create()
    const mine = await theirs({ ...signed, receipt })
    await keep(vault, mine)
    expect(await keep(vault, await theirs({ ...signed, receipt: { ...receipt, ledgerLine: 9 } }))).toBe('conflict')
    const other = await signedSample(1, { decision: 'Something else was decided.' })
    expect(await keep(vault, { ...signed, outcome: other.outcome, payload: other.payload, answers: other.answers })).toBe('conflict')
    expect(await vault.outcomes.get(signed.id)).toEqual(mine)
  })

  it('[L139] tells the device of its chair nothing of where it stands in the record: that one has filed it, or has not', async () => {
    const vault = await installation().create()
    const chair = outcome.huddle.chair.device ?? ''
    await keep(vault, await theirs({ ...signed, receipt }), chair)
    expect((await vault.outcomes.get(signed.id))?.receipt).toBeUndefined()
  })
})
