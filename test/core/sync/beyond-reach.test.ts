import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beyondReachOf, isFullMesh } from '../../../src/core/sync/held-state.ts'

type Links = ReadonlyMap<string, ReadonlySet<string>>

/** People by number, and which pairs of them are connected. */
const huddle = fc
  .integer({ min: 2, max: 9 })
  .chain((count) => fc.record({ count: fc.constant(count), pairs: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40, selector: String }) }))

function linksOf({ count, pairs }: { count: number; pairs: readonly (readonly [number, number])[] }): Links {
  const links = new Map(Array.from({ length: count }, (_, person): [string, Set<string>] => [String(person), new Set()]))
  const add = (one: string, other: string): void => {
    if (one !== other) links.get(one)?.add(other)
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
  const due = [...(links.get(writer) ?? [])].map((to) => ({ from: writer, to }))
  for (const { from, to } of due) {
    if (have.has(to)) continue
    have.add(to)
    for (const next of beyondReachOf(from, [...(links.get(to) ?? [])], links)) due.push({ from: to, to: next })
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
    ['a', new Set(['b', 'me'])],
    ['b', new Set(['me'])],
    ['me', new Set(['a', 'b'])],
  ])
  expect(beyondReachOf('a', ['a', 'b'], links)).toEqual(['b'])
  expect(beyondReachOf('b', ['a', 'b'], links)).toEqual(['a'])
})

const says = (peer: string, ...links: string[]) => ({ peer, holds: '', links: new Set(links) })

it('[L173] everybody reaches everybody where each says so of all others, and not where one is missing from one', () => {
  expect(isFullMesh('me', [says('a', 'b', 'me'), says('b', 'a', 'me')])).toBe(true)
  expect(isFullMesh('me', [says('a', 'b', 'me'), says('b', 'me')])).toBe(false)
  expect(isFullMesh('me', [says('a', 'b'), says('b', 'a', 'me')])).toBe(false)
  expect(isFullMesh('me', [])).toBe(true)
  expect(isFullMesh(undefined, [says('a')])).toBe(false)
})
