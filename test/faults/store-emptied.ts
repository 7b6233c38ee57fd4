import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../bench/pages/synthetic.ts'
import { howMany, type Fault } from './fault.ts'
import { buildHost, freePort, startKillable } from './killable-host.ts'
import { buildWriterPage, lostOf, openWriter, pause, startControl } from './parts/writer-window.ts'

/** What becomes of the browser's databases of this origin while it is shut. */
const ways: readonly ((databases: string) => void)[] = [
  (databases) => rmSync(databases, { recursive: true, force: true }),
  (databases) => {
    for (const file of filesIn(databases)) if (/\.(log|ldb)$|MANIFEST/.test(file)) writeFileSync(file, Buffer.alloc(4096, 0x5a))
  },
  (databases) => {
    for (const file of filesIn(databases)) if (/MANIFEST|CURRENT/.test(file)) truncateSync(file, 0)
  },
]

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))

/**
 * Kills the browser while a window writes, and deletes or damages its databases before it starts again, as Chromium itself
 * begins them anew where it finds their log damaged. Without protection there is no second copy, and all is gone.
 */
export const run: Fault = async ({ protection, folder, chromium, say, ...asked }) => {
  if (chromium === undefined) throw new Error('there is no Chromium to kill')
  const losses = howMany(asked, { sample: 1, quick: 6, whole: 50 })
  const random = seeded(asked.seed)
  const [records, profile] = [join(folder, 'records'), join(folder, 'profile')]
  mkdirSync(records)
  mkdirSync(profile)
  const root = await buildWriterPage(folder)
  const host = await startKillable(await buildHost('store-emptied'), records, { root, port: await freePort() })
  const control = await startControl()
  const open = () => openWriter(chromium, profile, host.page(`control=${control.port}${protection ? '' : '&copy=no'}`))
  let browser = open()
  let [tried, lost, crashed] = [0, 0, 0]
  try {
    await control.opened()
    for (; tried < losses; tried += 1) {
      const begun = control.next(({ kind }) => kind === 'record-saved')
      control.order({ write: true })
      await begun
      await pause(random() * 200)
      await browser.kill()
      ways[tried % ways.length]?.(join(profile, 'Default', 'IndexedDB'))
      const again = control.opened()
      browser = open()
      const found = await again.catch(() => undefined)
      if (found) lost += lostOf(found, control.acknowledged)
      else {
        crashed += 1
        await browser.kill()
        const later = control.opened()
        browser = open()
        lost += lostOf(await later, control.acknowledged)
      }
      say(`${tried + 1} of ${losses} stores lost, ${control.acknowledged.note} edits acknowledged`)
    }
  } finally {
    host.child.kill('SIGKILL')
    await Promise.all([browser.kill(), host.ended, control.close()])
  }
  const { note, record } = control.acknowledged
  return {
    name: 'store-emptied',
    tried,
    lost,
    undetected: 0,
    crashed,
    holds: tried === losses && lost + crashed === 0 && note > 0 && record > 0,
    note: `${tried} times the browser was killed while a window wrote, and its databases deleted, overwritten or emptied, ${note} edits in all: ${lost} times something that it had said was saved was gone.`,
  }
}
