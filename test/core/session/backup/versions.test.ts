import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { backupVersion, decodeHeader, headerLength, magic } from '../../../../src/core/vault/backup/format.ts'
import { rowParsers } from '../../../../src/core/session/backup/row-parsers.ts'
import { backUp, sourceOf, unwatched } from '../../../fixtures/vault/backups.ts'
import { codeOf } from '../../../contract/vault.ts'
import { aPerson } from '../../model/people.ts'
import { installation } from '../../vault/installation.ts'
import { colleagues, deskOf, westLeeds } from '../colleagues.ts'

const secret = { kind: 'passphrase', passphrase: 'four unrelated quiet words' } as const

/** Made by the app that wrote version 1, of a person whose agreement it had noted since when it stands. */
const earlier = async () => sourceOf(new Uint8Array(await readFile(new URL('../../../fixtures/vault/version-1.mdtbackup', import.meta.url))))

it('[V88] a backup of an earlier version is restored whole', async () => {
  const session = await colleagues().newcomer()
  expect(await session.restore(await earlier(), secret, undefined, { ...unwatched, onProgress: () => undefined })).toMatchObject({ team: westLeeds.name, notUnderstood: 0 })
  expect(deskOf(session).people.get()).toEqual([aPerson({ agreementSince: '2026-11-23T09:00:00.000Z' })])
})

const headerOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(magic.length + 4, magic.length + 4 + headerLength(bytes)))

it('[V88] a backup that is made now says that an app of the version before cannot read it whole', async () => {
  const source = await earlier()
  const old = await source.read(0, source.size)
  expect(JSON.parse(headerOf(old))).toMatchObject({ version: 1 })
  const vault = await installation().create()
  const header = headerOf((await backUp(vault)).bytes)
  await vault.lock()
  expect(JSON.parse(header)).toMatchObject({ version: backupVersion })
  expect(await codeOf(Promise.resolve().then(() => decodeHeader(new TextEncoder().encode(header.replace(`"version":${backupVersion}`, `"version":${backupVersion + 1}`)))))).toBe('newer-backup')
})

/** Every field that a row in a backup may have. */
function fieldsIn(part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'properties' in part && typeof part.properties === 'object' && part.properties !== null ? Object.keys(part.properties).map((name) => `${path}.${name}`) : []
  return [...own, ...Object.entries(part).flatMap(([key, value]) => fieldsIn(value, `${path}/${key}`))]
}

it('[V88] a field that a row may have anew raises the version of backups: to an earlier app such a row is none', () => {
  const fields = Object.entries(rowParsers).flatMap(([table, parser]) => fieldsIn(z.toJSONSchema(parser, { io: 'input', unrepresentable: 'any' }), table))
  const known = { version: 3, fields: '16aded1780181922' }
  expect({ version: backupVersion, fields: createHash('sha256').update(fields.toSorted().join('\n')).digest('hex').slice(0, 16) }).toEqual(known)
})
