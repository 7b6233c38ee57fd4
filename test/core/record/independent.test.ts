import { beforeAll, describe, expect, it } from 'vitest'
import { withAddenda } from '../../fixtures/record/sample-addenda.ts'
import { fileHuddle, sampleFolder, toFile, type Folder } from '../../fixtures/record/sample-folder.ts'
import { idFrom, signedAmendment } from '../../fixtures/record/sample-outcome.ts'
import { verifyIndependently } from './independent-verifier.ts'

let folder: Folder
beforeAll(async () => {
  folder = await fileHuddle(await withAddenda(await sampleFolder()), [toFile(await signedAmendment(11, 1))], idFrom(0xc003), '2026-12-08T10:10:00.000Z')
})

describe('a verifier written from the specification alone', () => {
  it('[R24] finds nothing in a folder of outcomes, a late answer, an export and an amendment', () => {
    expect(folder.size).toBe(4 * 4 + 2 + 1)
    expect(verifyIndependently(folder)).toEqual([])
  })

  it('[R24] names the file for a changed byte in each file', () => {
    for (const [path, bytes] of folder) {
      const changed = bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1)
      expect(verifyIndependently(new Map(folder).set(path, changed)).map(({ file }) => file)).toContain(path)
    }
  })
})
