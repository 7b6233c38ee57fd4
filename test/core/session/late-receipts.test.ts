import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { withAnswer, type FiledOutcome } from '../../../src/core/model/filed-outcome.ts'
import { passOnLateReceipts } from '../../../src/core/session/late-receipts.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'

const at = instant.parse('2026-11-24T11:00:00.000Z')

it('[R31] an answer that comes while the receipts of others are learnt stays', async () => {
  const { outcome, payload, answers } = await signedSample(1)
  const [filedWith, early, late] = answers
  if (!filedWith || !early || !late) throw new Error('too few answers')
  const filed: FiledOutcome = { id: outcome.id, outcome, payload, answers: [filedWith], receipt: { at, folder: 'theirs', ledgerLine: 2 } }
  const vault = memoryVault()
  await vault.outcomes.put([withAnswer(filed, early)])
  const { nurse, psychologist } = await sampleTeam()
  const huddle = huddleDoc(new Y.Doc())
  huddle.changeAbout({
    id: outcome.huddle.id,
    title: outcome.huddle.title,
    team: outcome.team,
    startedAt: outcome.huddle.startedAt,
    chair: psychologist.card.device,
    noteKeeper: nurse.card.device,
    state: 'closed',
  })
  huddle.putFiled({ outcome: outcome.id, at, ledgerLine: 2 })
  huddle.putFiledLate({ outcome: outcome.id, device: early.card.device, kind: early.kind, at, ledgerLine: 4 })
  const meanwhile: Vault = {
    ...vault,
    outcomes: {
      ...vault.outcomes,
      async all() {
        const asRead = await vault.outcomes.all()
        await vault.outcomes.change([outcome.id], (now) => now && withAnswer(now, late))
        return asRead
      },
    },
  }
  expect(await passOnLateReceipts(huddle, meanwhile, nurse.card)).toBe(true)
  expect((await vault.outcomes.get(outcome.id))?.late).toEqual([{ given: early, receipt: { at, folder: 'theirs', ledgerLine: 4 } }, { given: late }])
  expect(await passOnLateReceipts(huddle, vault, nurse.card)).toBe(false)
})
