import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nhsNumber, readNhsNumber, spacedNhsNumber } from '../../../src/core/model/nhs-number.ts'

/** The check digit by the NHS Data Dictionary's own steps; undefined where no number can have these nine digits. */
function checkDigitOf(nine: readonly number[]): number | undefined {
  const total = nine.reduce((sum, digit, at) => sum + digit * (10 - at), 0)
  const left = 11 - (total % 11)
  return left === 11 ? 0 : left === 10 ? undefined : left
}

const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })

describe('NHS numbers', () => {
  it('[C20] the numbers that are given as examples are judged as they should be', () => {
    expect(readNhsNumber('9990000018').kind).toBe('valid')
    expect(readNhsNumber('9991234567').kind).toBe('wrong-check-digit')
    expect(readNhsNumber('999 000 001').kind).toBe('not-ten-digits')
    expect(readNhsNumber('99900000١8').kind).toBe('not-ten-digits')
  })

  it('[C20] for all nine digits exactly the one check digit is valid, or none is', () => {
    fc.assert(
      fc.property(nineDigits, (nine) => {
        const valid = Array.from({ length: 10 }, (_, last) => last).filter((last) => nhsNumber.safeParse([...nine, last].join('')).success)
        const check = checkDigitOf(nine)
        expect(valid).toEqual(check === undefined ? [] : [check])
      }),
    )
  })

  it('[C20] one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(nineDigits, fc.nat(9), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
        const check = checkDigitOf(nine)
        fc.pre(check !== undefined)
        const digits = [...nine, check ?? 0]
        const wrong = digits.map((digit, index) => (index === at ? (digit + by) % 10 : digit))
        expect(readNhsNumber(wrong.join('')).kind).toBe('wrong-check-digit')
      }),
    )
  })

  it('[C20] spaces and hyphens do not matter, and it is shown 3-3-4', () => {
    expect(readNhsNumber(' 999-000 0018 ')).toEqual({ kind: 'valid', number: '9990000018' })
    expect(spacedNhsNumber(nhsNumber.parse('9990000018'))).toBe('999 000 0018')
  })
})
