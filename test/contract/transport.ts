import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Membership } from '../../src/core/sync/member.ts'
import type { RoomAddress, Transport } from '../../src/core/sync/transport.ts'
import { memberNamed } from './members.ts'
import { transportCases } from './transport-cases.ts'
import { peerHere } from './transport-peer.ts'

/** The suite, for a transport that runs in this process. */
export function transportContract(name: string, parts: { readonly makeTransport: (member: Membership) => Transport; readonly newRoom: () => RoomAddress }): void {
  describe(`${name} transport`, () => {
    it.each(transportCases)('$title', async ({ run }) => {
      await run({
        peer: async () => {
          const transport = parts.makeTransport(await memberNamed('A colleague'))
          onTestFinished(() => transport.close())
          return peerHere(transport)
        },
        until: (look, expected) => vi.waitFor(async () => expect(await look()).toEqual(expected), { timeout: 8000, interval: 20 }),
        rejected: (promise) =>
          promise.then(
            () => 'not rejected',
            (error: { problem?: { code?: string } }) => error.problem?.code ?? String(error),
          ),
        newRoom: parts.newRoom,
        same: (found, expected) => expect(found).toEqual(expected),
      })
    })
  })
}
