import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../bench/pages/synthetic.ts'
import { howMany, type Fault } from './fault.ts'
import { buildHost, freePort, startKillable, type KillableHost } from './killable-host.ts'
import { buildWriterPage, lostOf, openWriter, pause, startControl } from './parts/writer-window.ts'

const victims = ['browser', 'host', 'both'] as const

/**
 * Kills the browser, the app's host, or both, without warning and at a random moment while a window writes into the
 * vault, or while it opens it; starts them again, and looks whether everything that was said to be saved is there.
 * Without protection the window says that it is saved as soon as it is written, and the kill finds it out.
 */
export const run: Fault = async ({ protection, folder, chromium, say, ...asked }) => {
  if (chromium === undefined) throw new Error('there is no Chromium to kill')
  const kills = howMany(asked, { sample: 4, quick: 9, whole: 100 })
  const random = seeded(asked.seed)
  const module = await buildHost('kill-while-writing')
  const root = await buildWriterPage(folder)
  const [records, profile] = [join(folder, 'records'), join(folder, 'profile')]
  mkdirSync(records)
  mkdirSync(profile)
  const control = await startControl()
  const port = await freePort()
  let host: KillableHost = await startKillable(module, records, { root, port })
  let loads = 0
  const address = (): string => host.page(`control=${control.port}&load=${(loads += 1)}${protection ? '' : '&waits=no'}`)
  const open = () => openWriter(chromium, profile, address())
  let browser = open()
  let [tried, lost, undetected, crashed] = [0, 0, 0, 0]

  async function killHost(): Promise<void> {
    host.child.kill('SIGKILL')
    await host.ended
  }

  try {
    await control.opened()
    for (; tried < kills; tried += 1) {
      const victim = victims[tried % 3]
      control.order({ write: true })
      await pause(20 + random() * 300)
      if (victim === 'host') {
        await killHost()
        // A window that is open goes on writing into its own store, and says that there is no second copy of that.
        await control.next(({ kind }) => kind === (protection ? 'not-saved' : 'saved')).catch(() => (undetected += 1))
        host = await startKillable(module, records, { root, port })
        const again = control.opened()
        control.order({ go: address() })
        lost += lostOf(await again, control.acknowledged)
      } else {
        await Promise.all([browser.kill(), victim === 'both' ? killHost() : undefined])
        if (victim === 'both') host = await startKillable(module, records, { root, port })
        if (tried % 4 === 0) {
          // Again while the vault is being opened.
          const opening = open()
          await pause(200 + random() * 600)
          await opening.kill()
        }
        const again = control.opened()
        browser = open()
        const found = await again.catch(() => undefined)
        if (!found) {
          crashed += 1
          await browser.kill()
          browser = open()
        } else lost += lostOf(found, control.acknowledged)
      }
      say(`${tried + 1} of ${kills} kills, ${control.acknowledged.note} edits acknowledged`)
    }
  } finally {
    await Promise.all([browser.kill(), killHost(), control.close()])
  }
  const { note, record } = control.acknowledged
  return {
    name: 'kill-while-writing',
    tried,
    lost,
    undetected,
    crashed,
    holds: tried === kills && lost + undetected + crashed === 0 && note > 0 && record > 0,
    note: `${tried} SIGKILLs of browser, host and both in turn while a window wrote ${note} edits and, each fifth time, a record: ${lost} times something that it had said was saved was gone.`,
  }
}
