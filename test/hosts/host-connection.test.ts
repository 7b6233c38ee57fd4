import { describe, expect, it, vi } from 'vitest'
import { connectToHost, isHost, readEntry, type HostedPage } from '../../src/renderer/host-connection.ts'
import { memoryHost } from '../../src/core/memory-host.ts'

const token = 'a'.repeat(43)

function pageAt(hash: string, kept: Record<string, string> = {}) {
  const stored = new Map(Object.entries(kept))
  const shown: string[] = []
  const page: HostedPage = {
    location: { origin: 'http://127.0.0.1:1', pathname: '/', search: '', hash },
    sessionStorage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    history: { replaceState: (_state, _title, url) => void shown.push(String(url)) },
  }
  return { page, stored, shown }
}

describe('the page’s way to its host', () => {
  it.each([
    [`#token=${token}`, '/'],
    [`#token=${token}/join?code=mdth1.a_b-c`, '/#/join?code=mdth1.a_b-c'],
  ])('[H9] takes the token out of %s, keeps it for this tab, and leaves the route', (hash, address) => {
    const { page, stored, shown } = pageAt(hash)
    expect(isHost(connectToHost(page))).toBe(true)
    expect([...stored.values()]).toEqual([token])
    expect(shown).toEqual([address])
  })

  it.each(['', '#/caseload', `#token=${token.slice(1)}`, `#token=${token}x`, `#token=${token}?x`])('[H9] without a token, as at %j, it says what to open', (hash) => {
    const { page, shown } = pageAt(hash)
    expect(connectToHost(page)).toMatchObject({ problem: { code: 'host-token-missing', todo: expect.stringContaining('its own window') } })
    expect(shown).toEqual([])
  })

  it('[H9] a reload finds the token that the tab kept; a fresh one in the address comes first', () => {
    const [kept] = [...pageAfter(`#token=${token}`).entries()]
    const again = pageAt('#/caseload', Object.fromEntries(kept === undefined ? [] : [kept]))
    expect(isHost(connectToHost(again.page))).toBe(true)
    const fresh = pageAfter(`#token=${'b'.repeat(43)}`, Object.fromEntries(kept === undefined ? [] : [kept]))
    expect([...fresh.values()]).toEqual(['b'.repeat(43)])
  })

  it('[H1] in Electron it goes over the bridge, and needs no token', async () => {
    const { page } = pageAt('#/')
    const connection = connectToHost({ ...page, mdtHuddleBridge: { carry: memoryHost().carry } })
    if (!isHost(connection)) throw new Error(connection.problem.happened)
    expect(await connection.call('host.about', null)).toMatchObject({ kind: 'memory' })
  })

  it('[H1] a host that has gone is a problem that says what is kept', async () => {
    const connection = connectToHost(pageAt(`#token=${token}`).page)
    if (!isHost(connection)) throw new Error(connection.problem.happened)
    await expect(connection.call('host.about', null)).rejects.toMatchObject({ problem: { code: 'host-unreachable', kept: expect.stringContaining('kept') } })
  })

  it('[L200] a code in the address leaves it at once, and what it is exchanged for is kept for this tab', async () => {
    const asked: unknown[] = []
    const given = 'c'.repeat(43)
    vi.stubGlobal('fetch', async (address: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
      asked.push([address, headers['authorization'], body])
      return new Response(JSON.stringify({ ok: true, value: address.endsWith('/enter') ? given : await memoryHost().call('host.about', null) }))
    })
    const { page, stored, shown } = pageAt(`#once=${token}/join?code=mdth1.a`)
    const connection = connectToHost(page)
    if (!isHost(connection)) throw new Error(connection.problem.happened)
    expect(shown).toEqual(['/#/join?code=mdth1.a'])
    await Promise.all([connection.call('host.about', null), connection.call('host.about', null)])
    expect(asked[0]).toEqual(['http://127.0.0.1:1/enter', undefined, token])
    expect(asked.slice(1)).toEqual(Array.from({ length: 2 }, () => ['http://127.0.0.1:1/host/host.about', `Bearer ${given}`, 'null']))
    expect([...stored.values()]).toEqual([given])
    vi.unstubAllGlobals()
  })

  it('[H9] nothing that is not exactly a token is taken for one', () => {
    expect(readEntry(`#x=1&token=${token}`)).toEqual({ rest: `#x=1&token=${token}` })
  })
})

function pageAfter(hash: string, kept: Record<string, string> = {}): Map<string, string> {
  const { page, stored } = pageAt(hash, kept)
  connectToHost(page)
  return stored
}
