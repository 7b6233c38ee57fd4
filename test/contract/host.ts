import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Host, HostReply } from '../../src/core/host.ts'
import { utf8, type FileContent } from '../../src/core/model/bytes.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const emptyDigest = sha256(new Uint8Array())

/** A host as its adapter connects it, and the wire beneath it for what the typed side would not let through. */
export interface HostUnderTest {
  readonly host: Host
  carry(name: string, input: unknown): Promise<unknown>
  close(): Promise<void>
}

const line = (text: string): Uint8Array => utf8.encode(`${text}\n`)
const person = 'p1'

/** One package with one file, as a filing. */
export function filing(name: string, content: FileContent, expects: string, lines: Uint8Array = line(name)) {
  return { expects, packages: [{ path: [person, name], files: [{ name: 'outcome.json', content }] }], lines }
}

/** The acceptance suite of the Host port: every adapter passes it. */
export function hostContract(adapter: string, connect: () => Promise<HostUnderTest>): void {
  describe(`host over ${adapter}`, () => {
    let under: HostUnderTest
    beforeEach(async () => {
      under = await connect()
    })
    afterEach(() => under.close())

    it('[H1] says what it is and by whose clock', async () => {
      const about = await under.host.call('host.about', null)
      expect(about.clock).toMatch(/^This device’s clock/)
    })

    it.each(['', 'records.delete', 'constructor', '__proto__', 'records.file '])('[H1] refuses the unknown call %j', async (name) => {
      expect(await under.carry(name, null)).toMatchObject({ ok: false, problem: { code: 'unknown-host-call' } })
    })

    it.each<[string, unknown]>([
      ['records.ledger', {}],
      ['records.ledger', undefined],
      ['records.read', { path: [] }],
      ['records.read', { path: ['..', 'etc'] }],
      ['records.read', { path: ['p1', '../../x'] }],
      ['records.read', { path: ['.mdt-huddle-lock'] }],
      ['records.read', { path: 'ledger.jsonl' }],
      ['records.read', { path: ['con.txt'] }],
      ['records.choose', { folder: '' }],
      ['records.file', { expects: emptyDigest, packages: [], lines: 'text' }],
      ['records.file', { expects: 'x', packages: [], lines: new Uint8Array() }],
      ['records.file', { ...filing('o1', line('{}'), emptyDigest), more: 1 }],
      ['records.file', { expects: emptyDigest, packages: [{ path: ['p1', 'o/../..'], files: [] }], lines: new Uint8Array() }],
      ['records.file', { expects: emptyDigest, packages: [{ path: ['Ledger.jsonl', 'o1'], files: [{ name: 'a', content: line('') }] }], lines: new Uint8Array() }],
      ['records.file', filing('o1', 'half a pair: \ud83d', emptyDigest)],
      ['records.file', filing('o1', 'the other half: \ude00', emptyDigest)],
      ['backups.append', { name: '../x.mdtbackup', at: 0, content: line('') }],
      ['backups.append', { name: 'a.mdtbackup', at: -1, content: line('') }],
      ['backups.append', { name: 'a.mdtbackup', at: 0, content: new Uint8Array() }],
      ['backups.place', { name: 'ledger.jsonl', size: 1 }],
      ['backups.read', { name: 'a.mdtbackup', from: 0, length: 5_000_000 }],
      ['backups.discard', { name: '.mdtbackup' }],
      ['twins.append', { store: 'team', vault: '../x', content: line('') }],
      ['twins.append', { store: 'elsewhere', vault: 'ab'.repeat(16), content: line('') }],
      ['twins.append', { store: 'team', vault: 'ab'.repeat(16), content: new Uint8Array() }],
      ['twins.stage', { store: 'team', vault: 'ab'.repeat(16), part: '../../etc', index: 0, content: line('') }],
      ['twins.read', { store: 'team', vault: 'ab'.repeat(16), generation: 0, from: 0 }],
      ['twins.place', { store: 'team', vault: 'ab'.repeat(16), part: 'ab'.repeat(8), entries: 0, since: null }],
      ['window.open', { route: 'https://example.org' }],
      ['window.open', { route: '/a b' }],
      ['fhir.create', { base: 'https://records.example.org', token: 'two\nlines', identifier: `urn:uuid:${'0'.repeat(36)}`, document: line('{}') }],
      ['fhir.create', { base: 'https://records.example.org', token: '', identifier: 'urn:uuid:1|2', document: line('{}') }],
      ['signalling.admit', { huddle: 'short', ticketDigest: emptyDigest, seats: 1, expires: 1 }],
      ['signalling.admit', { huddle: 'ab'.repeat(16), ticketDigest: emptyDigest, seats: 1000, expires: 1 }],
      ['near.post', { huddle: 'ab'.repeat(16), code: 'K7MFXQRT', id: 'ab'.repeat(16), invite: `mdth1.${'A'.repeat(80)}` }],
      ['near.post', { huddle: 'ab'.repeat(16), code: 'ward-7', id: 'ab'.repeat(16), invite: `mdth2.${'A'.repeat(80)}` }],
      ['near.ask', { address: 'example.org:80', locator: 'K7MFXQRT' }],
      ['near.ask', { address: '192.0.2.1:80/x', locator: 'K7MFXQRT' }],
      ['near.ask', { address: '192.0.2.1:80', locator: '../..' }],
    ])('[H2] refuses %s of %j, and does nothing', async (name, input) => {
      expect(await under.carry(name, input)).toMatchObject({ ok: false, problem: { code: 'malformed-host-call' } })
      expect(await under.host.call('records.list', null)).toEqual({ paths: [] })
    })

    it('[H3] any bytes arrive as they were sent, and come back as they were kept', async () => {
      let expects = emptyDigest
      let count = 0
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (content) => {
          count += 1
          const { ledger } = await under.host.call('records.file', filing(`o${count}`, content, expects))
          expects = ledger
          const read = await under.host.call('records.read', { path: [person, `o${count}`, 'outcome.json'] })
          expect(read.content).toBeInstanceOf(Uint8Array)
          expect([...read.content]).toEqual([...content])
        }),
        { numRuns: 25 },
      )
    })

    it('[H28] any well-formed text is filed as its UTF-8, and filed again it is the same package', async () => {
      let expects = emptyDigest
      let count = 0
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 1000 }), async (text) => {
          count += 1
          const { ledger } = await under.host.call('records.file', filing(`o${count}`, text, expects))
          expects = ledger
          const read = await under.host.call('records.read', { path: [person, `o${count}`, 'outcome.json'] })
          expect([...read.content]).toEqual([...Buffer.from(text, 'utf8')])
          const again = await under.host.call('records.file', filing(`o${count}`, utf8.encode(text), ledger, new Uint8Array()))
          expect(again.ledger).toBe(ledger)
        }),
        { numRuns: 25 },
      )
    })

    it('[H3] a megabyte of every byte, out of a Buffer, arrives as it was sent', async () => {
      const content = Buffer.from(Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 256))
      await under.host.call('records.file', filing('o1', content, emptyDigest))
      const read = await under.host.call('records.read', { path: [person, 'o1', 'outcome.json'] })
      expect(sha256(read.content)).toBe(sha256(content))
    })

    it('[H4] files a package and its ledger lines, and lists them', async () => {
      const filed = await under.host.call('records.file', filing('o1', line('{"a":1}'), emptyDigest, line('first')))
      expect(filed.ledger).toBe(sha256(utf8.encode('first')))
      expect(await under.host.call('records.list', null)).toEqual({ paths: ['ledger.jsonl', 'p1/o1/outcome.json'] })
      expect(utf8.decode((await under.host.call('records.ledger', null)).content)).toBe('first\n')
      await under.host.call('records.file', filing('o2', line('{"a":2}'), filed.ledger, line('second')))
      expect(utf8.decode((await under.host.call('records.ledger', null)).content)).toBe('first\nsecond\n')
    })

    it('[H5] a package that is there with the same bytes is left as it is', async () => {
      const { ledger } = await under.host.call('records.file', filing('o1', line('{}'), emptyDigest))
      const again = await under.host.call('records.file', filing('o1', line('{}'), ledger, new Uint8Array()))
      expect(again.ledger).toBe(ledger)
    })

    it('[H5] a package that is there with other bytes refuses the whole filing', async () => {
      const { ledger } = await under.host.call('records.file', filing('o1', line('{}'), emptyDigest))
      const { packages } = filing('o0', line('new'), ledger)
      const reply = under.host.call('records.file', { ...filing('o1', line('other'), ledger), packages: [...packages, ...filing('o1', line('other'), ledger).packages] })
      await expect(reply).rejects.toMatchObject({ problem: { code: 'package-differs' } })
      expect(await under.host.call('records.list', null)).toEqual({ paths: ['ledger.jsonl', 'p1/o1/outcome.json'] })
      expect(utf8.decode((await under.host.call('records.read', { path: ['p1', 'o1', 'outcome.json'] })).content)).toBe('{}\n')
    })

    it('[H6] refuses to append to a ledger other than the one that was read', async () => {
      await under.host.call('records.file', filing('o1', line('{}'), emptyDigest))
      await expect(under.host.call('records.file', filing('o2', line('{}'), emptyDigest))).rejects.toMatchObject({ problem: { code: 'ledger-moved' } })
      expect(await under.host.call('records.list', null)).toEqual({ paths: ['ledger.jsonl', 'p1/o1/outcome.json'] })
    })

    it('[H6] refuses lines that do not end where a line ends', async () => {
      const reply = under.host.call('records.file', filing('o1', line('{}'), emptyDigest, utf8.encode('half')))
      await expect(reply).rejects.toMatchObject({ problem: { code: 'ledger-damaged' } })
      expect(await under.host.call('records.list', null)).toEqual({ paths: [] })
    })

    it('[H7] of filings at the same time on the same ledger one goes in whole, the others are refused', async () => {
      const names = ['o1', 'o2', 'o3', 'o4']
      const settled = await Promise.allSettled(names.map((name) => under.host.call('records.file', filing(name, line(name), emptyDigest))))
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await under.host.call('records.list', null)).paths).toHaveLength(2)
    })

    it('[V100] a backup is written part by part, read back, and then has its name', async () => {
      const { host } = under
      const [name, first, second] = ['MDT-Huddle_1.mdtbackup', Uint8Array.from({ length: 70_000 }, (_, index) => index % 251), line('the end')]
      await host.call('backups.append', { name, at: 0, content: first })
      await host.call('backups.append', { name, at: first.length, content: second })
      const { content } = await host.call('backups.read', { name, from: first.length - 2, length: 1000 })
      expect([...content]).toEqual([...first.slice(-2), ...second])
      expect((await host.call('backups.place', { name, size: first.length + second.length })).folder).toMatch(/backups$/)
      expect(await codeOfCall(host.call('backups.read', { name, from: 0, length: 10 }))).not.toBe('none')
    })

    it('[V100] a part out of its turn, another size and a name that is taken are refused', async () => {
      const { host } = under
      const name = 'MDT-Huddle_2.mdtbackup'
      await host.call('backups.append', { name, at: 0, content: line('one') })
      expect(await codeOfCall(host.call('backups.append', { name, at: 3, content: line('two') }))).toBe('backup-moved')
      expect(await codeOfCall(host.call('backups.place', { name, size: 5 }))).toBe('backup-moved')
      await host.call('backups.place', { name, size: 4 })
      await host.call('backups.append', { name, at: 0, content: line('other') })
      expect(await codeOfCall(host.call('backups.place', { name, size: 6 }))).toBe('backup-moved')
      await host.call('backups.discard', { name })
      await host.call('backups.discard', { name })
    })

    it('[V131] a second copy is its base and what was added since, in order, each entry once', async () => {
      const { host } = under
      const copy = { store: 'team', vault: 'ab'.repeat(16) } as const
      expect((await host.call('twins.list', { store: 'team' })).twins).toEqual([])
      expect(await codeOfCall(host.call('twins.append', { ...copy, content: line('early') }))).toBe('twin-missing')
      await placeBase(host, copy, ['base 1', 'base 2'])
      await Promise.all(Array.from({ length: 20 }, (_, index) => host.call('twins.append', { ...copy, content: line(`entry ${index}`) })))
      const held = await readCopy(host, copy)
      expect(held.slice(0, 2)).toEqual(['base 1', 'base 2'])
      expect(held.slice(2).toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `entry ${index}`).toSorted())
    })

    it('[V133] a new base takes the place of the former with what was added meanwhile, and only of the one it knows', async () => {
      const { host } = under
      const copy = { store: 'team', vault: 'cd'.repeat(16) } as const
      await placeBase(host, copy, ['old'])
      await host.call('twins.append', { ...copy, content: line('covered') })
      const since = await stateOf(host, copy)
      const part = '0f'.repeat(8)
      await host.call('twins.stage', { ...copy, part, index: 0, content: line('new') })
      await host.call('twins.append', { ...copy, content: line('meanwhile') })
      expect(await codeOfCall(host.call('twins.place', { ...copy, part, entries: 2, since }))).toBe('twin-damaged')
      const placed = await host.call('twins.place', { ...copy, part, entries: 1, since })
      expect(placed.generation).toBe(since.generation + 1)
      expect(await readCopy(host, copy)).toEqual(['new', 'meanwhile'])
      expect(await codeOfCall(host.call('twins.read', { ...copy, generation: since.generation, from: 0 }))).toBe('twin-moved')
      await host.call('twins.stage', { ...copy, part, index: 0, content: line('late') })
      expect(await codeOfCall(host.call('twins.place', { ...copy, part, entries: 1, since }))).toBe('twin-moved')
      await host.call('twins.discard', { ...copy, part })
      expect(await readCopy(host, copy)).toEqual(['new', 'meanwhile'])
      await host.call('twins.append', { ...copy, content: line('after') })
      expect(await readCopy(host, copy)).toEqual(['new', 'meanwhile', 'after'])
    })

    it('[H1] a file that is not there is a problem that can be acted on', async () => {
      const reply = under.host.call('records.read', { path: ['p9', 'none'] })
      await expect(reply).rejects.toMatchObject({ name: 'ProblemError', problem: { code: 'records-missing' } })
    })

    it('[H41] sends a document to no address but https, or http on this computer', async () => {
      const reply = under.host.call('fhir.create', { base: 'http://records.example.org/fhir', token: '', identifier: `urn:uuid:${'0'.repeat(36)}`, document: line('{}') })
      await expect(reply).rejects.toMatchObject({ problem: { code: 'server-address-refused' } })
    })

    it('[H8] runs signalling when asked, says where, lets a ticket in, and ends it', async () => {
      expect(await under.host.call('signalling.status', null)).toEqual({ kind: 'stopped' })
      const huddle = 'ab'.repeat(16)
      const running = await under.host.call('signalling.start', { huddle, lan: false })
      expect(running).toMatchObject({ kind: 'running', lan: false, addresses: [expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+/)] })
      expect(await under.host.call('signalling.admit', { huddle, ticketDigest: emptyDigest, seats: 3, expires: 4_102_444_800_000 })).toBeNull()
      expect(await under.host.call('signalling.leave', { huddle })).toBeNull()
      expect(await under.host.call('signalling.end', { huddle })).toBeNull()
      expect(await under.host.call('signalling.status', null)).toEqual(running)
      expect(await under.host.call('signalling.stop', null)).toEqual({ kind: 'stopped' })
    })

    it('[H8] opens another window, or says where it is to be opened', async () => {
      const opened = await under.host.call('window.open', { route: '/join?code=abc' })
      expect(opened.opened || opened.address.endsWith('/join?code=abc')).toBe(true)
    })
  })
}

