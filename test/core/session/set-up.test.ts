import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import type { Session } from '../../../src/core/session/session.ts'
import { twinHost } from '../../../src/core/session/twin-host.ts'
import { personRow } from '../../fixtures/vault/rows.ts'
import { installation } from '../vault/installation.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { passphrase } from './team-builders.ts'

/** From now on the disk refuses the profile of whoever sets up. */
function refuseProfile() {
  const { put } = IDBObjectStore.prototype
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function refusing(this: IDBObjectStore, ...row) {
    if (this.name === 'profile') throw new DOMException('the disk is full', 'QuotaExceededError')
    return put.apply(this, row)
  })
}

const ways = [
  ['a team', 'new', (session: Session) => session.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)],
  ['joining one', 'new', (session: Session) => session.joinTeam(cardOf('Nadia Clegg'), passphrase)],
  ['a practice team', 'new', (session: Session) => session.startPractice()],
] as const

describe('setting up', () => {
  afterEach(() => void vi.restoreAllMocks())

  it.each(ways)('[V158] %s that the disk refuses leaves nothing behind, and can be begun again, here or after a restart', async (_what, kind, setUp) => {
    for (const restarts of [false, true]) {
      const open = colleagues().installation()
      const first = await open()
      const refusing = refuseProfile()
      await expect(setUp(first)).rejects.toMatchObject({ problem: { code: 'no-room' } })
      refusing.mockRestore()
      expect(first.phase.get().kind).toBe(kind)
      const session = restarts ? await open() : first
      expect(session.phase.get().kind).toBe(kind)
      await setUp(session)
      expect(deskOf(session).profile.get().team.name).not.toBe('')
      await deskOf(session).lock()
    }
  })

  it('[V158] that was cut off before anybody’s first row is there counts as none, and leaves no second copy', async () => {
    const twins = twinHost(memoryHost(), 'team')
    const computer = installation()
    await new Promise<void>((resolve) => {
      const cutOff = (): Promise<void> => {
        resolve()
        return new Promise(() => undefined)
      }
      void computer.keeper({ twins }).create(passphrase, cutOff)
    })
    const keeper = computer.keeper({ twins })
    expect([await keeper.presence(), await keeper.copies()]).toEqual(['none', []])
    const vault = await keeper.create(passphrase, (filling) => filling.people.put([personRow(1)]))
    expect(await vault.people.all()).toEqual([personRow(1)])
    await vault.lock()
    expect([await keeper.presence(), (await keeper.copies()).length]).toEqual(['locked', 1])
  })
})
