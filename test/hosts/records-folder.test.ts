import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { connectHost, serveHost, type Host } from '../../src/core/host.ts'
import { lastLine, utf8 } from '../../src/core/model/bytes.ts'
import { temporaryIn } from '../../src/node/atomic-files.ts'
import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'
import { backupsSettings, recordsSettings } from '../../src/node/settings-file.ts'
import { emptyDigest, filing, sha256 } from '../contract/host.ts'
import { folderForTest } from './temporary.ts'

function hostAt(folder: string, config = folderForTest()): Host {
  const handlers = nodeHostHandlers({ kind: 'web', records: recordsSettings(config, folder), backups: backupsSettings(config, join(config, 'backups')), twins: join(config, 'twins'), signalling: signallingHost({ usualPort: 0, clock: Date.now }).calls })
  return connectHost(serveHost({ ...handlers, 'window.open': async () => ({ opened: false, address: '' }) }))
}

const content = utf8.encode('{}')

/** Every path in a folder, hidden ones too. */
const everything = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort()

describe('records folder: links', () => {
  it('[H16] reads nothing through a link, to a file or to a folder', async () => {
    const [records, elsewhere] = [folderForTest(), folderForTest()]
    writeFileSync(join(elsewhere, 'secret.json'), 'secret')
    symlinkSync(elsewhere, join(records, 'p1'))
    symlinkSync(join(elsewhere, 'secret.json'), join(records, 'linked.json'))
    const host = hostAt(records)
    await expect(host.call('records.read', { path: ['p1', 'secret.json'] })).rejects.toMatchObject({ problem: { code: 'records-missing' } })
    await expect(host.call('records.read', { path: ['linked.json'] })).rejects.toMatchObject({ problem: { code: 'records-missing' } })
  })

  it('[H16] files nothing through a link in the place of a person’s folder or of a package', async () => {
    const [records, elsewhere] = [folderForTest(), folderForTest()]
    symlinkSync(elsewhere, join(records, 'p1'))
    const host = hostAt(records)
    await expect(host.call('records.file', filing('o1', content, emptyDigest))).rejects.toMatchObject({ problem: { code: 'package-differs' } })
    await rm(join(records, 'p1'))
    mkdirSync(join(records, 'p1'))
    symlinkSync(elsewhere, join(records, 'p1', 'o1'))
    await expect(host.call('records.file', filing('o1', content, emptyDigest))).rejects.toMatchObject({ problem: { code: 'package-differs' } })
    expect(everything(elsewhere)).toEqual([])
  })

  it('[H26] a package that a filing was cut off after placing, before its ledger, is filed again', async () => {
    const records = folderForTest()
    const outcome = 'a'.repeat(32)
    const placed = join(records, 'p1', `2026-11-24_${outcome}`)
    mkdirSync(placed, { recursive: true })
    writeFileSync(join(placed, 'outcome.json'), 'as the first try wrote it')
    const host = hostAt(records)
    const again = filing(`2026-11-24_${outcome}`, content, emptyDigest)
    await host.call('records.file', { ...again, lines: utf8.encode(`{"outcome":"${outcome}"}\n`) })
    expect(everything(placed)).toEqual(again.packages[0]?.files.map(({ name }) => name).sort())
    const { content: ledger } = await host.call('records.ledger', null)
    const differing = filing(`2026-11-24_${outcome}`, utf8.encode('{"other":true}'), sha256(lastLine(ledger)))
    await expect(host.call('records.file', differing)).rejects.toMatchObject({ problem: { code: 'package-differs' } })
  })

  it('[H16] refuses a link in the place of the ledger', async () => {
    const [records, elsewhere] = [folderForTest(), folderForTest()]
    writeFileSync(join(elsewhere, 'ledger'), '')
    symlinkSync(join(elsewhere, 'ledger'), join(records, 'ledger.jsonl'))
    await expect(hostAt(records).call('records.file', filing('o1', content, emptyDigest))).rejects.toMatchObject({ problem: { code: 'records-missing' } })
    expect(everything(records)).toEqual(['ledger.jsonl'])
  })

  it('[H16] lists a link, so that verifying can name it, but does not go through it', async () => {
    const [records, elsewhere] = [folderForTest(), folderForTest()]
    writeFileSync(join(elsewhere, 'inside.json'), '')
    symlinkSync(elsewhere, join(records, 'p1'))
    expect(await hostAt(records).call('records.list', null)).toEqual({ paths: ['p1'] })
  })
})

