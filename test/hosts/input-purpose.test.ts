import { expect, it } from 'vitest'
import { inputPurpose } from '../../src/renderer/start/input-purpose.ts'

it('[H63] a field about oneself says what it asks for where nothing writes it down, and in a browser does not', () => {
  expect(inputPurpose('name', { mdtHuddleBridge: { carry: () => Promise.resolve(null) } })).toBe('name')
  expect(inputPurpose('organization', {})).toBe('off')
})
