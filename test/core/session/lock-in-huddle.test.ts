import { describe, expect, it, vi } from 'vitest'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { noteText } from '../../../src/core/doc/note-text.ts'
import { memoryHost } from '../../../src/core/memory-host.ts'
import type { Host, HostCall } from '../../../src/core/host.ts'
import { cell } from '../../../src/core/model/observable.ts'
import type { Transport } from '../../../src/core/sync/transport.ts'
import type * as Y from 'yjs'
import { refuseWrites, type Refusing } from '../../fixtures/vault/refusals.ts'
import { colleagues, deskOf } from './colleagues.ts'
import { foundsTeam, joins, newSession } from './team-builders.ts'
import { decide, huddleOfTwo, openItem, passphrase, someone, until, write } from './two-at-a-table.ts'

/** A host that, from when it is silenced, never answers one call. */
function sometimesSilent(name: HostCall) {
  const memory = memoryHost()
  const asked = cell(false)
  let silenced = false
  const host: Host = {
    async call(wanted, input) {
      if (!silenced || wanted !== name) return memory.call(wanted, input)
      asked.set(true)
      return new Promise(() => undefined)
    },
  }
  return { host, asked, silence: () => void (silenced = true) }
}

/** A transport whose closing, once, meets a disk that has just begun to refuse, with a last word of its huddle not written. */
function refusedOnLeaving() {
  let refusing: Refusing | undefined
  let armed = false
  const through = (made: Transport): Transport => {
    const docs: Y.Doc[] = []
    return {
      ...made,
      join(address, doc, converse) {
        docs.push(doc)
        return made.join(address, doc, converse)
      },
      close() {
        if (armed && docs.some((doc) => huddleDoc(doc).about())) {
          armed = false
          refusing = refuseWrites()
          docs[0]?.getText('last').insert(0, 'word')
        }
        return made.close()
      },
    }
  }
  return { through, arm: () => void (armed = true), stop: () => refusing?.stop() }
}

describe('a window that is locked in a huddle', () => {
  it('[V102] seals what is open first, and goes on receiving once it is unlocked', async () => {
    const { chair, chairDesk, live, theirs, item } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const [mine, joined] = [await openItem(live, item), await openItem(theirs, item)]
    await vi.waitFor(() => expect(joined.person.identity()?.familyName).toBe('Okafor'))
    write(mine.person.formulation, 'Written just before the lock.')
    await chairDesk.lock()
    expect(chair.phase.get()).toEqual({ kind: 'locked' })
    write(joined.person.formulation, 'Written while the chair was locked.')

    await chair.unlock(passphrase)
    const resumed = await until(deskOf(chair).live, (running) => running !== undefined)
    if (!resumed) throw new Error('the huddle was not gone on with')
    const again = await openItem(resumed, item)
    const text = (): string => noteText(again.person.formulation)
    await vi.waitFor(() => {
      expect(text()).toContain('Written just before the lock.')
      expect(text()).toContain('Written while the chair was locked.')
    })
    write(joined.person.formulation, 'Written after.')
    await vi.waitFor(() => expect(text()).toContain('Written after.'))
    write(again.person.formulation, 'And answered.')
    await vi.waitFor(() => expect(noteText(joined.person.formulation)).toContain('And answered.'))
  })

  it('[V102] is left by it, also where it came into the huddle twice at once', async () => {
    const { chairDesk, live, theirs } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
    const hasChair = (): boolean => theirs.shared.get().here.length > 0
    await live.leave({ keepPlace: true })
    await vi.waitFor(() => expect(hasChair()).toBe(false))
    // By itself after unlocking, and by a press of "Resume".
    await Promise.all([chairDesk.resumeHuddle(live.id), chairDesk.resumeHuddle(live.id)])
    await vi.waitFor(() => expect(hasChair()).toBe(true))
    await chairDesk.lock()
    await vi.waitFor(() => expect(hasChair()).toBe(false))
  })

  it.each(['near.post', 'signalling.admit'] as const)('[V32] locks and keeps what is decided, though %s is never answered', async (silent) => {
    const from = colleagues()
    const { host, asked, silence } = sometimesSilent(silent)
    const [hers, theirs] = [await newSession(from, 'Nadia Clegg', {}, host), await newSession(from, 'Mei Tanaka')]
    const nadia = deskOf(hers)
    const person = someone('Okafor', { kind: 'not-asked' })
    await nadia.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
    const live = await nadia.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
    await live.invite(5, 'network', 'anybody')
    silence()
    await joins(deskOf(theirs), nadia)
    await until(asked, (was) => was)
    const [item] = live.view.get().agenda
    if (!item) throw new Error('no item')
    decide(await openItem(live, item.id), live.me)
    await live.readBack(item.id)
    await live.sign(item.id)
    await live.closeItem(item.id)
    expect(nadia.outcomes.get()).toHaveLength(1)
    await nadia.lock()
    expect(hers.phase.get().kind).toBe('locked')
  })

  it('[V32] locks, though a relay that was asked for the team says nothing', async () => {
    const from = colleagues()
    from.relayAnswers.set(false)
    const [hers, theirs] = [await newSession(from, 'Nadia Clegg'), await newSession(from, 'Mei Tanaka')]
    await joins(deskOf(theirs), deskOf(hers))
    await deskOf(hers).meeting.setRelay({ address: 'wss://relay.example.org', key: 'k'.repeat(43) })
    await deskOf(hers).lock()
    expect(hers.phase.get().kind).toBe('locked')
  })

  it('[V157] goes on as it was where the disk refuses half-way: in its huddle, with its team, and with what is to be sent', async () => {
    const from = colleagues()
    const refused = refusedOnLeaving()
    const hers = await foundsTeam(await from.newcomer(memoryHost(), refused.through), 'Nadia Clegg')
    const theirs = await newSession(from, 'Mei Tanaka')
    const [nadia, mei] = [deskOf(hers), deskOf(theirs)]
    await joins(mei, nadia)
    const person = someone('Okafor', { kind: 'not-asked' })
    await nadia.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
    const live = await nadia.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
    await until(nadia.catchUp, ({ here }) => here.length === 1)
    refused.arm()
    try {
      await expect(nadia.lock()).rejects.toMatchObject({ problem: { code: 'not-saved-yet' } })
    } finally {
      refused.stop()
    }
    expect(hers.phase.get().kind).toBe('open')
    const again = await until(nadia.live, (running) => running !== undefined)
    expect(again?.id).toBe(live.id)
    await until(nadia.catchUp, ({ here }) => here.length === 1)
    await vi.waitFor(() => nadia.lock(), { timeout: 20_000 })
    await hers.unlock(passphrase)
    await until(deskOf(hers).live, (running) => running?.id === live.id)
  })
})