interface Copy {
  readonly store: 'team'
  readonly vault: string
}

async function placeBase(host: Host, copy: Copy, entries: readonly string[]): Promise<void> {
  const part = 'ab'.repeat(8)
  for (const [index, entry] of entries.entries()) await host.call('twins.stage', { ...copy, part, index, content: line(entry) })
  await host.call('twins.place', { ...copy, part, entries: entries.length, since: null })
}

async function stateOf(host: Host, { store, vault }: Copy): Promise<{ generation: number; end: number }> {
  const found = (await host.call('twins.list', { store })).twins.find((each) => each.vault === vault)
  if (!found) throw new Error('no copy')
  return { generation: found.generation, end: found.end }
}

async function readCopy(host: Host, copy: Copy): Promise<string[]> {
  const { generation, end } = await stateOf(host, copy)
  const held: string[] = []
  for (let from = 0; from < end; ) {
    const { entries, next } = await host.call('twins.read', { ...copy, generation, from })
    held.push(...entries.map((entry) => utf8.decode(entry).trimEnd()))
    from = next
  }
  return held
}

const codeOfCall = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: { problem?: { code?: string } }) => error.problem?.code ?? String(error),
  )

/** The problem's code in a raw reply. */
export function codeOf(reply: unknown): string | undefined {
  const answer = reply as HostReply
  return answer.ok ? undefined : answer.problem.code
}
