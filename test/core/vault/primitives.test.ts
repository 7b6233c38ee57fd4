import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { waitBefore } from '../../../src/core/vault/attempts.ts'
import { tableNumbers } from '../../../src/core/vault/database.ts'
import { tableKeys } from '../../../src/core/vault/key-order.ts'
import { placeText, type RowPlace } from '../../../src/core/vault/places.ts'
import { newRecoveryBytes, readRecoveryCode, recoveryBytes, writeRecoveryCode } from '../../../src/core/vault/recovery-code.ts'
import { nonceSupply, open, randomSupply, seal, SealBroken } from '../../../src/core/vault/seal.ts'
import { withSealMemory } from '../../../src/core/vault/seal-memory.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import { effects } from '../session/effects.ts'

const sodium = await loadSodium()
const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
const place: fc.Arbitrary<RowPlace> = fc.record({
  table: fc.constantFrom('people', 'actions', 'updates'),
  owner: fc.constantFrom('team', 'a'.repeat(32), 'b'.repeat(32)),
  id: fc.string({ maxLength: 12 }),
  version: fc.integer({ min: 1, max: 9 }),
})

describe('sealing', () => {
  it('[V10] what is sealed opens to the same bytes under its key and place, for all bytes', () => {
    fc.assert(
      fc.property(keyBytes, fc.uint8Array({ maxLength: 300 }), place, (key, bytes, at) => {
        expect(open(sodium, key, seal(sodium, key, bytes, placeText(at)), placeText(at))).toEqual(bytes)
      }),
    )
  })

  it('[V11] it does not open under another key, at another table, owner, id or version, nor with a changed or missing byte', () => {
    fc.assert(
      fc.property(keyBytes, keyBytes, fc.uint8Array({ maxLength: 60 }), place, place, fc.nat(), fc.integer({ min: 1, max: 255 }), (key, other, bytes, at, elsewhere, where, flip) => {
        const whole = seal(sodium, key, bytes, placeText(at))
        const refused = (...args: [Uint8Array, Uint8Array, string]) => expect(() => open(sodium, ...args)).toThrow(SealBroken)
        if (!other.every((byte, index) => byte === key[index])) refused(other, whole, placeText(at))
        if (JSON.stringify(at) !== JSON.stringify(elsewhere)) refused(key, whole, placeText(elsewhere))
        const index = where % whole.length
        refused(key, whole.with(index, (whole[index] ?? 0) ^ flip), placeText(at))
        refused(key, whole.subarray(0, index), placeText(at))
      }),
    )
  })

  it('[V150] of many sealed and opened together each has its own key and place, for all; one that is damaged or taken back is missing alone', () => {
    const row = fc.record({ key: keyBytes, bytes: fc.json({ maxDepth: 1 }).map(utf8.encode), at: place, fate: fc.constantFrom('whole', 'whole', 'flipped', 'elsewhere', 'taken back') })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.nat(), (rows, where) => {
        const sizes = { place: 120, longest: Math.max(0, ...rows.map(({ bytes }) => bytes.length)) }
        const nonce = nonceSupply(sodium, rows.length)
        const sealed = withSealMemory(sodium, sizes, (memory) => rows.map(({ key, bytes, at }) => memory.seal(key, bytes, placeText(at), nonce())))
        for (const [index, { key, bytes, at }] of rows.entries()) expect(open(sodium, key, sealed[index] ?? bytes, placeText(at))).toEqual(bytes)

        const harmed = rows.map(({ fate }, index) => {
          const whole = sealed[index] ?? new Uint8Array()
          return fate === 'flipped' ? whole.with(where % whole.length, (whole[where % whole.length] ?? 0) ^ 1) : whole
        })
        const total = harmed.reduce((length, whole) => length + whole.length, 0)
        const [found, list] = withSealMemory(sodium, { place: 120, longest: sizes.longest + 41, opened: total }, (memory) => {
          const opened = rows.map(({ key, at, fate }, index) => {
            const bytes = memory.open(key, harmed[index] ?? new Uint8Array(), placeText(fate === 'elsewhere' ? { ...at, version: at.version + 1 } : at))
            if (fate === 'taken back') memory.takeBack()
            return bytes?.slice()
          })
          return [opened, utf8.decode(memory.list())]
        })
        expect(found).toEqual(rows.map(({ fate, bytes }) => (fate === 'flipped' || fate === 'elsewhere' ? undefined : bytes)))
        expect(list).toBe(`[${rows.flatMap(({ fate, bytes }) => (fate === 'whole' ? [utf8.decode(bytes)] : [])).join(',')}]`)
      }),
    )
  })

  it('[V151] leaves neither the key nor what was sealed or opened in the memory of the crypto library', () => {
    const [key, bytes] = [Buffer.from('a key of exactly thirty-two byte'), Buffer.from('words that nobody else would ever write')]
    open(sodium, key, seal(sodium, key, bytes, 'here'), 'here')
    expect(() => open(sodium, key, seal(sodium, key, bytes, 'here'), 'there')).toThrow(SealBroken)
    const memory = Buffer.from('libsodium' in sodium ? (sodium.libsodium as { HEAPU8: Uint8Array }).HEAPU8 : [])
    expect(memory.length).toBeGreaterThan(1_000_000)
    expect([memory.includes(key), memory.includes(bytes)]).toEqual([false, false])
  })

  it('[V120] random values that are made together are each handed out once, whole, all different, and no more than were asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 40 }), fc.nat(200), (length, count) => {
        const supply = randomSupply(sodium, length, count)
        const values = Array.from({ length: count }, () => supply())
        expect(values.every((value) => value.length === length && value.some((byte) => byte !== 0))).toBe(true)
        expect(new Set(values.map((value) => sodium.to_hex(value))).size).toBe(count)
        expect(supply).toThrow(RangeError)
      }),
    )
    expect(nonceSupply(sodium, 1)().length).toBe(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  })

  it('[V12] every table has a key of its own beneath the root, and another root has none of them', () => {
    const names = Object.keys(tableNumbers) as (keyof typeof tableNumbers)[]
    const [one, other] = [tableKeys(sodium, new Uint8Array(32)), tableKeys(sodium, new Uint8Array(32).fill(1))]
    const all = [one, other].flatMap((keys) => names.map((name) => sodium.to_hex(keys.of(name))))
    expect(new Set(all).size).toBe(2 * names.length)
    const key = one.of('people')
    one.forget()
    expect(key.every((byte) => byte === 0)).toBe(true)
    expect(() => one.of('people')).toThrow(TypeError)
  })

})

