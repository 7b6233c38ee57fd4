import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beyondReachOf } from '../../../src/core/sync/held-state.ts'

type Links = ReadonlyMap<string, readonly string[]>

/** People by number, and which pairs of them are connected. */
const huddle = fc
  .integer({ min: 2, max: 9 })
  .chain((count) => fc.record({ count: fc.constant(count), pairs: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40, selector: String }) }))

function linksOf({ count, pairs }: { count: number; pairs: readonly (readonly [number, number])[] }): Links {
  const links = new Map(Array.from({ length: count }, (_, person): [string, string[]] => [String(person), []]))
  const add = (one: string, other: string): void => {
    const known = links.get(one)
    if (one !== other && known && !known.includes(other)) known.push(other)
  }
  for (const [one, other] of pairs) {
    add(String(one), String(other))
    add(String(other), String(one))
  }
  return links
}

/** What one writes is sent on as the rule says. @returns who has it, and how many messages that took */
function spread(writer: string, links: Links): { readonly have: ReadonlySet<string>; readonly messages: number } {
  const have = new Set([writer])
  const due = (links.get(writer) ?? []).map((to) => ({ from: writer, to }))
  for (const { from, to } of due) {
    if (have.has(to)) continue
    have.add(to)
    for (const next of beyondReachOf(from, links.get(to) ?? [], links)) due.push({ from: to, to: next })
  }
  return { have, messages: due.length }
}

function joinedWith(writer: string, links: Links): ReadonlySet<string> {
  const joined = new Set([writer])
  for (const each of joined) for (const next of links.get(each) ?? []) joined.add(next)
  return joined
}

it('[L173] whatever connections there are, what one writes reaches everybody who is joined with them by others', () => {
  fc.assert(
    fc.property(huddle, (made) => {
      const links = linksOf(made)
      expect(spread('0', links).have).toEqual(joinedWith('0', links))
    }),
  )
})

it('[L173] it is sent once to each where everybody reaches everybody, and one more where two are apart', () => {
  const pairs = Array.from({ length: 30 }, (_, one) => Array.from({ length: 30 }, (_each, other): [number, number] => [one, other])).flat()
  expect(spread('0', linksOf({ count: 30, pairs })).messages).toBe(29)
  const apart = linksOf({ count: 30, pairs: pairs.filter(([one, other]) => one + other !== 1) })
  expect(spread('0', apart).have.size).toBe(30)
  expect(spread('0', apart).messages).toBe(28 + 28)
})

it('[L173] a connection that one of its two ends has given up counts as none', () => {
  const links: Links = new Map([
    ['a', ['b', 'me']],
    ['b', ['me']],
    ['me', ['a', 'b']],
  ])
  expect(beyondReachOf('a', ['a', 'b'], links)).toEqual(['b'])
  expect(beyondReachOf('b', ['a', 'b'], links)).toEqual(['a'])
})
