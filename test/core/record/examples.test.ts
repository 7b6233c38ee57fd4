import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { main as verify } from '../../../src/cli/verify.ts'
import { findingCodes } from '../../../src/core/record/checks/finding.ts'
import type { Finding } from '../../../src/core/record/verify.ts'
import { allExamples, type Example } from '../../fixtures/record/examples.ts'
import type { Folder } from '../../fixtures/record/sample-folder.ts'
import { readFonts } from './fonts.ts'
import { verifyIndependently } from './independent-verifier.ts'

const place = resolve(import.meta.dirname, '../../../resources/examples')
let examples: Example[]
beforeAll(async () => {
  examples = await allExamples(await readFonts())
  if (process.env['UPDATE_EXAMPLES'] === '1') writeAll(examples)
})

/** What stands in resources/examples, for a verifier to be held against. */
const expected = (): object =>
  Object.fromEntries(
    examples.map(({ name, what, head, finding }) => [name, { what, ok: finding === undefined, ...(head && { head }), ...(finding && { finding }) }]),
  )

function writeAll(all: readonly Example[]): void {
  rmSync(place, { recursive: true, force: true })
  for (const { name, folder } of all)
    for (const [path, bytes] of folder) {
      mkdirSync(dirname(join(place, name, path)), { recursive: true })
      writeFileSync(join(place, name, path), bytes)
    }
  writeFileSync(join(place, 'expected.json'), `${JSON.stringify(expected(), null, 2)}\n`)
}

function read(folder: string): Folder {
  const files = readdirSync(join(place, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ name, parentPath }) => {
      const path = join(parentPath, name)
      return [path.slice(join(place, folder).length + 1).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))] as const
    }),
  )
}

async function command(folder: string, head?: string): Promise<{ ok: boolean; findings: Finding[] }> {
  const said: string[] = []
  const say = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) }
  await verify([join(place, folder), '--json', ...(head ? ['--head', head] : [])], say)
  return JSON.parse(said.join('\n'))
}

describe('the example folders', () => {
  it('[R34] stand in resources/examples as they are made, byte for byte; write them afresh with UPDATE_EXAMPLES=1', () => {
    expect(readdirSync(place).toSorted()).toEqual([...examples.map(({ name }) => name), 'expected.json'].toSorted())
    expect(JSON.parse(readFileSync(join(place, 'expected.json'), 'utf8'))).toEqual(expected())
    for (const { name, folder } of examples) {
      const there = read(name)
      expect([name, Array.from(there.keys()).toSorted()]).toEqual([name, Array.from(folder.keys()).toSorted()])
      for (const [path, bytes] of folder) expect([name, path, Buffer.compare(there.get(path) ?? new Uint8Array(), bytes)]).toEqual([name, path, 0])
    }
  })

  it('[R34] show each kind of damage that a folder can carry', () => {
    const shown = new Set(examples.flatMap(({ finding }) => finding?.code ?? []))
    // A file that cannot be read is a matter of the disk it lies on, and travels in no folder.
    expect(findingCodes.filter((code) => !shown.has(code))).toEqual(['unreadable-file'])
  })

  it('[R34] the command and the independent verifier come to the expected verdict on each', async () => {
    for (const { name, head, finding } of examples) {
      const report = await command(name, head)
      const other = verifyIndependently(read(name), head)
      expect([name, report.ok, other.length === 0]).toEqual([name, finding === undefined, finding === undefined])
      if (!finding) continue
      expect({ name, found: report.findings }).toEqual({ name, found: expect.arrayContaining([expect.objectContaining(finding)]) })
      expect({ name, found: other }).toEqual({ name, found: expect.arrayContaining([finding]) })
    }
  })
})
