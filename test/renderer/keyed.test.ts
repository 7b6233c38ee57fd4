import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyed } from '../../src/renderer/shell/keyed.ts'

it('[M215] for all lines, however many read the same, each has a key of its own and stands where it stood', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'b', 'a,1', '["a",1]'))
  fc.assert(
    fc.property(lines, (items) => {
      const found = keyed(items, (item) => item)
      expect(found.map(({ item }) => item)).toEqual(items)
      expect(new Set(found.map(({ key }) => key)).size).toBe(items.length)
    }),
  )
})
