import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { lanAddresses } from '../../src/node/lan-addresses.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'

const running = signallingHost({ usualPort: 0, clock: Date.now })
afterEach(() => running.close())

const [one, another] = ['1'.repeat(32), '2'.repeat(32)]

/** Another address of this computer's loopback range: whoever listens on 127.0.0.1 alone does not answer there. */
const elsewhere = '127.0.0.2'

async function answersElsewhere(): Promise<boolean> {
  const socket = connect(await portNow(), elsewhere)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function portNow(): Promise<number> {
  const status = await running.calls['signalling.status'](null)
  return status.kind === 'running' ? Number(new URL(status.addresses[0] ?? '').port) : 0
}

const ipv4 = (address: string, internal = false) =>
  ({ address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null }) as const

describe('how far signalling reaches', () => {
  it('[H60] answers this computer alone, and the network only while a huddle that asked for it goes on', async () => {
    await running.calls['signalling.start']({ huddle: one, lan: false })
    const port = await portNow()
    expect(await answersElsewhere()).toBe(false)

    await running.calls['signalling.start']({ huddle: one, lan: true })
    await running.calls['signalling.start']({ huddle: another, lan: false })
    expect(await answersElsewhere()).toBe(true)

    await running.calls['signalling.end']({ huddle: another })
    expect(await answersElsewhere()).toBe(true)
    await running.calls['signalling.end']({ huddle: one })
    expect(await answersElsewhere()).toBe(false)
    expect(await portNow()).toBe(port)
  })

  it('[L40] one computer that opens connections and says nothing keeps nobody else out', async () => {
    await running.calls['signalling.start']({ huddle: one, lan: true })
    const port = await portNow()
    const silent = Array.from({ length: 500 }, () => connect({ port, host: '127.0.0.1', localAddress: elsewhere }))
    for (const each of silent) each.on('error', () => undefined)
    await Promise.all(silent.map((each) => Promise.race([once(each, 'connect'), once(each, 'close')]).catch(() => undefined)))
    const honest = new WebSocket(`ws://127.0.0.1:${port}/h/${one}?ticket=${'A'.repeat(22)}&device=${'3'.repeat(32)}`)
    const answered = await once(honest, 'message').then(() => true, () => false)
    for (const each of silent) each.destroy()
    honest.terminate()
    expect(answered).toBe(true)
  })

  it('[H61] names the addresses that colleagues can reach, the likeliest first', () => {
    const found = lanAddresses({
      lo: [ipv4('127.0.0.1', true)],
      docker0: [ipv4('172.17.0.1')],
      eth0: [ipv4('192.0.2.10'), { address: '2001:db8::1', internal: false, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 0 }],
      wlan0: [ipv4('198.51.100.7'), ipv4('169.254.3.3')],
      tun0: [ipv4('203.0.113.4'), ipv4('203.0.113.5')],
    })
    expect(found).toEqual(['192.0.2.10', '198.51.100.7', '203.0.113.4'])
    expect(lanAddresses({ docker0: [ipv4('172.17.0.1')] })).toEqual(['172.17.0.1'])
    expect(lanAddresses({})).toEqual([])
  })
})
