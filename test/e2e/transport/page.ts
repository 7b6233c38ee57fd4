import { ProblemError } from '../../../src/core/model/problem.ts'
import type { ContractPeer } from '../../contract/transport-cases.ts'
import { peerHere } from '../../contract/transport-peer.ts'
import { countUpdates } from './count-updates.ts'
import { transportOf, type OwnOptions, type TransportKind } from './transports.ts'

/** What the page offers to the test that drives it. */
export interface PeerPage {
  make(kind: TransportKind, signalling: readonly string[], own?: OwnOptions): Promise<void>
  /** Asks this page's peer; what was refused travels as its code. */
  ask(name: string, args: readonly unknown[]): Promise<{ value?: unknown; refused?: string }>
  peer: ContractPeer | undefined
  /** Messages of this page that carried a change of a document, since it was opened. */
  updatesSent: number
}

declare global {
  var page: PeerPage
}

const page: PeerPage = {
  async make(kind, signalling, own) {
    const transport = await transportOf(kind, signalling, own)
    page.peer = peerHere(transport)
    addEventListener('offline', () => transport.setOnline(false))
    addEventListener('online', () => transport.setOnline(true))
  },
  async ask(name, args) {
    const call: unknown = Reflect.get(Object(page.peer), name)
    if (typeof call !== 'function') throw new Error(`no peer was made, or it has no ${name}`)
    try {
      return { value: await Reflect.apply(call, page.peer, args) }
    } catch (error) {
      if (error instanceof ProblemError) return { refused: error.problem.code }
      throw error
    }
  },
  peer: undefined,
  updatesSent: 0,
}
globalThis.page = page

countUpdates(RTCDataChannel.prototype, () => {
  if (page.peer) page.updatesSent += 1
})
