import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { confirmFiled, type Confirmation, type FiledReader } from '../../../src/core/record/confirm-filed.ts'
import { fileHuddle, toFile, type Folder } from '../../fixtures/record/sample-folder.ts'
import { signedSample, type SignedSample } from '../../fixtures/record/sample-outcome.ts'

let folder: Folder
let sample: SignedSample

beforeAll(async () => {
  sample = await signedSample(1)
  folder = await fileHuddle(new Map(), [toFile(sample), toFile(await signedSample(2))])
})

const readerOf = (files: Folder): FiledReader => ({
  ledger: async () => files.get('ledger.jsonl') ?? new Uint8Array(),
  async read(path) {
    const bytes = files.get(path.join('/'))
    if (!bytes) throw new Error('not there')
    return bytes
  },
})

const confirm = async (files: Folder, what = sample): Promise<Confirmation | undefined> =>
  (await confirmFiled(readerOf(files), [what])).get(what.outcome.id)

const ofSample = (): string[] => [...folder.keys()].filter((path) => path.includes(sample.outcome.id) || path === 'ledger.jsonl')

describe('reading back what was filed', () => {
  it('[R79] an outcome that stands there as it was written is in the record, with its line and answers', async () => {
    const confirmed = await confirm(folder)
    expect(confirmed).toMatchObject({ kind: 'in-the-record', ledgerLine: 2 })
    expect(confirmed?.kind === 'in-the-record' && confirmed.answers.map(({ signature }) => signature).toSorted()).toEqual(sample.answers.map(({ signature }) => signature).toSorted())
  })

  it('[R79] for all single changed bytes of its package or of the ledger, it is not in the record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, flip) => {
        const paths = ofSample()
        const path = paths[which % paths.length] ?? ''
        const bytes = Uint8Array.from(folder.get(path) ?? [])
        const at = where % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ flip
        expect((await confirm(new Map([...folder, [path, bytes]])))?.kind).not.toBe('in-the-record')
      }),
      { numRuns: 300 },
    )
  })

  it('[R79] a file that is gone is named', async () => {
    const [path = ''] = ofSample().filter((name) => name.endsWith('outcome.pdf'))
    const less: Folder = new Map([...folder].filter(([name]) => name !== path))
    expect(await confirm(less)).toMatchObject({ kind: 'differs', because: expect.stringContaining(`${path} could not be read`) })
  })

  it('[R79] another text than the one that was signed is not in the record, whatever the ledger says', async () => {
    expect(await confirm(folder, { ...sample, payload: `${sample.payload} ` })).toMatchObject({ kind: 'differs', because: expect.stringContaining('is not what was signed') })
  })

  it('[R79] an outcome that no line places is not in the record', async () => {
    expect(await confirm(folder, await signedSample(3))).toEqual({ kind: 'not-placed' })
  })
})
