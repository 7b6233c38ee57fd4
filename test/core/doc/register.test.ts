import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { register, type Register } from '../../../src/core/doc/register.ts'
import type { Held } from '../../../src/core/model/decision.ts'
import { countingRandom, now } from '../model/caseload-builders.ts'

interface Seat {
  readonly doc: Y.Doc
  readonly register: Register<string>
  /** Every write that has reached this seat. */
  readonly known: Set<Write>
}

interface Write {
  readonly value: string | null
  /** What its writer had in front of them. */
  readonly saw: readonly Write[]
}

function seats(count: number): Seat[] {
  const random = countingRandom()
  let time = now
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    return { doc, known: new Set<Write>(), register: register(doc.getMap('field'), z.string(), { random, clock: () => (time += 1000) }) }
  })
}

/** The writes at a seat that nobody who saw them has replaced. */
function standing({ known }: Seat): Write[] {
  const replaced = new Set([...known].flatMap(({ saw }) => saw))
  return [...known].filter((write) => !replaced.has(write))
}

function put(seat: Seat, value: string | null): void {
  const saw = standing(seat)
  if (value === null) seat.register.clear('somebody')
  else seat.register.write(value, 'somebody')
  seat.known.add({ value, saw })
}

function send(from: Seat, to: Seat): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
  for (const write of from.known) to.known.add(write)
}

const valuesOf = (held: Held<string>): string[] =>
  held.kind === 'empty' ? [] : held.kind === 'one' ? [held.value] : held.candidates.map(({ value }) => value)

const distinct = (values: readonly (string | null)[]): string[] => [...new Set(values)].filter((value) => value !== null).toSorted()

const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), at: fc.nat(2), value: fc.constantFrom('Priya', 'Tom', 'Hana', null) }),
  fc.record({ kind: fc.constant('send' as const), at: fc.nat(2), to: fc.nat(2) }),
)

describe('a field that several people can set while apart', () => {
  it('[C164] what was written while somebody still typed stands beside what they typed; clearing takes away only what they saw', () => {
    const [one] = seats(1)
    if (!one) throw new Error('there is one')
    const { register: field } = one
    field.write('Priya', 'Hana')
    const seen = field.seen()
    field.write('Tom', 'Mei')
    field.write('Robin', 'Hana', seen)
    expect(valuesOf(field.read()).toSorted()).toEqual(['Robin', 'Tom'])
    field.write('Robin', 'Mei')
    field.clear('Hana', seen)
    expect(valuesOf(field.read())).toEqual(['Robin'])
    field.clear('Hana')
    expect(field.read()).toEqual({ kind: 'empty' })
  })

  it('[C30] for all interleavings: a value is gone only if somebody who saw it replaced it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const all = seats(3)
        for (const next of steps) {
          const seat = all[next.at]
          if (!seat) continue
          if (next.kind === 'put') put(seat, next.value)
          const other = next.kind === 'send' ? all[next.to] : undefined
          if (other && other !== seat) send(seat, other)
          for (const each of all) expect(distinct(valuesOf(each.register.read()))).toEqual(distinct(standing(each).map(({ value }) => value)))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('[C30] for all interleavings: once everybody has met, everybody reads the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const all = seats(3)
        for (const next of steps) {
          const [seat, other] = [all[next.at], next.kind === 'send' ? all[next.to] : undefined]
          if (seat && next.kind === 'put') put(seat, next.value)
          if (seat && other && seat !== other) send(seat, other)
        }
        for (let round = 0; round < 2; round += 1) for (const from of all) for (const to of all) if (from !== to) send(from, to)
        const [first, ...rest] = all.map((seat) => seat.register.read())
        for (const read of rest) expect(read).toEqual(first)
      }),
      { numRuns: 200 },
    )
  })

  it('[C31] two values set apart are shown side by side, with who and when, until somebody chooses', () => {
    const [one, other] = seats(2)
    if (!one || !other) throw new Error('two seats')
    one.register.write('Priya', 'Alex')
    other.register.write('Tom', 'Sam')
    send(one, other)
    expect(other.register.read()).toMatchObject({ kind: 'conflict', candidates: [{ value: 'Priya', by: 'Alex' }, { value: 'Tom', by: 'Sam' }] })
    other.register.write('Tom', 'Sam')
    send(other, one)
    expect(one.register.read()).toMatchObject({ kind: 'one', value: 'Tom' })
  })

  it('[C31] the same value set twice while apart is no conflict', () => {
    const [one, other] = seats(2)
    if (!one || !other) throw new Error('two seats')
    put(one, 'Priya')
    put(other, 'Priya')
    send(one, other)
    expect(other.register.read()).toMatchObject({ kind: 'one', value: 'Priya' })
  })

  it('[C32] what a peer writes in another shape is left out, and does not hide what stands', () => {
    const [seat] = seats(1)
    if (!seat) throw new Error('a seat')
    put(seat, 'Priya')
    const map = seat.doc.getMap('field')
    map.set('not an id', { value: 'x' })
    map.set('a'.repeat(32), 'no entry at all')
    map.set('b'.repeat(32), { value: 7, by: 'x', at: '2026-11-24T09:00:00.000Z', supersedes: [...map.keys()].filter((key) => /^[0-9a-f]{32}$/.test(key)) })
    expect(seat.register.read()).toMatchObject({ kind: 'one', value: 'Priya' })
  })
})
