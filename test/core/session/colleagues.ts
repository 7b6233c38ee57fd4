import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Host } from '../../../src/core/host.ts'
import { memoryHost } from '../../../src/core/memory-host.ts'
import type { IceServer } from '../../../src/core/model/meeting-servers.ts'
import { cell } from '../../../src/core/model/observable.ts'
import { openSession } from '../../../src/core/session/open-session.ts'
import type { CardFields, Desk, Session, TeamFields } from '../../../src/core/session/session.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import type { Transport } from '../../../src/core/sync/transport.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { overBroadcast } from '../../../src/core/vault/neighbours.ts'
import { vaultKeeper, type VaultKeeperOptions } from '../../../src/core/vault/vault-keeper.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { readFonts } from '../record/fonts.ts'
import { effects } from './effects.ts'

export const westLeeds: TeamFields = {
  name: 'West Leeds hub',
  area: 'West Leeds',
  holder: 'NHS',
  contact: '0113 496 0000',
  crisisContact: '0113 496 0001',
  quorum: 2,
}

export function cardOf(name: string, change: Partial<CardFields> = {}): CardFields {
  return { name, role: 'Mental health nurse', organisation: 'Leeds trust', organisationKind: 'NHS', ...change }
}

/** Several installations that meet over one in-memory network, while it is on. */
export function colleagues() {
  const network = memoryNetwork()
  const [on, relayAnswers] = [cell(true), cell(true)]
  const transports: (readonly IceServer[])[] = []

  const openWindow = (store: Pick<VaultKeeperOptions, 'indexedDB' | 'channel'>, host: Host, through: (made: Transport) => Transport = (made) => made): Promise<Session> =>
    openSession({
      host,
      effects,
      vaultKeeper: (name) => vaultKeeper({ ...store, name, IDBKeyRange, effects, cost: { passes: 1, memory: 8192 } }),
      guestVault: async () => memoryVault(),
      makeTransport: async (_signalling, member, iceServers) => {
        transports.push(iceServers)
        return through(network.transport({ member, clock: effects.clock, hands: handsHere(contentRules) }))
      },
      askAdmission: () => (relayAnswers.get() ? Promise.resolve() : new Promise(() => undefined)),
      fonts: readFonts,
      network: on,
      guestOnly: false,
    })

  return {
    on,
    /** Whether a relay that is asked says anything. */
    relayAnswers,
    /** The STUN and TURN servers that each transport was made with. */
    transports,
    /** @param through stands before each transport of theirs */
    newcomer: (host: Host = memoryHost(), through?: (made: Transport) => Transport): Promise<Session> => openWindow({ indexedDB: new IDBFactory() }, host, through),
    /** One installation: opens a window of its one vault, as often as it is called. */
    installation(): () => Promise<Session> {
      const [indexedDB, host, named] = [new IDBFactory(), memoryHost(), crypto.randomUUID()]
      return () => openWindow({ indexedDB, channel: (name) => overBroadcast(new BroadcastChannel(`${named}/${name}`)) }, host)
    },
  }
}

export function deskOf(session: Session): Desk {
  const phase = session.phase.get()
  if (phase.kind !== 'open') throw new Error(`the desk is ${phase.kind}`)
  return phase.desk
}
