import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

const write = (steps: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(steps)
const uints = (...numbers: number[]): Uint8Array => write((encoder) => numbers.forEach((each) => encoding.writeVarUint(encoder, each)))

/** One client's value of so many lists in lists, as Yjs writes it into a list called `list`. */
function nestedValue(client: number, depth: number): Uint8Array {
  return write((encoder) => {
    for (const each of [1, 1, client, 0]) encoding.writeVarUint(encoder, each)
    encoding.writeUint8(encoder, 8)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'list')
    encoding.writeVarUint(encoder, 1)
    for (let level = 0; level < depth; level += 1) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
    encoding.writeUint8(encoder, 126)
    encoding.writeVarUint(encoder, 0)
  })
}

function nestedMaps(client: number, depth: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  let map = doc.getMap<unknown>('fields')
  for (let level = 0; level < depth; level += 1) {
    const inner = new Y.Map<unknown>()
    map.set('in', inner)
    map = inner
  }
  return Y.encodeStateAsUpdate(doc)
}

/** Changes that are small to send and dear to take, as `sender` would send them. */
export function bombs(sender: number): Readonly<Record<string, Uint8Array>> {
  const fakes = 8000
  return {
    '7 bytes that promise 30 million parts': uints(1, 30_000_000, 1, 0),
    '20 bytes of the second encoding': write((encoder) => {
      encoding.writeUint8(encoder, 0)
      for (const each of [0, 0, 0, 0, 0, 0, 0, 0, 0]) encoding.writeVarUint(encoder, each)
      for (const each of [1, 60_000_000, 1]) encoding.writeVarUint(encoder, each)
    }),
    'gaps from 8,000 invented writers': write((encoder) => {
      encoding.writeVarUint(encoder, fakes)
      for (let each = 0; each < fakes; each += 1) {
        for (const part of [1, 1000 + each, 5]) encoding.writeVarUint(encoder, part)
        encoding.writeUint8Array(encoder, new Uint8Array([0, 1]))
      }
      encoding.writeVarUint(encoder, 0)
    }),
    'a value 100,000 lists deep': nestedValue(sender, 100_000),
    'fields 3,000 levels deep': nestedMaps(sender, 3000),
    'a removal of everything that was never written': uints(0, 1, 77, 1, 0, Number.MAX_SAFE_INTEGER),
    'text in the place of a note’s paragraph': write((encoder) => {
      for (const each of [1, 1, sender, 0]) encoding.writeVarUint(encoder, each)
      encoding.writeUint8(encoder, 4)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'formulation')
      encoding.writeVarString(encoder, 'no paragraph')
      encoding.writeVarUint(encoder, 0)
    }),
  }
}
