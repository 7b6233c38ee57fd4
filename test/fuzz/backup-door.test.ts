import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { magic, pieceSize } from '../../src/core/vault/backup/format.ts'
import { backupDoor, withoutStreamSeal } from './backup-door.ts'

/** A sealed piece, and what stands around its content. */
const sealedPiece = pieceSize + 17
const longNote = 'x'.repeat(2.5 * pieceSize)

/** The beginning of a backup, and its pieces. */
async function cut(file: Uint8Array): Promise<readonly Uint8Array[]> {
  const first = magic.length + 4 + new DataView(file.buffer, file.byteOffset).getUint32(magic.length) + 24
  const pieces = Array.from({ length: Math.ceil((file.length - first) / sealedPiece) }, (_, index) => file.slice(first + index * sealedPiece, first + (index + 1) * sealedPiece))
  return [file.slice(0, first), ...pieces]
}

describe('a backup file that was tampered with', () => {
  it('[B220] whatever order its pieces have, whichever are left out, doubled or cut, it restores nothing', async () => {
    const door = backupDoor({ note: longNote })
    const whole = await door.sample()
    const [beginning = new Uint8Array(), ...pieces] = await cut(whole)
    expect(pieces.length).toBe(3)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ piece: fc.nat({ max: 2 }), cut: fc.integer({ min: -1, max: sealedPiece }) }), { maxLength: 5 }), async (order) => {
        const file = new Uint8Array(Buffer.concat([beginning, ...order.map((each) => pieces[each.piece]?.subarray(0, each.cut < 0 ? undefined : each.cut) ?? beginning)]))
        // The door throws where another file than the one that was made is taken, or leaves anything.
        expect(await door.enter(file)).toBe(Buffer.from(file).equals(whole))
      }),
      { numRuns: 25, examples: [[[{ piece: 0, cut: -1 }, { piece: 1, cut: -1 }, { piece: 2, cut: -1 }]], [[{ piece: 1, cut: -1 }, { piece: 0, cut: -1 }, { piece: 2, cut: -1 }]], [[{ piece: 0, cut: -1 }, { piece: 2, cut: -1 }]]] },
    )
  }, 20_000)

  it('[B220] without the seal of its stream a changed file is taken, and that is seen', async () => {
    const door = backupDoor({ sodium: withoutStreamSeal() })
    const whole = await door.sample()
    expect(await door.enter(whole)).toBe(true)
    const at = Buffer.from(whole).indexOf('allotment')
    await expect(door.enter(whole.with(at, 'A'.charCodeAt(0)))).rejects.toThrow('is not the one')
  })
})
