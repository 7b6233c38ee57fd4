import { describe, expect, it, vi } from 'vitest'
import { noteText } from '../../../src/core/doc/note-text.ts'
import { colleagues, deskOf } from './colleagues.ts'
import { joins, newSession } from './team-builders.ts'
import { huddleOfTwo, openItem, passphrase, until, write } from './two-at-a-table.ts'

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

  it('[V32] locks, though a relay that was asked for the team says nothing', async () => {
    const from = colleagues()
    from.relayAnswers.set(false)
    const [hers, theirs] = [await newSession(from, 'Nadia Clegg'), await newSession(from, 'Mei Tanaka')]
    await joins(deskOf(theirs), deskOf(hers))
    await deskOf(hers).meeting.setRelay({ address: 'wss://relay.example.org', key: 'k'.repeat(43) })
    await deskOf(hers).lock()
    expect(hers.phase.get().kind).toBe('locked')
  })
})
