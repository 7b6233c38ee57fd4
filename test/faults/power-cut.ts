import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../bench/pages/synthetic.ts'
import { servePage } from '../pages/serve-page.ts'
import { howMany, type Fault } from './fault.ts'
import { copyImage, makeDisk, mountDisk } from './parts/loop-disk.ts'
import { lostOf, openWriter, pause, startControl } from './parts/writer-window.ts'

const diskMegabytes = 160

/**
 * Copies the disk that holds the browser's profile at a random moment while a window writes into the vault, mounts the
 * copy, opens the vault on it and looks whether everything is there that was said to be saved before the copy.
 * Without protection the store is opened with relaxed durability, IndexedDB's own default, which loses it.
 */
export const run: Fault = async ({ protection, folder, chromium, say, ...asked }) => {
  if (chromium === undefined) throw new Error('there is no Chromium to write with')
  const cuts = howMany(asked, { sample: 2, quick: 5, whole: 100 })
  const random = seeded(asked.seed)
  const page = await servePage(join(import.meta.dirname, 'pages/writer.ts'))
  const disk = await makeDisk(join(folder, 'disk.img'), join(folder, 'disk'), diskMegabytes)
  const [writing, reading] = [await startControl(), await startControl()]
  const addressFor = (control: number): string => `${page.origin}/?control=${control}${protection ? '' : '&durability=relaxed'}`
  const opened = writing.opened()
  const writer = openWriter(chromium, disk.folder, addressFor(writing.port))
  let [tried, lost, crashed] = [0, 0, 0]
  /** What was found, where something was gone. */
  const losses: string[] = []
  try {
    await opened
    for (; tried < cuts; tried += 1) {
      const begun = writing.next(({ kind }) => kind === 'record-saved')
      writing.order({ write: true })
      await begun
      await pause(random() * 250)
      // Copying takes a while, a loss of power none: written on meanwhile, the copy would mix a disk's past with its future.
      writer.hold()
      const acknowledged = { ...writing.acknowledged }
      const image = join(folder, 'cut.img')
      await copyImage(disk.image, image)
      writing.order({ rest: true })
      writer.goOn()
      const after = await mountDisk(image, join(folder, 'after'))
      const found = reading.opened()
      const reader = openWriter(chromium, after.folder, addressFor(reading.port))
      try {
        const there = await found
        const missing = lostOf(there, acknowledged)
        if (missing > 0) losses.push(`${there.held} of ${acknowledged.note} edits${there.whole ? '' : ', not whole'}, record ${there.record} of ${acknowledged.record}`)
        lost += missing
      } catch {
        crashed += 1
      } finally {
        await reader.kill()
        await after.unmount()
        rmSync(image)
      }
      say(`${tried + 1} of ${cuts} cuts, ${writing.acknowledged.note} edits acknowledged`)
    }
  } finally {
    await writer.kill()
    await Promise.all([disk.unmount(), writing.close(), reading.close()])
    page.close()
  }
  return {
    name: 'power-cut',
    tried,
    lost,
    undetected: 0,
    crashed,
    holds: tried === cuts && lost + crashed === 0,
    note: `${tried} images of a live ext4 disk, copied while a window wrote ${writing.acknowledged.note} edits and, each fifth time, a record, then mounted and opened: ${lost} times something that it had said was saved was gone${losses.map((each) => ` (${each})`).join('')}${crashed === 0 ? '' : `, and ${crashed} did not open`}.`,
  }
}
