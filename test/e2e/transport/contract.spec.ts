import { expect } from '@playwright/test'
import { transportCases } from '../../contract/transport-cases.ts'
import { newRoom, rejected, test, until } from './harness.ts'

test.describe('y-webrtc transport', () => {
  for (const { title, long = false, run } of transportCases) {
    test(title, { tag: long ? ['@long'] : [] }, async ({ meet }) => {
      await run({ peer: () => meet.peer(), until, rejected, newRoom, same: (found, expected) => expect(found).toEqual(expected) })
      expect(meet.uncaught).toEqual([])
    })
  }
})
