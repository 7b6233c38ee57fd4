import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { cell } from '../../../src/core/model/observable.ts'
import { browserParts } from '../../../src/core/session/browser-parts.ts'
import { openSession } from '../../../src/core/session/open-session.ts'
import type { Session } from '../../../src/core/session/session.ts'
import { readFonts } from '../record/fonts.ts'
import { effects } from './effects.ts'

const team = { name: 'West Leeds hub', area: 'West Leeds', holder: 'NHS', contact: '0113 000 0000', crisisContact: '111', quorum: 2 } as const
const card = { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust', organisationKind: 'NHS' } as const
const passphrase = 'four quiet unrelated words'

/** A window of the app over a store and a host, as a browser starts it; nobody meets anybody in it. */
function startWindow(host: ReturnType<typeof memoryHost>, indexedDB: IDBFactory): Promise<Session> {
  return openSession(
    browserParts({
      host,
      effects,
      indexedDb: { indexedDB, IDBKeyRange },
      openChannel: (name) => new BroadcastChannel(name),
      webrtc: {} as never,
      Worker: {} as never,
      openSocket: () => ({}) as never,
      fonts: readFonts,
      network: cell(true),
      guestOnly: false,
    }),
  )
}

async function lock({ phase }: Session): Promise<void> {
  const now = phase.get()
  if (now.kind === 'open') await now.desk.lock()
}

describe('a window whose store was lost', () => {
  it('[V134] never says welcome, and brings the team back by its passphrase', async () => {
    const host = memoryHost()
    const session = await startWindow(host, new IDBFactory())
    expect(session.phase.get().kind).toBe('new')
    await session.createTeam(team, card, passphrase)
    await lock(session)
    const again = await startWindow(host, new IDBFactory())
    expect(again.phase.get()).toMatchObject({ kind: 'emptied', practice: false })
    await expect(again.bringBack('some other long words')).rejects.toMatchObject({ problem: { code: 'wrong-passphrase' } })
    expect(again.phase.get().kind).toBe('emptied')
    await again.bringBack(passphrase)
    const phase = again.phase.get()
    expect(phase.kind === 'open' && phase.desk.profile.get()).toMatchObject({ card: { name: card.name }, team: { name: team.name } })
    await lock(again)
  }, 20_000)

  it('[V138] a practice team keeps no copy', async () => {
    const host = memoryHost()
    const session = await startWindow(host, new IDBFactory())
    await session.startPractice()
    expect(host.twins.size).toBe(0)
    await lock(session)
    expect((await startWindow(host, new IDBFactory())).phase.get().kind).toBe('new')
  }, 20_000)
})
