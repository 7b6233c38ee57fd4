import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { canonicalBytes, canonicalText, readCanonical } from '../../../src/core/record/canonical.ts'

function textBy(write: (value: unknown) => string | undefined, value: unknown): string | undefined {
  try {
    return write(value)
  } catch {
    return undefined
  }
}

describe('canonical bytes', () => {
  it('[R1] the example of RFC 8785, section 3.2.2, has the text that the RFC gives', () => {
    const example = {
      // The RFC's own number, which JavaScript writes as 333333333.3333333.
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    }
    expect(canonicalText(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('[R1] for all JSON values, canonical bytes are read back as the same value and have the same bytes again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = canonicalBytes(value)
        expect(canonicalBytes(readCanonical(bytes))).toEqual(bytes)
      }),
    )
  })

  it('[R1] for all values, the text is the one of the RFC 8785 library, which also says what has none', () => {
    const odd = fc.constantFrom('__proto__', '10', '9', '010', 'toJSON', 'constructor', '\ud800', '\\ud800', '\u20ac', '\ufb33')
    const values = fc.letrec((tie) => ({
      value: fc.oneof({ withCrossShrink: true }, fc.string({ unit: 'binary' }), odd, fc.double(), fc.boolean(), fc.constantFrom(null, undefined), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(fc.oneof(odd, fc.string()), tie('value'), { maxKeys: 6 }),
    })).value
    fc.assert(
      fc.property(values, (value) => {
        expect(textBy(canonicalText, value)).toBe(textBy(canonicalize, value))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['a space', '{"a": 1}'],
    ['a newline at the end', '{"a":1}\n'],
    ['another order of keys', '{"b":1,"a":2}'],
    ['a key written twice', '{"a":1,"a":1}'],
    ['another way to write a number', '{"a":1.0}'],
    ['an escape that is not needed', '{"\\u0061":1}'],
    ['a byte-order mark', '\uFEFF{"a":1}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['half a value', '{"a":'],
  ])('[R1] text with %s is not canonical', (_what, text) => {
    expect(readCanonical(utf8.encode(text))).toBeUndefined()
  })

  it('[R1] bytes that are not UTF-8 are not canonical', () => {
    expect(readCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined()
  })
})