describe('the recovery code', () => {
  it('[V14] reads back from however it was typed, and no slip in one group passes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: recoveryBytes, maxLength: recoveryBytes }), fc.nat(10), fc.nat(4), fc.constantFrom(...'bdfghjklmnprstvzaiou'), (bytes, group, at, letter) => {
        const code = writeRecoveryCode(sodium, bytes)
        expect(code).toMatch(/^([a-z]{5}-){10}[a-z]{5}$/)
        expect(readRecoveryCode(sodium, ` ${code.toUpperCase().replaceAll('-', ' , ')}\n`)).toEqual(bytes)
        const slipped = Array.from(code).with(6 * group + at, letter).join('')
        expect(readRecoveryCode(sodium, slipped)).toEqual(slipped === code ? bytes : undefined)
      }),
      { numRuns: 300 },
    )
  })

  it('[V14] has 160 bits from the random source it is given', () => {
    expect(newRecoveryBytes(effects.random)).toHaveLength(20)
    expect(newRecoveryBytes((length) => new Uint8Array(length).fill(7))).toEqual(new Uint8Array(20).fill(7))
  })
})

describe('waiting after tries in vain', () => {
  it('[V6] never ends later than five minutes from now, whatever became of the clock, and grows with the tries', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 0, max: 2 ** 41 }), fc.integer({ min: 0, max: 2 ** 41 }), (failed, at, now) => {
        const wait = waitBefore({ failed, at }, now)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(300_000)
        expect(waitBefore({ failed: failed + 1, at }, at)).toBeGreaterThanOrEqual(waitBefore({ failed, at }, at))
      }),
    )
  })

  it('[V6] is nothing for three tries, then a second, doubling to five minutes, and runs down with the clock', () => {
    const waits = [0, 1, 2, 3, 4, 5, 11, 12, 40].map((failed) => waitBefore({ failed, at: 5000 }, 5000))
    expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 256_000, 300_000, 300_000])
    expect([0, 400, 1999, 2000, 9000].map((later) => waitBefore({ failed: 4, at: 5000 }, 5000 + later))).toEqual([2000, 1600, 1, 0, 0])
    expect(waitBefore({ failed: 4, at: 5000 }, 4999)).toBe(2000)
  })
})
