import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Answer } from '../../../src/core/model/checkpoint.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { answersToFile } from '../../../src/core/model/filed-outcome.ts'
import { sampleTeam } from '../../fixtures/record/sample-outcome.ts'

const devicesOf = (some: readonly Answer[], kind?: Answer['kind']): string[] => [...new Set(some.flatMap((each) => (kind === undefined || each.kind === kind ? each.card.device : [])))].toSorted()

it('[R31] for all answers that are known, one of each device is filed: the refusal of two where somebody else has signed, and a signature wherever there is one', async () => {
  const { psychologist, socialWorker } = await sampleTeam()
  const at = instantOf(Date.UTC(2026, 10, 24))
  const given: fc.Arbitrary<Answer> = fc
    .record({ card: fc.constantFrom(psychologist.card, socialWorker.card), signature: fc.constantFrom('A'.repeat(86), 'B'.repeat(86)), signs: fc.boolean() })
    .map(({ card, signature, signs }) => (signs ? { kind: 'signed', card, signature, at } : { kind: 'declined', card, signature, at, because: 'Not so.' }))
  fc.assert(
    fc.property(fc.array(given, { maxLength: 6 }), (answers) => {
      const filed = answersToFile({ answers })
      expect(filed.map(({ card }) => card.device).toSorted()).toEqual(devicesOf(answers))
      expect(filed.every((each) => answers.includes(each))).toBe(true)
      expect(devicesOf(filed, 'signed').length > 0).toBe(devicesOf(answers, 'signed').length > 0)
      const refusing = devicesOf(answers, 'declined')
      const othersSign = answers.some(({ kind, card }) => kind === 'signed' && !refusing.includes(card.device))
      expect(devicesOf(filed, 'declined')).toEqual(othersSign ? refusing : devicesOf(filed, 'declined'))
    }),
  )
})
