import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/core/model/bytes.ts'
import { twinFiles } from '../../src/node/twin-files.ts'
import { folderForTest } from './temporary.ts'

const copy = { store: 'team', vault: '12'.repeat(16) } as const
const part = '34'.repeat(8)
const entry = (text: string): Uint8Array => utf8.encode(text)

/** A copy of some entries on the disk, and the host started again. */
async function written(entries: readonly string[]) {
  const folder = folderForTest()
  const host = twinFiles(folder)
  await host['twins.stage']({ ...copy, part, index: 0, content: entry('base') })
  await host['twins.place']({ ...copy, part, entries: 1, since: null })
  for (const each of entries) await host['twins.append']({ ...copy, content: entry(each) })
  const [name = ''] = readdirSync(folder)
  return { folder, path: join(folder, name), again: () => twinFiles(folder) }
}

async function read(host: ReturnType<typeof twinFiles>): Promise<{ entries: string[]; damaged: number; sound: boolean }> {
  const [found] = (await host['twins.list']({ store: 'team' })).twins
  if (!found) return { entries: [], damaged: 0, sound: false }
  const { entries, damaged } = await host['twins.read']({ ...copy, generation: found.generation, from: 0 })
  return { entries: entries.map((each) => utf8.decode(each)), damaged, sound: found.sound }
}

describe('second copies on the disk', () => {
  it('[V132] cut off anywhere they hold every whole entry, and go on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (cut) => {
        const { path, again } = await written(['one', 'two', 'three'])
        const { size } = statSync(path)
        const kept = cut % size
        truncateSync(path, kept)
        const host = again()
        const before = await read(host)
        expect(['base', 'one', 'two', 'three'].slice(0, before.entries.length)).toEqual(before.entries)
        await host['twins.append']({ ...copy, content: entry('after') })
        expect((await read(again())).entries).toEqual([...before.entries, 'after'])
      }),
      { numRuns: 30 },
    )
  })

  it('[V132] a last entry with a byte that changed is cut off, one in their midst is passed over', async () => {
    const { path, again } = await written(['one', 'two'])
    const whole = readFileSync(path)
    const flipped = (at: number): Buffer => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 1 : byte)))
    writeFileSync(path, flipped(whole.length - 1))
    expect(await read(again())).toEqual({ entries: ['base', 'one'], damaged: 0, sound: true })
    writeFileSync(path, flipped(whole.indexOf('one')))
    const host = again()
    expect(await read(host)).toEqual({ entries: ['base', 'two'], damaged: 1, sound: false })
    await expect(host['twins.append']({ ...copy, content: entry('after') })).rejects.toMatchObject({ problem: { code: 'twin-damaged' } })
  })

  it('[V132] rubbish after the end is cut off', async () => {
    const { path, again } = await written(['one'])
    appendFileSync(path, Buffer.alloc(40, 0xff))
    expect((await read(again())).entries).toEqual(['base', 'one'])
  })

  it('[V133] a base that is not what was staged is not placed, and the former stands', async () => {
    const { folder, again } = await written(['one'])
    const host = again()
    await host['twins.stage']({ ...copy, part, index: 0, content: entry('new') })
    const staged = readdirSync(folder).find((name) => name.includes(part)) ?? ''
    const bytes = readFileSync(join(folder, staged))
    writeFileSync(join(folder, staged), bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte)))
    const [found] = (await host['twins.list']({ store: 'team' })).twins
    const since = { generation: found?.generation ?? 0, end: found?.end ?? 0 }
    await expect(host['twins.place']({ ...copy, part, entries: 1, since })).rejects.toMatchObject({ problem: { code: 'twin-damaged' } })
    expect((await read(again())).entries).toEqual(['base', 'one'])
  })

  it('[V133] cut off while the former is destroyed, the newer stands and the former goes', async () => {
    const { folder, path, again } = await written(['one'])
    const former = readFileSync(path)
    const host = again()
    await host['twins.stage']({ ...copy, part, index: 0, content: entry('new') })
    const [found] = (await host['twins.list']({ store: 'team' })).twins
    await host['twins.place']({ ...copy, part, entries: 1, since: { generation: found?.generation ?? 0, end: found?.end ?? 0 } })
    writeFileSync(path, former)
    expect((await read(again())).entries).toEqual(['new'])
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('[V130] where nothing can be written it refuses in words', async () => {
    const { path } = await written(['one'])
    await expect(twinFiles(path)['twins.append']({ ...copy, content: entry('x') })).rejects.toMatchObject({ problem: { code: 'twin-unwritable', happened: `${path} is not a folder.` } })
  })
})
