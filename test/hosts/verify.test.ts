import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toTerminal } from '../../src/cli/say.ts'
import { main } from '../../src/cli/verify.ts'
import { manyOutcomes } from '../fixtures/record/many-outcomes.ts'
import { sampleFolder } from '../fixtures/record/sample-folder.ts'
import { idFrom } from '../fixtures/record/sample-outcome.ts'

let root: string
let folder: string
const first = `${idFrom(0xe001)}/2026-11-24_${idFrom(0xa001)}`

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mdt-verify-'))
  folder = join(root, 'records')
  for (const [path, bytes] of await sampleFolder()) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
})
afterEach(() => rm(root, { recursive: true }))

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const code = await main(argv, {
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
  })
  return { code, ...said }
}

async function flip(path: string, position: number): Promise<void> {
  const bytes = await readFile(join(folder, path))
  await writeFile(join(folder, path), bytes.with(position, (bytes[position] ?? 0) ^ 1))
}

describe('the verify command', () => {
  it('[R22] exits 0 where everything holds, and says who signed and which line is the newest', async () => {
    const { code, out, err } = await run(folder)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Everything holds')
    expect(out).toContain('3 outcomes, 6 ledger lines, 2 checkpoints, 6 signatures')
    expect(out).toContain('Amara Nkemelu, Mental health nurse, Sample NHS Trust: signed 3 outcomes')
    expect(out).toMatch(/Newest ledger line: [0-9a-f]{64}/)
  })

  it('[R212] says now and then how far it is, clears that before the verdict, and says it beside what a program reads', async () => {
    const folder = join(root, 'many')
    for (const [path, bytes] of await manyOutcomes(60)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    }
    const said: string[] = []
    const note = (kind: string) => (text: string) => void said.push(`${kind}: ${text}`)
    expect(await main([folder], { out: note('out'), err: note('err'), far: note('far') })).toBe(0)
    expect(said.slice(0, 3)).toEqual(['far: Verified 1 of 73', 'far: Verified 51 of 73', 'far: '])
    expect(said.slice(3).map((text) => text.slice(0, 20))).toEqual(['out: Everything hold'])
  })

  it.each([
    [true, ['\r\u001B[KVerified 1 of 73']],
    [undefined, []],
  ])('[R212] where looking at a terminal is %s, how far it is, is written %j', (isTTY, written) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const own = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY')
    try {
      Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true })
      toTerminal.far?.('Verified 1 of 73')
      expect(write.mock.calls.map(([text]) => text)).toEqual(written)
    } finally {
      write.mockRestore()
      if (own) Object.defineProperty(process.stderr, 'isTTY', own)
      else Reflect.deleteProperty(process.stderr, 'isTTY')
    }
  })

  it('[R22] exits 1 and names the file where one byte is changed', async () => {
    await flip(`${first}/outcome.pdf`, 7)
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain(`${first}/outcome.pdf: edited-file: `)
  })

  it('[R22] exits 1 and names the line where one is removed', async () => {
    const lines = (await readFile(join(folder, 'ledger.jsonl'), 'utf8')).split('\n')
    await writeFile(join(folder, 'ledger.jsonl'), lines.toSpliced(2, 1).join('\n'))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('ledger.jsonl:3: removed-line: ')
  })

  it('[R22] --json gives the whole report as JSON, whatever it says', async () => {
    const holds = await run(folder, '--json')
    expect({ code: holds.code, report: JSON.parse(holds.out) }).toMatchObject({
      code: 0,
      report: { ok: true, folder, findings: [] },
    })
    await flip('ledger.jsonl', 0)
    const { code, out } = await run('--json', folder)
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      findings: [{ file: 'ledger.jsonl', line: 1, code: 'unreadable-line' }],
    })
  })

  it('[R22] --head asks for a line that was noted before', async () => {
    const { head } = JSON.parse((await run(folder, '--json')).out)
    expect((await run(folder, '--head', head)).code).toBe(0)
    expect(await run(folder, '--head', '0'.repeat(64))).toMatchObject({
      code: 1,
      out: expect.stringContaining('unknown-head'),
    })
  })

  it.each([[[]], [['one', 'two']], [['--jsn', 'x']], [['x', '--head', 'short']]])(
    '[R22] exits 2 with the usage for %j',
    async (argv) => {
      expect(await run(...argv)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('npm run verify -- DIR'),
      })
    },
  )

  it('[R22] exits 2 for a folder that is not there, and for a file', async () => {
    expect(await run(join(root, 'nowhere'))).toMatchObject({
      code: 2,
      err: `${join(root, 'nowhere')} could not be read: there is no such folder.\n`,
    })
    const file = join(folder, 'ledger.jsonl')
    expect(await run(file)).toMatchObject({ code: 2, err: `${file} could not be read: it is a file, and no folder.\n` })
  })

  it('[R23] a link is named and not followed, wherever it leads', async () => {
    const path = join(folder, first, 'outcome.json')
    const outside = join(root, 'outside.json')
    await writeFile(outside, await readFile(path))
    await rm(path)
    await symlink(outside, path)
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain(`${first}/outcome.json: unreadable-file: `)
  })

  it('[R23] a folder that is a link, an empty folder and a stray file are named', async () => {
    await symlink(join(folder, first), join(folder, idFrom(5)))
    await mkdir(join(folder, idFrom(6)))
    await writeFile(join(folder, 'Thumbs.db'), 'x')
    const { out } = await run(folder)
    for (const name of [idFrom(5), `${idFrom(6)}/`, 'Thumbs.db']) expect(out).toContain(`${name}: extra-file: `)
  })

  it('[R23] a file too large to be one of these records is named and not read', async () => {
    await writeFile(join(folder, first, 'outcome.pdf'), Buffer.alloc(25_000_001))
    expect((await run(folder)).out).toContain(`${first}/outcome.pdf: unreadable-file: `)
  })

  it('[R23] control characters in a file’s name do not reach the terminal', async () => {
    await writeFile(join(folder, 'a\u001b[2Jb'), 'x')
    const { out } = await run(folder)
    expect(out).not.toContain('\u001b')
    expect(out).toContain('a\uFFFD[2Jb')
  })

  it('[R23] the scratch of a filing in progress is no part of the records', async () => {
    await writeFile(join(folder, '.mdt-huddle-lock'), '')
    expect((await run(folder)).code).toBe(0)
  })
})
