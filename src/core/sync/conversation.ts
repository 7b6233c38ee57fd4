import type * as Y from 'yjs'
import type { StaffCard } from '../model/team.ts'
import type { WriterCertificate } from '../model/writer.ts'
import type { GateHands } from './gate/gate-hands.ts'
import { updateGate, type UpdateGate } from './gate/update-gate.ts'
import { letterMessage } from './room-messages.ts'

/** Whoever is met in a room, as far as talking to them beside its document goes: they have proven their card. */
export interface Correspondent {
  readonly card: StaffCard
  /** The Yjs client under which their window writes. */
  readonly client: number
  /** Messages arrive in the order in which they were sent, or the conversation ends. */
  readonly send: (message: Uint8Array) => void
  /** Ends the connection for the two to meet anew: what each has said in this conversation is over. */
  readonly meetAnew: () => void
  /** A gate before a document of which they bring changes. Closed by whoever asked for it. */
  readonly gateTo: (doc: Y.Doc) => UpdateGate
}

export interface Conversation {
  hear(message: Uint8Array): void
  /** They have gone: nothing that is said from now on arrives. */
  end(): void
}

/** Begins a conversation with somebody who has been met; both sides begin one. */
export type Converse = (other: Correspondent) => Conversation

/** Messages of one peer that may arrive before its channel is said to be open. */
const mostEarly = 16

/** The conversations of one room, by the carrier's names for its peers. */
export interface Conversations {
  begin(peer: string, from: WriterCertificate): void
  hear(peer: string, message: Uint8Array): void
  end(peer: string): void
  stop(): void
}

interface Carrier {
  send(peer: string, message: Uint8Array): void
  meetAnew(peer: string): void
}

export function conversations(converse: Converse | undefined, hands: GateHands, carrier: Carrier): Conversations {
  const under = new Map<string, Conversation>()
  const early = new Map<string, Uint8Array[]>()

  function end(peer: string): void {
    early.delete(peer)
    const ended = under.get(peer)
    under.delete(peer)
    ended?.end()
  }
  return {
    begin(peer, { card, client }) {
      if (!converse || under.has(peer)) return
      const begun: Conversation = converse({
        card,
        client,
        send: (message) => under.get(peer) === begun && carrier.send(peer, letterMessage(message)),
        meetAnew: () => under.get(peer) === begun && carrier.meetAnew(peer),
        gateTo: (doc) => updateGate(doc, hands),
      })
      under.set(peer, begun)
      for (const message of early.get(peer) ?? []) begun.hear(message)
      early.delete(peer)
    },
    hear(peer, message) {
      const known = under.get(peer)
      if (known) known.hear(message)
      else if (converse) early.set(peer, [...(early.get(peer) ?? []), message].slice(0, mostEarly))
    },
    end,
    stop: () => Array.from(under.keys(), end),
  }
}
