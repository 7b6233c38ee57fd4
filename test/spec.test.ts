import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const here = import.meta.dirname
const citation = /\[([A-Z]\d+)\]/g

const cited = new Set(
  readdirSync(here, { recursive: true })
    .map(String)
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [...readFileSync(join(here, path), 'utf8').matchAll(citation)].flatMap(([, rule]) => rule ?? [])),
)
const rules = [...readFileSync(join(here, 'SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].flatMap(([, rule]) => rule ?? [])

it('[A3] every rule that a test cites stands in SPEC.md, and every rule there is cited', () => {
  const standing = new Set(rules)
  expect([...cited].filter((rule) => !standing.has(rule))).toEqual([])
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
})

it('[A3] no rule stands twice', () => {
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([])
})
