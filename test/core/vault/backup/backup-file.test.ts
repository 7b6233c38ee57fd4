import { beforeAll, describe, expect, it } from 'vitest'
import { backupVersion, magic } from '../../../../src/core/vault/backup/format.ts'
import type { BackupEntry } from '../../../../src/core/vault/backup/entries.ts'
import type { BackupSecret } from '../../../../src/core/vault/backup/ports.ts'
import { codeOf } from '../../../contract/vault.ts'
import { backUp, sourceOf, unwatched } from '../../../fixtures/vault/backups.ts'
import { actionRow, personIdAt, personRow } from '../../../fixtures/vault/rows.ts'
import { installation, keptCode, passphrase, type TestInstallation } from '../installation.ts'

const words: BackupSecret = { kind: 'passphrase', passphrase }

async function readAll(computer: TestInstallation, bytes: Uint8Array, secret = words): Promise<BackupEntry[]> {
  const backup = await computer.keeper().readBackup(sourceOf(bytes), secret)
  const entries: BackupEntry[] = []
  for await (const entry of backup.entries(unwatched)) entries.push(entry)
  backup.forget()
  return entries
}

let bytes: Uint8Array
let code: string
const elsewhere = installation()
beforeAll(async () => {
  const computer = installation()
  await (await computer.create()).lock()
  code = await keptCode(computer.keeper())
  const vault = await computer.unlock()
  await vault.people.put([personRow(1), personRow(2)])
  await vault.actions.put([actionRow(1)])
  await vault.audit.add({ at: '2026-11-20T09:00:00.000Z' as never, by: 'Nadia Clegg', kind: 'viewed', person: personRow(1).id, detail: 'Plantedlook' })
  const stored = await vault.openDoc(`person:${personIdAt(1)}`)
  stored.doc.getText('t').insert(0, 'Plantednote '.repeat(60_000))
  await stored.release()
  bytes = (await backUp(vault)).bytes
  await vault.lock()
})

describe('a backup file', () => {
  it('[V85] holds all that the vault holds, and opens with its passphrase or its recovery code, on any computer', async () => {
    for (const secret of [words, { kind: 'code', code } as const]) {
      const kinds = (await readAll(elsewhere, bytes, secret)).map(({ kind }) => kind)
      expect(kinds).toEqual(['about', 'people', 'people', 'actions', 'audit', 'documents'])
    }
  })

  it('[V85] opens with nothing else', async () => {
    expect(await codeOf(readAll(elsewhere, bytes, { kind: 'passphrase', passphrase: 'another long phrase' }))).toBe('wrong-passphrase')
    expect(await codeOf(readAll(elsewhere, bytes, { kind: 'code', code: code.slice(2) }))).toBe('recovery-slip')
  })

  it('[V86] nothing that was written stands in it in clear', () => {
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Planted|Declan|Clegg|West Leeds/i)
    expect(bytes.length).toBeGreaterThan(720_000)
  })

  it('[V87] a byte that was changed anywhere, and an end that was cut off, is noticed before it is believed', async () => {
    const madeAt = Buffer.from(bytes).indexOf('"madeAt"') + 13
    const places = [madeAt, 0, 16, 20, 60, 200, magic.length + 900, 1400, 5000, 262_144, 300_000, bytes.length - 20, bytes.length - 1]
    for (const at of places) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 4
      expect(await codeOf(readAll(elsewhere, changed)), `byte ${at}`).toMatch(/^(?:damaged-backup|not-a-backup|newer-backup|wrong-passphrase)$/)
    }
    for (const end of [0, 10, 30, 700, 1500, 262_144, bytes.length - 17, bytes.length - 1]) {
      expect(await codeOf(readAll(elsewhere, bytes.slice(0, end))), `cut at ${end}`).toMatch(/^(?:damaged-backup|not-a-backup)$/)
    }
    expect(await codeOf(readAll(elsewhere, new Uint8Array(Buffer.concat([bytes, Uint8Array.of(0)]))))).toBe('damaged-backup')
  })

  it('[V87] a piece that was left out or put elsewhere is noticed', async () => {
    const piece = 262_144 + 17
    const start = magic.length + 4 + new DataView(bytes.buffer).getUint32(magic.length) + 24 + piece
    expect(await codeOf(readAll(elsewhere, new Uint8Array(Buffer.concat([bytes.slice(0, start), bytes.slice(start + piece)]))))).toBe('damaged-backup')
  })

  it('[V88] a file that is none of ours, and one that a newer app has made, is refused in words', async () => {
    expect(await codeOf(readAll(elsewhere, new TextEncoder().encode('NHS Number,Family Name\n'.repeat(200))))).toBe('not-a-backup')
    const newer = Buffer.from(bytes)
    const at = newer.indexOf(`"version":${backupVersion}`)
    newer.write(`"version":9`, at)
    expect(await codeOf(readAll(elsewhere, new Uint8Array(newer)))).toBe('newer-backup')
  })

  it('[V89] writing holds one piece at a time, tells how far it is, and stops when asked', async () => {
    const computer = installation()
    const vault = await computer.create()
    await vault.people.put(Array.from({ length: 1200 }, (_, index) => personRow(index)))
    const told: string[] = []
    const pieces: number[] = []
    const stopping = new AbortController()
    const about = { team: '', by: '' }
    await vault.backUp(about, async (piece) => void pieces.push(piece.length), { onProgress: (done, total) => told.push(`${done}/${total}`), signal: stopping.signal })
    expect([told[0], told.at(-1)]).toEqual(['0/1200', '1200/1200'])
    expect(Math.max(...pieces)).toBe(262_144 + 17)
    const stoppingAt = (done: number): void => {
      if (done === 300) stopping.abort()
    }
    expect(await codeOf(vault.backUp(about, () => Promise.resolve(), { onProgress: stoppingAt, signal: stopping.signal }))).toBe('stopped')
    await vault.lock()
  })

  it('[V90] what was read back is compared to its last entry: another byte, or a shorter file, is not called made', async () => {
    const vault = await installation().create()
    await vault.people.put([personRow(1)])
    for (const damage of [(file: Uint8Array) => file, (file: Uint8Array) => file.slice(0, -1), (file: Uint8Array) => file.with(file.length - 5, 7), (file: Uint8Array) => file.with(40, 7)]) {
      const pieces: Uint8Array[] = []
      const content = await vault.backUp({ team: '', by: '' }, async (piece) => void pieces.push(piece.slice()), unwatched)
      const file = damage(new Uint8Array(Buffer.concat(pieces)))
      expect(await codeOf(content.check(sourceOf(file), unwatched))).toBe(file.length === Buffer.concat(pieces).length && Buffer.concat(pieces).equals(file) ? 'not rejected' : 'backup-differs')
    }
    await vault.lock()
  })
})
