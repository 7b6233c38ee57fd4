import { toBase64url, utf8 } from '../../src/core/model/bytes.ts'
import type { Door } from '../fuzz/door.ts'
import { doors } from '../fuzz/doors.ts'
import { pollution } from '../fuzz/pollution.ts'
import type { Company, Fault } from './fault.ts'

/** Milliseconds that no import may take, however hostile it is. */
const longest = 10_000
/** Bytes by which no import may grow what is in use, beyond its own size many times over. */
const mostGrowth = 400_000_000

interface Bomb {
  readonly name: string
  readonly text: () => string
}

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth)

/** JSON that pollutes what naive code merges it into. */
const polluting: readonly Bomb[] = [
  { name: '__proto__', text: () => '{"__proto__":{"polluted":"yes"}}' },
  { name: 'constructor.prototype', text: () => '{"constructor":{"prototype":{"polluted":"yes"}}}' },
  { name: '__proto__ deep inside', text: () => '{"a":[{"b":{"__proto__":{"polluted":"yes"}}}]}' },
  { name: '__proto__ as a heading', text: () => '__proto__,constructor,prototype,toString\nyes,yes,yes,yes' },
  { name: '__proto__ in a service', text: () => '{"contents":[{"id":"1","name":"x","__proto__":{"polluted":"yes"},"organization":{"__proto__":{"polluted":"yes"}},"attributes":[{"constructor":{"prototype":{"polluted":"yes"}}}]}]}' },
  { name: '__proto__ twice', text: () => '{"__proto__":{"__proto__":{"polluted":"yes"}}}' },
]

/** Little that wants to become much. */
const bombs = (size: number): readonly Bomb[] => [
  { name: 'arrays in arrays', text: () => nested(size, '[', ']') },
  { name: 'objects in objects', text: () => `${'{"a":'.repeat(size)}1${'}'.repeat(size)}` },
  { name: 'arrays without an end', text: () => '['.repeat(size * 4) },
  { name: 'one long string', text: () => JSON.stringify({ title: 'x'.repeat(size * 40) }) },
  { name: 'one long number', text: () => `{"expires":${'9'.repeat(size)}}` },
  { name: 'many keys', text: () => `{${Array.from({ length: size }, (_, index) => `"k${index}":1`).join(',')}}` },
  { name: 'many columns', text: () => `${','.repeat(size)}\n${','.repeat(size)}` },
  { name: 'many rows of nothing', text: () => `a,b\n${','.repeat(3)}\n`.concat('\n'.repeat(size * 10)) },
  { name: 'many rows', text: () => `Family Name,Given Name\n${'Osei,Declan\n'.repeat(size)}` },
  { name: 'a quote that never closes', text: () => `Family Name,Given Name\n"${'x,"y\n'.repeat(size)}` },
  { name: 'quotes of quotes', text: () => `Family Name,Given Name\n${'"'.repeat(size * 4)}` },
  { name: 'many services', text: () => JSON.stringify(Array.from({ length: size }, (_, id) => ({ id: `${id}`, name: 'x', attributes: 'y' }))) },
  { name: 'a service of many contacts', text: () => `[{"id":"1","name":"x","phones":[${'{"number":"1"},'.repeat(size)}7],"service_areas":[${'{},'.repeat(size)}{}],"attributes":[${'{"value":{}},'.repeat(size)}0]}]` },
  { name: 'a service of many words', text: () => JSON.stringify({ id: '1', name: 'x', description: `a\n\n\n ${'\u0000 \n'.repeat(size * 4)}` }) },
  { name: 'bytes of bytes', text: () => `{"lines":{"$bytes":"${'A'.repeat(size * 40)}"}}` },
]

/** The door without its guard: merges whatever it reads, as much code in the world does. */
const unguarded: Door = {
  name: 'unguarded',
  sample: async () => utf8.encode('{}'),
  async enter(bytes) {
    merge({}, JSON.parse(new TextDecoder().decode(bytes)))
    return true
  },
}

function merge(into: object, from: unknown): void {
  if (typeof from !== 'object' || from === null) return
  for (const [key, value] of Object.entries(from)) {
    const there: unknown = Reflect.get(into, key)
    if (typeof value === 'object' && (typeof there === 'object' || typeof there === 'function') && there !== null) merge(there, value)
    else Reflect.set(into, key, value)
  }
}

export const company: Company = 'computing'

/** Prototype pollution, and JSON and CSV that want to become more than they are, at every import. */
export const run: Fault = async ({ quick, protection, say }) => {
  const size = quick ? 20_000 : 100_000
  const all = [...polluting, ...bombs(size)]
  const counts = { tried: 0, undetected: 0, crashed: 0 }
  const wrong: string[] = []
  const sizes = new Map<string, Uint8Array>()
  const bytesOf = ({ name, text }: Bomb): Uint8Array => {
    const bytes = sizes.get(name) ?? utf8.encode(text())
    sizes.set(name, bytes)
    return bytes
  }
  for (const door of protection ? doors : [unguarded]) {
    for (const bomb of all) {
      say(`${door.name}: ${bomb.name}`)
      const bytes = door.name === 'invite' ? utf8.encode(`mdth1.${toBase64url(bytesOf(bomb))}`) : bytesOf(bomb)
      counts.tried += 1
      const began = performance.now()
      const before = process.memoryUsage().heapUsed
      try {
        await door.enter(bytes)
      } catch (error) {
        counts.crashed += 1
        wrong.push(`${door.name} fell over ${bomb.name} (${error instanceof Error ? error.name : 'unknown'})`)
      }
      const added = pollution()
      for (const key of added) Reflect.deleteProperty(Object.prototype, key)
      if (added.length > 0) wrong.push(`${door.name} let ${bomb.name} through`)
      const took = performance.now() - began
      if (took > longest) wrong.push(`${door.name} took ${Math.round(took)} ms over ${bomb.name}`)
      const grown = process.memoryUsage().heapUsed - before
      if (grown > mostGrowth) wrong.push(`${door.name} grew by ${Math.round(grown / 1e6)} MB over ${bomb.name}`)
      if (added.length > 0 || took > longest || grown > mostGrowth) counts.undetected += 1
    }
  }
  return {
    name: 'imports',
    ...counts,
    lost: 0,
    holds: counts.undetected === 0 && counts.crashed === 0,
    note: wrong.length === 0 ? `${all.length} hostile contents at ${doors.length} imports: refused or taken as data, nothing polluted.` : `${wrong.slice(0, 3).join('; ')}.`,
  }
}
