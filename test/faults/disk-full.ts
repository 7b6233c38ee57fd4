import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../bench/pages/synthetic.ts'
import { howMany, type Fault } from './fault.ts'
import { buildHost, freePort, startKillable } from './killable-host.ts'
import { keepFull, makeDisk } from './parts/loop-disk.ts'
import { buildWriterPage, lostOf, openWriter, pause, startControl } from './parts/writer-window.ts'

/** What takes no more: the browser’s disk, that of the host’s second copy, both, or a transaction that is given up. */
const refusals = ['copy', 'store', 'both', 'abort'] as const
type Refusal = (typeof refusals)[number]

const nothing = (): void => undefined

const [storeMegabytes, copyMegabytes] = [160, 24]

/**
 * Fills the disk that holds the browser’s profile, the one that holds the host’s second copy, or both, or gives up
 * transactions whose requests were granted, while a window writes. It has to say that it does not save, to go on in memory
 * and to save that when there is room again; then it is refused once more and killed, and what it had said is saved is
 * looked for, in the copy alone where that was refused. Without protection it says so as soon as it is written.
 */
export const run: Fault = async ({ protection, folder, chromium, say, ...asked }) => {
  if (chromium === undefined) throw new Error('there is no Chromium to write with')
  const times = howMany(asked, { sample: 1, quick: 4, whole: 16 })
  const random = seeded(asked.seed)
  const [root, module] = [await buildWriterPage(folder), await buildHost('disk-full')]
  const store = await makeDisk(join(folder, 'store.img'), join(folder, 'store'), storeMegabytes)
  const copy = await makeDisk(join(folder, 'copy.img'), join(folder, 'copy'), copyMegabytes)
  const host = await startKillable(module, copy.folder, { root, port: await freePort() })
  const control = await startControl()
  const address = (): string => host.page(`control=${control.port}${protection ? '' : '&waits=no'}`)
  const open = () => openWriter(chromium, store.folder, address())
  const first = control.opened()
  let browser = open()
  let [tried, lost, undetected, crashed] = [0, 0, 0, 0]
  let makeRoom = nothing

  /** Refuses from now on, until there is room again; resolves with the number at which the window said so. */
  async function refuse(refusal: Refusal): Promise<number> {
    const noticed = control.next(({ kind }) => kind === 'not-saved', 15_000)
    const full = [...(refusal === 'store' || refusal === 'both' ? [keepFull(store)] : []), ...(refusal === 'copy' || refusal === 'both' ? [keepFull(copy)] : [])]
    if (refusal === 'abort') control.order({ abort: true })
    makeRoom = () => {
      makeRoom = nothing
      for (const empty of full) empty()
      control.order({ abort: false })
    }
    const told = await noticed.catch(() => undefined)
    if (told?.kind !== 'not-saved') undetected += 1
    return told?.kind === 'not-saved' ? told.number : 0
  }

  try {
    await first
    for (; tried < times; tried += 1) {
      const refusal = refusals[tried % refusals.length] ?? 'both'
      const begun = control.next(({ kind }) => kind === 'record-saved')
      control.order({ write: true })
      await begun
      const number = await refuse(refusal)
      await pause(random() * 400)
      // Making room may take long itself, and nothing is heard while it is made.
      makeRoom()
      await control.next((told) => told.kind === 'saved' && told.number > number).catch(() => (crashed += 1))

      await refuse(refusal)
      await pause(random() * 400)
      await browser.kill()
      makeRoom()
      // What the copy was said to hold it has to hold alone: a browser that is killed with a full disk may lose its store.
      if (refusal === 'copy') rmSync(join(store.folder, 'Default', 'IndexedDB'), { recursive: true, force: true })
      const again = control.opened()
      browser = open()
      const found = await again.catch(() => undefined)
      if (found) lost += lostOf(found, control.acknowledged)
      else crashed += 1
      say(`${tried + 1} of ${times} refusals, ${control.acknowledged.note} edits acknowledged`)
    }
  } finally {
    makeRoom()
    host.child.kill('SIGKILL')
    await Promise.all([browser.kill(), host.ended, control.close()])
    await Promise.all([store.unmount(), copy.unmount()])
  }
  return {
    name: 'disk-full',
    tried,
    lost,
    undetected,
    crashed,
    holds: tried === times && lost + undetected + crashed === 0,
    note: `${tried} times, twice each, the browser’s disk, that of the second copy or both were filled, or transactions given up, while a window wrote ${control.acknowledged.note} edits: ${undetected} times it did not say that it could not save, ${crashed} times it did not save once there was room, and ${lost} times something that it had said was saved was gone.`,
  }
}
