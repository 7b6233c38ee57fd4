import { describe, expect, it } from 'vitest'
import { deviceId, huddleId, newId } from '../../../src/core/model/ids.ts'
import { iceServer, relayAddress } from '../../../src/core/model/meeting-servers.ts'
import { meetingAddress, readInvite } from '../../../src/core/session/meeting-point.ts'
import { effects } from './effects.ts'
import { oneDesk } from './one-desk.ts'

const relay = { address: 'wss://relay.example.nhs.uk', key: 'k'.repeat(43) }
const turn = { urls: 'turn:turn.example.nhs.uk:3478', username: 'hub', credential: 'a shared word' }
const refusedAs = (code: string) => ({ problem: { code } })

describe('meeting across networks', () => {
  it('[L117] an invite for anywhere names the relay alone, and the huddle is hosted there until it ends', async () => {
    const { desk, host, reopen } = await oneDesk()
    const live = await desk.startHuddle('Daily huddle', [])
    await expect(live.invite(1, 'relay')).rejects.toMatchObject(refusedAs('no-relay'))
    expect(host.relays.size).toBe(0)

    await desk.meeting.setRelay(relay)
    const { code, addresses } = await live.invite(1, 'relay')
    expect(readInvite(code, effects.clock()).signalling).toEqual([relay.address])
    expect(addresses).toEqual([relay.address])
    expect(code).not.toContain(relay.key)
    expect([...host.relays]).toEqual([[live.id, relay.address]])

    await live.leave()
    await expect.poll(() => desk.huddles.get().find(({ id }) => id === live.id)?.byRelay).toBe(true)
    host.relays.clear()
    const again = await reopen()
    await (await again.resumeHuddle(live.id)).leave()
    expect([...host.relays]).toEqual([[live.id, relay.address]])
  })

  it('[L117] an invite for this computer or its network names no relay', async () => {
    const { desk, host } = await oneDesk()
    await desk.meeting.setRelay(relay)
    const live = await desk.startHuddle('Daily huddle', [])
    for (const reach of ['computer', 'network'] as const) {
      const { code } = await live.invite(1, reach)
      expect(readInvite(code, effects.clock()).signalling).not.toContain(relay.address)
    }
    await live.leave()
    expect(host.relays.size).toBe(0)
  })

  it('[L118] a meeting point hears of a device only under a name that it has in no other huddle', async () => {
    const device = newId(deviceId, effects.random)
    const [one, another] = [newId(huddleId, effects.random), newId(huddleId, effects.random)]
    const nameIn = async (huddle: typeof one): Promise<string> => new URL(await meetingAddress(`${relay.address}/`, huddle, 'A'.repeat(22), device)).searchParams.get('device') ?? ''
    const names = [await nameIn(one), await nameIn(another), device]
    expect(new Set(names).size).toBe(3)
    expect(await nameIn(one)).toBe(names[0])
    expect(names[0]).toMatch(/^[0-9a-f]{32}$/)
  })

  it('[L119] the relay and the TURN servers are kept in the vault, and each transport is given the latter', async () => {
    const { desk, transports, vault, reopen } = await oneDesk()
    await desk.meeting.setRelay({ address: ` ${relay.address} `, key: `${relay.key}\n` })
    await desk.meeting.addIceServer(turn)
    await desk.leaving.setServer({ name: 'Records', base: 'https://records.example.nhs.uk/fhir', token: '' })
    expect(await vault.servers.get('meeting')).toEqual({ id: 'meeting', relay, iceServers: [turn] })

    const again = await reopen()
    expect(again.meeting.servers.get()).toEqual({ id: 'meeting', relay, iceServers: [turn] })
    expect(again.leaving.server.get()?.name).toBe('Records')
    await (await again.startHuddle('Daily huddle', [])).leave()
    await again.meeting.removeIceServer(turn.urls)
    await again.meeting.setRelay(undefined)
    await (await again.startHuddle('Daily huddle', [])).leave()
    expect(transports).toEqual([[turn], []])
    expect(again.leaving.server.get()?.name).toBe('Records')
  })

  it('[L119] takes four TURN servers at the most, each once', async () => {
    const { desk } = await oneDesk()
    for (const port of [1, 2, 3, 4, 4]) await desk.meeting.addIceServer({ ...turn, urls: `turn:turn.example.nhs.uk:${port}` })
    await expect(desk.meeting.addIceServer(turn)).rejects.toMatchObject(refusedAs('too-many-ice'))
    await expect(desk.meeting.addIceServer({ ...turn, credential: '' })).rejects.toMatchObject(refusedAs('ice-garbled'))
    await expect(desk.meeting.setRelay({ ...relay, key: 'short' })).rejects.toMatchObject(refusedAs('relay-garbled'))
    expect(desk.meeting.servers.get().iceServers).toHaveLength(4)
  })

  it.each(['turn:a', 'turns:turn.example.nhs.uk:5349?transport=tcp', 'turn:[2001:db8::1]:3478', 'stun:192.0.2.1'])('[L119] %s is the address of such a server', (urls) =>
    expect(iceServer.safeParse({ ...turn, urls }).success).toBe(true),
  )
  it.each(['', 'turn:', 'turn://a', 'https://a', 'turn:a?transport=sctp', 'stun:a?transport=udp', 'turn:a b', 'turn:a@b', 'turn:-a', `turn:${'a'.repeat(300)}`])('[L119] %s is not', (urls) =>
    expect(iceServer.safeParse({ ...turn, urls }).success).toBe(false),
  )
  it.each(['wss://relay.example.nhs.uk', 'ws://192.0.2.1:47822', 'wss://example.nhs.uk/relay'])('[L119] %s is a relay’s address', (text) => expect(relayAddress.safeParse(text).success).toBe(true))
  it.each(['', 'relay', 'https://a.example', 'wss://a@b.example', 'wss://a.example?b', 'wss://a.example#b', `wss://a.example/${'a'.repeat(200)}`])('[L119] %s is none', (text) =>
    expect(relayAddress.safeParse(text).success).toBe(false),
  )
})
