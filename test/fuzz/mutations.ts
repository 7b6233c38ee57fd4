import fc from 'fast-check'

/** One change of bytes; positions are parts of the length, so that a change fits bytes of any length. */
type Change =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly from: number; readonly to: number }
  | { readonly kind: 'again'; readonly from: number; readonly to: number; readonly times: number }

const part = fc.double({ min: 0, max: 1, noNaN: true })

/** What parsers of JSON and CSV stumble over. */
const tokens = ['"', ',', '\n', '\r\n', '{', '}', '[', ']', ':', 'null', '-', '1e999', '\\u0000', '"__proto__":', '"constructor":', '\uFEFF', '\u202E', '=', '\u0000']

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: part, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: part,
    bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.constantFrom(...tokens).map((token) => new TextEncoder().encode(token))),
  }),
  fc.record({ kind: fc.constant('cut' as const), from: part, to: part }),
  fc.record({ kind: fc.constant('again' as const), from: part, to: part, times: fc.integer({ min: 1, max: 8 }) }),
)

function apply(bytes: Uint8Array, one: Change): Uint8Array {
  const at = (where: number): number => Math.floor(where * bytes.length)
  switch (one.kind) {
    case 'flip':
      return bytes.length === 0 ? bytes : bytes.map((byte, index) => (index === Math.min(at(one.at), bytes.length - 1) ? byte ^ (1 << one.bit) : byte))
    case 'put':
      return Uint8Array.from([...bytes.subarray(0, at(one.at)), ...one.bytes, ...bytes.subarray(at(one.at))])
    case 'cut':
      return Uint8Array.from([...bytes.subarray(0, at(Math.min(one.from, one.to))), ...bytes.subarray(at(Math.max(one.from, one.to)))])
    case 'again': {
      const piece = bytes.subarray(at(Math.min(one.from, one.to)), at(Math.max(one.from, one.to)))
      return Uint8Array.from([...bytes, ...Array.from({ length: one.times }, () => [...piece]).flat()])
    }
  }
}

/** Bytes near a sample, or nothing like it. */
export const nearly = (sample: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce(apply, sample)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  )
