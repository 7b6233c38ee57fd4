import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Filing } from '../../src/core/host.ts'
import { lastLine, utf8 } from '../../src/core/model/bytes.ts'
import { stagedPrefix } from '../../src/node/atomic-files.ts'
import { recordsFolder } from '../../src/node/records-folder.ts'
import { emptyDigest, sha256 } from '../contract/host.ts'
import { folderForTest } from '../hosts/temporary.ts'
import { buildHost, startKillable } from './killable-host.ts'
import { untilStep } from './parts/until-step.ts'

let built: string
beforeAll(async () => {
  built = await buildHost('kill-while-filing')
}, 60_000)

const fileNames = ['manifest.json', 'outcome.json', 'outcome.pdf']
const packageNames = Array.from({ length: 8 }, (_, index) => `o${index + 1}`)
const content = (seed: number): Uint8Array => Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7 + seed) % 256)

const filing: Filing = {
  expects: emptyDigest,
  packages: packageNames.map((name, seed) => ({ path: ['p1', name], files: fileNames.map((file) => ({ name: file, content: content(seed) })) })),
  lines: utf8.encode(packageNames.map((name) => `{"package":"${name}"}\n`).join('')),
}

/** How far a filing is, as it shows in the folder: packages begun, and after those, packages in their place. */
function steps(records: string): number {
  const begun = readdirSync(records).filter((name) => name.startsWith(stagedPrefix)).length
  const placed = existsSync(join(records, 'p1')) ? readdirSync(join(records, 'p1')).length : 0
  return placed > 0 ? packageNames.length + placed : begun
}

describe('a host that is killed while it files', { tags: '@long' }, () => {
  it.each([1, 4, 8, 9, 12, 16])('[H18] at step %i: each package is whole or absent, and filing again completes it', async (step) => {
    const records = folderForTest()
    const { child, ended, file } = await startKillable(built, records)
    const sent = file(filing)
    await untilStep(step, () => steps(records))
    child.kill('SIGKILL')
    await Promise.all([ended, sent])

    for (const name of existsSync(join(records, 'p1')) ? readdirSync(join(records, 'p1')) : []) {
      const seed = packageNames.indexOf(name)
      const kept = readdirSync(join(records, 'p1', name)).sort()
      expect(kept).toEqual(fileNames)
      for (const each of kept) expect(sha256(readFileSync(join(records, 'p1', name, each)))).toBe(sha256(content(seed)))
    }
    const ledger = existsSync(join(records, 'ledger.jsonl')) ? readFileSync(join(records, 'ledger.jsonl')) : Buffer.alloc(0)
    expect([emptyDigest, sha256(filing.lines)]).toContain(sha256(ledger))

    const calls = recordsFolder({ folder: () => records, remember: async () => undefined })
    const again = { ...filing, expects: sha256(lastLine(ledger)), lines: ledger.length === 0 ? filing.lines : new Uint8Array() }
    expect((await calls['records.file'](again)).ledger).toBe(sha256(lastLine(filing.lines)))
    expect(readdirSync(records).sort()).toEqual(['ledger.jsonl', 'p1'])
    expect(readdirSync(join(records, 'p1')).sort()).toEqual(packageNames)
  })
})