describe('records folder: that cannot be written', () => {
  it('[H17] a file in the place of the folder: says so, changes nothing', async () => {
    const folder = join(folderForTest(), 'records')
    writeFileSync(folder, 'a letter')
    const host = hostAt(folder)
    expect(await host.call('records.about', null)).toEqual({ folder, writable: false, because: `${folder} is not a folder.` })
    await expect(host.call('records.file', filing('o1', content, emptyDigest))).rejects.toMatchObject({
      problem: { code: 'records-unwritable', happened: `${folder} is not a folder.`, kept: expect.stringContaining('waiting to be filed'), todo: expect.stringContaining('choose another') },
    })
    expect(readFileSync(folder, 'utf8')).toBe('a letter')
  })

  it('[H17] a file above the folder: says so', async () => {
    const top = folderForTest()
    writeFileSync(join(top, 'file'), '')
    expect(await hostAt(join(top, 'file', 'records')).call('records.about', null)).toMatchObject({ writable: false })
  })

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'records-unwritable'],
    ['EACCES', 'records-unwritable'],
  ])('[H17] %s while a package is being staged: refuses with %s, and nothing of the filing is left', async (failure, code) => {
    const records = folderForTest()
    vi.doMock('node:fs/promises', async (original) => {
      const real = await original<typeof import('node:fs/promises')>()
      return {
        ...real,
        open: async (path: string, ...rest: [string]) => {
          const handle = await real.open(path, ...rest)
          if (path.endsWith('second.json')) {
            await handle.close()
            throw Object.assign(new Error(failure), { code: failure })
          }
          return handle
        },
      }
    })
    vi.resetModules()
    const { recordsFolder } = await import('../../src/node/records-folder.ts')
    vi.doUnmock('node:fs/promises')
    const calls = recordsFolder({ folder: () => records, remember: async () => undefined })
    const files = [{ name: 'first.json', content }, { name: 'second.json', content }]
    const refused = calls['records.file']({
      expects: emptyDigest,
      packages: [{ path: ['p1', 'o1'], files: files.slice(0, 1) }, { path: ['p1', 'o2'], files }],
      lines: utf8.encode('line\n'),
    })
    await expect(refused).rejects.toMatchObject({ problem: { code } })
    expect(everything(records)).toEqual([])
  })

  it('[H17] choosing a folder that cannot be written says why, and keeps the one before', async () => {
    const records = folderForTest()
    const host = hostAt(records)
    const file = join(records, 'file')
    writeFileSync(file, '')
    expect(await host.call('records.choose', { folder: file })).toMatchObject({ writable: false, because: `${file} is not a folder.` })
    expect(await host.call('records.choose', { folder: 'somewhere' })).toMatchObject({ writable: false, because: expect.stringContaining('whole path') })
    expect(await host.call('records.about', null)).toMatchObject({ folder: records, writable: true })
  })

  it('[H17] choosing makes the folder, and the next launch remembers it', async () => {
    const [config, chosen] = [folderForTest(), join(folderForTest(), 'new', 'records')]
    const host = hostAt(folderForTest(), config)
    expect(await host.call('records.choose', { folder: chosen })).toEqual({ folder: chosen, writable: true, because: '' })
    expect(recordsSettings(config).folder()).toBe(chosen)
    expect(everything(chosen)).toEqual([])
  })

  it('[H17] a settings file of rubbish is the same as none', () => {
    const config = folderForTest()
    writeFileSync(join(config, 'settings.json'), '{"recordsFolder": 7')
    expect(recordsSettings(config).folder()).toMatch(/MDT Huddle records$/)
  })
})

describe('records folder: leftovers and locks', () => {
  it('[H18] the next filing clears what an interrupted one left; listing never shows it', async () => {
    const records = folderForTest()
    const half = temporaryIn(records)
    mkdirSync(half)
    writeFileSync(join(half, 'outcome.json'), 'half')
    const host = hostAt(records)
    expect(await host.call('records.list', null)).toEqual({ paths: [] })
    await host.call('records.file', filing('o1', content, emptyDigest))
    expect(everything(records)).toEqual(['ledger.jsonl', 'p1', 'p1/o1', 'p1/o1/outcome.json'])
  })

  it('[H18] leaves alone every other hidden file', async () => {
    const records = folderForTest()
    writeFileSync(join(records, '.sync'), '')
    await hostAt(records).call('records.file', filing('o1', content, emptyDigest))
    expect(existsSync(join(records, '.sync'))).toBe(true)
  })

  it('[H18] a ledger that stops in the middle of a line is not added to', async () => {
    const records = folderForTest()
    writeFileSync(join(records, 'ledger.jsonl'), 'half a line')
    const expects = sha256(utf8.encode('half a line'))
    await expect(hostAt(records).call('records.file', filing('o1', content, expects))).rejects.toMatchObject({ problem: { code: 'ledger-damaged' } })
    expect(readFileSync(join(records, 'ledger.jsonl'), 'utf8')).toBe('half a line')
  })
})
