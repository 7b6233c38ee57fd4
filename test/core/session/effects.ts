import { webcrypto } from 'node:crypto'
import type { Effects } from '../../../src/core/model/effects.ts'

export const effects: Effects = {
  clock: () => Date.now(),
  random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
}
