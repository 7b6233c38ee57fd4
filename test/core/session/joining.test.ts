import { describe, expect, it } from 'vitest'
import { memberId, newId } from '../../../src/core/model/ids.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'

const passphrase = 'four unrelated quiet words'

describe('somebody new to a team', () => {
  it('[L159] has a card and a vault, and is in the team once they have accepted its roster', async () => {
    const from = colleagues()
    const [lead, newcomer] = [await from.newcomer(), await from.newcomer()]
    await lead.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)
    await expect(newcomer.joinTeam(cardOf('Mei Tanaka'), 'short')).rejects.toMatchObject({ problem: { code: 'passphrase-too-short' } })
    expect(newcomer.phase.get().kind).toBe('new')
    await newcomer.joinTeam(cardOf('Mei Tanaka'), passphrase)
    expect(deskOf(newcomer).profile.get()).toMatchObject({ joining: true, card: { name: 'Mei Tanaka', guest: false }, team: { name: 'No team yet', practice: false } })

    await deskOf(newcomer).lock()
    await newcomer.unlock(passphrase)
    const { rosters } = deskOf(lead)
    const card = await rosters.readRequest(await deskOf(newcomer).rosters.askToJoin())
    await rosters.change({ kind: 'add-member', id: newId(memberId, effects.random), card })
    const { text = '' } = rosters.standing.get()?.roster ?? {}
    await expect(deskOf(newcomer).rosters.take(text.replace('Mei Tanaka joined', 'Mei Tanaka jained'))).rejects.toMatchObject({ problem: { code: 'roster-garbled' } })
    expect(await deskOf(newcomer).rosters.take(text)).toBe('offered')
    expect(deskOf(newcomer).profile.get()).toMatchObject({ joining: true, team: { name: 'No team yet' } })

    await deskOf(newcomer).rosters.accept()
    await deskOf(newcomer).lock()
    await newcomer.unlock(passphrase)
    const profile = deskOf(newcomer).profile.get()
    expect(profile.joining).toBeUndefined()
    expect(profile.team).toEqual(deskOf(lead).profile.get().team)
  })
})
