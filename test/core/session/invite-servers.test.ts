import { describe, expect, it } from 'vitest'
import { memberId, newId } from '../../../src/core/model/ids.ts'
import { fromBase64url, toBase64url, utf8 } from '../../../src/core/model/bytes.ts'
import { sealedInvite } from '../../../src/core/model/near.ts'
import { openInvite, teamInvite } from '../../../src/core/session/team-invite.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'
import { until } from './two-at-a-table.ts'

const passphrase = 'four unrelated quiet words'
const turn = { urls: 'turn:turn.example.nhs.uk:3478', username: 'hub', credential: 'a shared word' }
const own = { urls: 'turn:turn.home.example:3478', username: 'mei', credential: 'her own' }

async function teamOfTwo() {
  const from = colleagues()
  const [lead, newcomer] = [await from.newcomer(), await from.newcomer()]
  await lead.createTeam(westLeeds, cardOf('Nadia Clegg'), passphrase)
  await newcomer.joinTeam(cardOf('Mei Tanaka'), passphrase)
  const [nadia, mei] = [deskOf(lead), deskOf(newcomer)]
  const card = await nadia.rosters.readRequest(await mei.rosters.askToJoin())
  await nadia.rosters.change({ kind: 'add-member', id: newId(memberId, effects.random), card })
  await mei.rosters.take(nadia.rosters.standing.get()?.roster.text ?? '')
  await mei.rosters.accept()
  return { from, nadia, mei, secret: nadia.rosters.standing.get()?.epochSecret ?? new Uint8Array() }
}

describe('the servers that an invite carries', () => {
  it('[L160] are in what is sealed to the team alone, and used after one’s own, also when the huddle is resumed', async () => {
    const { from, nadia, mei, secret } = await teamOfTwo()
    await nadia.meeting.addIceServer(turn)
    await mei.meeting.addIceServer(own)
    const live = await nadia.startHuddle('Daily huddle', [])
    const forTeam = await live.invite(5, 'computer', 'team')
    expect((await openInvite(forTeam.code, effects.clock(), secret)).iceServers).toEqual([turn])
    const forAnybody = await live.invite(5, 'computer', 'anybody')
    expect(utf8.decode(fromBase64url(forAnybody.code.slice('mdth1.'.length)))).not.toContain(turn.urls)
    const standing = await until(live.colleagues, (invite) => invite !== undefined)
    expect((await openInvite(standing?.code ?? '', effects.clock(), secret)).iceServers).toEqual([turn])

    const theirs = await mei.joinHuddle(forTeam.code)
    expect(from.transports).toContainEqual([own, turn])
    await theirs.leave()
    const before = from.transports.length
    await mei.resumeHuddle(theirs.id)
    expect(from.transports.slice(before)).toContainEqual([own, turn])
  })

  it('[L160] of an open invite are never used', async () => {
    const { from, nadia, mei } = await teamOfTwo()
    const live = await nadia.startHuddle('Daily huddle', [])
    const { code } = await live.invite(5, 'computer', 'anybody')
    const content: unknown = JSON.parse(utf8.decode(fromBase64url(code.slice('mdth1.'.length))))
    const forged = `mdth1.${toBase64url(utf8.encode(JSON.stringify({ ...Object(content), iceServers: [turn] })))}`
    const before = from.transports.length
    await mei.joinHuddle(forged)
    expect(from.transports.slice(before)).toContainEqual([])
    expect(from.transports.flat()).not.toContainEqual(turn)
  })

  it('[L160] are as many as fit: the invite stays readable', async () => {
    const { nadia, secret } = await teamOfTwo()
    const live = await nadia.startHuddle('Daily huddle', [])
    const content = await openInvite((await live.invite(5, 'computer', 'anybody')).code, effects.clock(), undefined)
    const long = Array.from({ length: 4 }, (_, each) => ({ ...turn, urls: `turn:t${each}.example`, credential: 'c'.repeat(500) }))
    const { code } = await teamInvite({ ...content, title: 't'.repeat(120), team: 't'.repeat(120) }, secret, long)
    expect(sealedInvite.safeParse(code).success).toBe(true)
    expect((await openInvite(code, effects.clock(), secret)).iceServers).toEqual(long.slice(0, 2))
  })
})
