import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { carefulReader } from '../../../src/core/sync/gate/careful-reader.ts'
import { readPresence, writePresence } from '../../../src/core/sync/gate/presence-gate.ts'
import { Refused } from '../../../src/core/sync/gate/verdict.ts'

/** The reason with which something is refused; anything else that is thrown is a fault. */
function refused(work: () => unknown): string {
  try {
    return `read ${String(work())}`
  } catch (error) {
    if (error instanceof Refused) return error.because
    throw error
  }
}

const written = (steps: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(steps)
const anyValue = (value: unknown): Uint8Array => written((encoder) => encoding.writeAny(encoder, value as never))

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, false),
    fc.integer(),
    fc.double(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value

/** Values in a value, itself included. */
const count = (of: unknown): number => (typeof of === 'object' && of !== null ? 1 + Object.values(of).reduce((sum: number, each) => sum + count(each), 0) : 1)

describe('reading without trust', () => {
  it('[B13] for all values that lib0 writes, steps over exactly the value, and counts what it holds', () => {
    fc.assert(
      fc.property(value, fc.uint8Array({ maxLength: 5 }), (any, after) => {
        const bytes = Uint8Array.from([...anyValue(any), ...after])
        const reader = carefulReader(bytes)
        expect(reader.skipValue(20)).toBe(count(any))
        expect(reader.left()).toBe(after.length)
      }),
    )
  })

  it('[B13] for all values that end too early, is refused, and nothing is read that is not there', () => {
    fc.assert(
      fc.property(value, fc.nat(), (any, cut) => {
        const bytes = anyValue(any)
        // A text that promises more than the whole is too large before it is unreadable.
        expect(['unreadable', 'too-large']).toContain(refused(() => carefulReader(bytes.subarray(0, cut % bytes.length)).skipValue(20)))
      }),
    )
  })

  it('[B13] takes as many levels as it was told, and not one more', () => {
    const bytes = anyValue([[['deep']]])
    expect(carefulReader(bytes).skipValue(4)).toBe(4)
    expect(refused(() => carefulReader(bytes).skipValue(3))).toBe('too-deep')
    expect(refused(() => carefulReader(anyValue(null)).skipValue(0))).toBe('too-deep')
  })

  it('[B13] takes no bytes, no kind that lib0 does not know, and no text that is not UTF-8', () => {
    expect(refused(() => carefulReader(anyValue(new Uint8Array(2))).skipValue(5))).toBe('foreign-content')
    expect(refused(() => carefulReader(Uint8Array.of(90)).skipValue(5))).toBe('unreadable')
    expect(refused(() => carefulReader(Uint8Array.of(2, 0xc3, 0x28)).text(10))).toBe('unreadable')
  })

  it('[B13] reads a text up to its limit, its mark of order included, and refuses a longer one before it is read', () => {
    const bytes = written((encoder) => encoding.writeVarString(encoder, '\uFEFFwörter'))
    const length = bytes.length - 1
    expect(carefulReader(bytes).text(length)).toBe('\uFEFFwörter')
    expect(refused(() => carefulReader(bytes).text(length - 1))).toBe('too-large')
    expect(refused(() => carefulReader(Uint8Array.of(9, 97)).text(10))).toBe('unreadable')
  })

  it('[B13] reads numbers and steps, each only where it is there', () => {
    const reader = carefulReader(Uint8Array.of(7, 0x80, 0x01, 1, 2))
    expect([reader.byte(), reader.uint(), reader.left()]).toEqual([7, 128, 2])
    reader.skip(2)
    expect(reader.left()).toBe(0)
    expect([refused(() => reader.byte()), refused(() => reader.uint()), refused(() => reader.skip(1))]).toEqual(['unreadable', 'unreadable', 'unreadable'])
    expect(refused(() => carefulReader(Uint8Array.of(0x80, 0x80)).uint())).toBe('unreadable')
  })
})

describe('what is said of who is here', () => {
  const one = { client: 7, clock: 3, state: { user: { name: 'Mei' } } }
  /** A state of so many levels. */
  const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) })

  it('[B13] is read as it was said, somebody who has gone included', () => {
    const said = [one, { client: 8, clock: 1, state: null }]
    expect(readPresence(writePresence(said))).toEqual(said)
    expect(readPresence(writePresence([]))).toEqual([])
  })

  it('[B13] is refused where more follows, where it is no object, or where it is too much, and only then', () => {
    const bytes = writePresence([one])
    expect(refused(() => readPresence(Uint8Array.from([...bytes, 0])))).toBe('unreadable')
    expect(refused(() => readPresence(writePresence([{ ...one, state: [1] }])))).toBe('unreadable')
    expect(refused(() => readPresence(Uint8Array.of(1, 7, 3, 1, 0x7b)))).toBe('unreadable')
    expect(refused(() => readPresence(Uint8Array.of(1, 7, 3, 1, 0x31)))).toBe('unreadable')
    const [full, over] = [64, 65].map((windows) => writePresence(Array.from({ length: windows }, () => ({ ...one, state: null }))))
    expect(readPresence(full ?? bytes)).toHaveLength(64)
    expect(refused(() => readPresence(over ?? bytes))).toBe('too-many-parts')
    expect(readPresence(writePresence([{ ...one, state: nested(12) }]))).toHaveLength(1)
    expect(refused(() => readPresence(writePresence([{ ...one, state: nested(13) }])))).toBe('too-deep')
    expect(refused(() => readPresence(writePresence([{ ...one, state: { name: 'x'.repeat(16 * 1024) } }])))).toBe('too-large')
    expect(refused(() => readPresence(new Uint8Array(256 * 1024 + 1)))).toBe('too-large')
    expect(readPresence(new Uint8Array(1))).toEqual([])
  })
})
