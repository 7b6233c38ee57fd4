import * as Y from 'yjs'
import type { Converse, Correspondent } from '../../src/core/sync/conversation.ts'
import type { Room, Transport } from '../../src/core/sync/transport.ts'
import type { ContractPeer } from './transport-cases.ts'

/** A peer on a transport of its own, in the process that makes it: this one, or a browser's page. */
export function peerHere(transport: Transport): ContractPeer {
  const doc = new Y.Doc()
  let room: Room | undefined
  const others: Correspondent[] = []
  const talk: Converse = (other) => {
    others.push(other)
    return { hear: () => undefined, end: () => undefined }
  }
  const here = (): Room => {
    if (!room) throw new Error('not in a room')
    return room
  }
  return {
    async join(address) {
      room = await transport.join(address, doc, talk)
    },
    leave: () => here().leave(),
    setOnline: async (online) => transport.setOnline(online),
    write: async (field, text) => doc.getText(field).insert(doc.getText(field).length, text),
    fill: async (field, length) => doc.getText(field).insert(0, 'x'.repeat(length)),
    read: async (field) => doc.getText(field).toJSON(),
    length: async (field) => doc.getText(field).length,
    state: async () => here().state.get(),
    say: async (name) => here().awareness.setLocalStateField('user', { name }),
    meetAnew: async () => Array.from(others).forEach((other) => other.meetAnew()),
    talks: async () => others.length,
    heard: async () => namesHeard(here()),
  }
}

export function namesHeard({ awareness }: Room): string[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    const name: unknown = client === awareness.clientID ? undefined : state['user']?.name
    return typeof name === 'string' ? [name] : []
  })
}
