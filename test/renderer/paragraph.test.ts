import { expect, it } from 'vitest'
import { decisionParagraph } from '../../src/renderer/huddle/readback/paragraph.ts'
import { signedSample } from '../fixtures/record/sample-outcome.ts'

it('[M211] the decision is read of whoever the screen names, and of nobody else', async () => {
  const { outcome } = await signedSample(1)
  const read = decisionParagraph({ ...outcome, question: 'What next?', personWants: 'Rest', decision: 'Meet weekly', why: 'It helped' }, 'D.')
  expect(read).toContain('What D. wants: Rest.')
  expect(read).toContain('is D.’s keyworker')
  expect(read).not.toContain(outcome.person.givenName)
})
